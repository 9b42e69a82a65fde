"""Damaged claim files by the thousand: no exception, no field changed that may not, patching twice is patching once."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from rehearsal.measure.mutations import run as mutated


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1, help="of the first file; each has the next")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """A line a wrong file, then what became of all of them; 1 when there is a wrong one."""
    tally = mutated(chosen.files, chosen.seed)
    for each in tally.wrong:
        console.tell({"wrong": each}, each)
    console.tell({"files": chosen.files, "wrong": len(tally.wrong), **dict(tally.outcomes.most_common())})
    return 1 if tally.wrong else 0
