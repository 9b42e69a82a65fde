"""Figures, each beside the peer or the bare limit in the same run. They need the demo's second implementations."""

from __future__ import annotations

import argparse

from kiosk.bootstrap import benchmarks
from kiosk.commands.console import Console
from kiosk.commands.table import Refused

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
    known = benchmarks()
    wanted = chosen.which or list(known)
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        raise Refused(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(known)}")
    for name in wanted:
        for figure in known[name](chosen.repeat, chosen.patients):
            console.tell(figure)
    return 0
