"""Claim files that went to the payer: each claim is tied to the visits that it bills."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.kept import kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.desk.acting import NotNow
from kiosk.desk.claims.incoming import ours
from kiosk.desk.claims.sending import Again, record_sent
from kiosk.web.language import load_catalogues

WHO = "command-line"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the very files that were sent")
    parser.add_argument(
        "--again",
        choices=[each.value for each in Again],
        help="what was done about claims that are out already: cancel (請求取消) or ask_back (取下げ依頼)",
    )
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """All files or none."""
    now = console.clock.now()
    again = Again(chosen.again) if chosen.again else None
    settings = settings_of(chosen, console)
    with kept_records(settings) as storage, storage.unit_of_work(now.wall) as work:
        counts = []
        for file in chosen.files:
            try:
                counts.append(record_sent(work, file.read_bytes(), WHO, now, ours(settings), again))
            except NotNow as refused:
                raise Refused(f"{file}: {sentence(refused)}") from refused
        work.commit()
    for file, claims in zip(chosen.files, counts, strict=True):
        console.tell({"file": str(file), "claims": claims}, f"{file}: {claims} claims recorded as sent")
    return 0


def sentence(refused: NotNow) -> str:
    """What the desk's page would say."""
    return load_catalogues()["en"].plain(f"desk.not_now.{refused.code}", **refused.facts_in("en"))
