"""The payer's answer: accepted claims close their visits, returned ones go back to the desk with a next step."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.claims.sent import WHO, sentence
from kiosk.commands.console import Console
from kiosk.commands.kept import kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.desk.acting import NotNow
from kiosk.desk.claims.answers import TakenIn, record_answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="as the payer gave it")
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when a claim came back."""
    text = chosen.file.read_text("utf-8", errors="replace")
    with (
        kept_records(settings_of(chosen, console)) as storage,
        storage.unit_of_work(console.clock.now().wall) as work,
    ):
        try:
            taken = record_answer(work, text, WHO)
        except NotNow as refused:
            raise Refused(f"{chosen.file}: {sentence(refused)}") from refused
        work.commit()
    console.tell(_facts(taken), _sentence(taken))
    return 1 if taken.returned_visits else 0


def _facts(taken: TakenIn) -> dict[str, object]:
    counts = {verdict.value: count for verdict, count in taken.counts.items()}
    pool = {"pooled_yen": taken.pooled_yen, "policy": taken.policy}
    return counts | pool | {"returned_visits": list(taken.returned_visits)}


def _sentence(taken: TakenIn) -> str:
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in taken.counts.items())
    again = f"; look at {', '.join(taken.returned_visits)}" if taken.returned_visits else ""
    return f"{counts}; {taken.pooled_yen} yen borne by all insurers together (assumed policy){again}"
