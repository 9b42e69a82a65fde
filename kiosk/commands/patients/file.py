"""A clinic's patient table as a command gets it: a CSV file, and perhaps a mapping for an unusual one."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.intake.csv.layout import Layout, read_layout
from kiosk.intake.model import COLUMNS
from kiosk.intake.remarks import Remark


def add_patient_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE.csv", help="the patient table as the receipt computer exports it"
    )
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="M.toml",
        help="which heading or number holds which column ([columns])",
    )


def add_meant(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fewer", action="store_true", help="the file may lack most of the kept patients; they are left over"
    )
    parser.add_argument(
        "--without",
        action="append",
        choices=[each for each in COLUMNS if each != "patient_id"],
        default=[],
        help="the file may lack or empty this item, which is meant so (may be given several times)",
    )


def add_municipality(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--municipality", default="", help="the clinic's, which its own addresses may leave out (東京都港区)"
    )


def layout_of(chosen: argparse.Namespace) -> Layout:
    """Raises OSError, LayoutError."""
    return read_layout(chosen.mapping.read_text("utf-8")) if chosen.mapping else Layout()


def as_table(remark: Remark) -> dict[str, object]:
    return {
        "line": remark.line,
        "column": remark.column,
        "code": remark.reason.value,
        "reason": remark.reason.sentence,
        "remedy": remark.reason.remedy,
        "kept": remark.kept,
        "seen": remark.seen,
    }


def sentence(remark: Remark) -> str:
    column = f", {remark.column}" if remark.column else ""
    seen = f" (written like {remark.seen})" if remark.seen else ""
    return f"line {remark.line}{column}: {remark.reason.sentence}{seen}; {remark.reason.remedy}"
