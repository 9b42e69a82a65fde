"""A clinic's patient table as a command gets it: a CSV file, and perhaps a mapping for an unusual one."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.intake.csv_file import Import, Remark, read_patients
from kiosk.intake.layout import Layout, read_layout


def add_patient_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv", help="cp932 or UTF-8, first line a header")
    parser.add_argument(
        "--mapping", type=Path, metavar="M.toml", help="which heading holds which column ([columns])"
    )


def patients_of(chosen: argparse.Namespace) -> Import:
    """Raises OSError, LayoutError."""
    layout = read_layout(chosen.mapping.read_text("utf-8")) if chosen.mapping else Layout()
    return read_patients(chosen.file.read_bytes(), layout)


def as_table(remark: Remark) -> dict[str, object]:
    return {"line": remark.line, "column": remark.column, "reason": remark.reason, "kept": remark.kept}


def sentence(remark: Remark) -> str:
    column = f", {remark.column}" if remark.column else ""
    return f"line {remark.line}{column}: {remark.reason}"


def complain_of_unread(read: Import, console: Console, *, looked_at: int = 0) -> int:
    """Say every remark on the errors; how many rows were left out, less those that were `looked_at` all the same."""
    for remark in read.remarks:
        console.complain(sentence(remark))
    return sum(not remark.kept for remark in read.remarks) - looked_at
