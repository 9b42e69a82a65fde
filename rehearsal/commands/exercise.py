"""Thirty prepared visits at the desk (`desk`), and the score of what somebody decided from its pages (`score`)."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.ports import refuse_taken
from kiosk.commands.serve import bound
from kiosk.commands.signals import ended_by_signals
from kiosk.commands.table import Refused
from rehearsal.exercise.fill import fill
from rehearsal.exercise.score import ANSWERS, read_answers, read_key, score
from rehearsal.exercise.visits import prepared_visits, words
from rehearsal.stage import PASSWORD, Wishes, staged
from rehearsal.visit import Journal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("desk", "score"), help="start the desk, or score a file of answers")
    parser.add_argument(
        "answers", type=Path, nargs="?", help=f"CSV visit,answer,seconds; answers: {', '.join(ANSWERS)}"
    )
    parser.add_argument("--port", type=int, default=8710, help="of the desk (default %(default)s)")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """`desk` runs until Ctrl-C; `score` gives 0 when nothing was decided wrongly."""
    if chosen.what == "desk":
        return _desk(chosen.port, console)
    if chosen.answers is None:
        raise Refused("score wants a file: exercise score ANSWERS.csv")
    return _score(chosen.answers, console)


def _desk(port: int, console: Console) -> int:
    refuse_taken(port, "--port")
    with (
        ended_by_signals(),
        staged(Wishes(pcsc=False, desk_port=port, log_to=Journal(), clock=console.clock)) as stage,
    ):
        listeners = bound(stage.house, 0, port)
        desk = listeners.desk_address.rstrip("/")
        for n, number in fill(stage.house, prepared_visits()).items():
            console.tell({"visit": n, "page": f"{desk}/visits/{number}", "says_when_asked": words()[n]})
        console.complain(
            f"Everybody is made up. Sign in at {desk}/ as uketsuke, password {PASSWORD}. Ctrl-C ends it."
        )
        listeners.run()
    return 0


def _score(path: Path, console: Console) -> int:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        found = score(read_answers(lines), read_key())
    console.tell({"errors": found.errors, **asdict(found)})
    return 0 if found.errors == 0 else 1
