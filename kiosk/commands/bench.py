"""The name that the benchmarks had in release 0.1.0; until 0.3.0 it starts `python -m rehearsal bench`."""

from __future__ import annotations

import argparse
import os
import sys

from kiosk.commands.console import Console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, help="as `python -m rehearsal bench` takes them")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """Never comes back: the process becomes the other program."""
    console.complain("`python -m kiosk bench` is now `python -m rehearsal bench`, started here")
    words = [*(["--json"] if console.as_json else []), *chosen.words]
    os.execv(sys.executable, [sys.executable, "-m", "rehearsal", "bench", *words])  # noqa: S606 - our own program
