"""Pairs of picture files through the face matcher, and its two error rates."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.table import Refused
from reader.face.decision import DEFAULT_LIMIT, Threshold
from reader.face.evaluate import Pair, evaluate
from reader.face.matchers.resnet import DlibMatcher

COLUMNS = ("reference", "probe", "same")
SAME = {"1": True, "0": False, "": None}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pairs", type=Path, metavar="PAIRS.csv", help="reference,probe[,same]; same is 1 or 0"
    )
    parser.add_argument(
        "--card-photo", action="store_true", help="put the reference into a chip photograph's condition first"
    )
    parser.add_argument("--threshold", type=float, default=DEFAULT_LIMIT, metavar="DISTANCE")


def run(chosen: argparse.Namespace, console: Console) -> int:
    try:
        threshold = Threshold(chosen.threshold)
    except ValueError as refused:
        raise Refused(str(refused)) from refused
    pairs = tuple(read_pairs(chosen.pairs))
    if not pairs:
        raise Refused(f"{chosen.pairs}: no pair in it; a line each: reference,probe[,same]")
    for line in evaluate(pairs, DlibMatcher(), threshold, card_photo=chosen.card_photo):
        console.tell(line)
    return 0


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a CSV file, with or without its header. A relative name is looked for beside the file, then from here.

    Raises:
        Refused: a line is no pair; it is named.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file), start=1):
            texts = tuple(cell.strip() for cell in cells)
            if not any(texts) or (number == 1 and texts in {COLUMNS, COLUMNS[:2]}):
                continue
            yield _pair(texts, path, number)


def _pair(texts: tuple[str, ...], path: Path, number: int) -> Pair:
    match texts:
        case (reference, probe) if reference and probe:
            return Pair(_found(path, reference), _found(path, probe))
        case (reference, probe, same) if reference and probe and same in SAME:
            return Pair(_found(path, reference), _found(path, probe), SAME[same])
        case _:
            raise Refused(f"{path}, line {number}: a pair is reference,probe[,same] with same 1 or 0")


def _found(path: Path, name: str) -> Path:
    beside = path.parent / name
    return beside if beside.exists() else Path(name)
