"""The paper pack for a power cut: a list of patients, notes of the four items, blank declarations, as one PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND, kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.declaration.pack import Pack, render_pack
from kiosk.desk.papers.pack import MOST_BLANKS, pack_rows, record_printed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    parser.add_argument("--blanks", type=int, default=10, help="blank declarations (default 10)")
    parser.add_argument(
        "--expected", type=Path, metavar="FILE", help="patient numbers of the day, one a line; today's visitors follow"
    )  # fmt: skip
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    if not 0 <= chosen.blanks <= MOST_BLANKS:
        raise Refused(f"--blanks is {chosen.blanks}; print 0 to {MOST_BLANKS} at once")
    expected = chosen.expected.read_text("utf-8").split() if chosen.expected else []
    now = console.clock.now()
    with kept_records(settings) as storage, storage.unit_of_work(now.wall) as work:
        rows = pack_rows(work, expected, now.today)
        if rows is None:
            raise Refused("a number in the list is no patient's: correct it, or import the patients first")
        record_printed(work, rows, BY_COMMAND)
        work.commit()
    sheet = render_pack(Pack(settings.institution.name, now.today, rows, chosen.blanks), demo=settings.demo)
    chosen.out.write_bytes(sheet)
    told = {"file": str(chosen.out), "bytes": len(sheet), "patients": len(rows), "blanks": chosen.blanks}
    console.tell(told, f"{chosen.out} ({len(rows)} patients, {chosen.blanks} blank forms)")
    return 0
