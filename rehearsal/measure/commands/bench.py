"""Figures, each beside the peer or the bare limit in the same run."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.table import Refused
from rehearsal.measure.figures.figures import BENCHES

REPEAT = 9
PATIENTS = 100_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("which", nargs="*", help="card, face, matching, service, visit; all without a name")
    parser.add_argument("--repeat", type=int, default=REPEAT, help="runs behind each median")
    parser.add_argument(
        "--patients",
        type=int,
        default=PATIENTS,
        help="rows of the patient table that matching is measured on",
    )


def run(chosen: argparse.Namespace, console: Console) -> int:
    """A line a figure."""
    wanted = chosen.which or list(BENCHES)
    unknown = sorted(set(wanted) - set(BENCHES))
    if unknown:
        raise Refused(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    for name in wanted:
        for figure in BENCHES[name](chosen.repeat, chosen.patients):
            console.tell(figure)
    return 0
