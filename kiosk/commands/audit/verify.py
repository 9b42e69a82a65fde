"""Is every row of the audit in its place, and does the anchor outside the database agree?"""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND, kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.storage.inspection import Broken, Damage, Intact, verify

MEANING = {
    Damage.GAP: "a row is missing, doubled or out of its place",
    Damage.HASH: "a row is not what was written",
    Damage.TRUNCATED: "the anchor knows rows that the table has lost",
    Damage.ANCHOR_DIFFERS: "the anchored row is another one than the table's",
    Damage.ANCHOR_UNREADABLE: "the anchor is gone, or was not sealed with this station's key",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    with kept_records(settings, even_cut=True) as storage:
        verdict = verify(storage)
        if isinstance(verdict, Intact):
            with storage.unit_of_work(console.clock.now().wall) as work:
                facts = {"verdict": "intact", "rows": verdict.rows, "by": BY_COMMAND}
                work.audit("audit_verified", "", facts)
                work.commit()
    match verdict:
        case Intact(rows=rows, unanchored=unanchored):
            behind = f", the last {unanchored} not yet anchored" if unanchored else ""
            console.tell(
                {"intact": True, "station": settings.station, "rows": rows, "unanchored": unanchored},
                f"{settings.station}: {rows} rows, the chain is whole{behind}",
            )
            return 0
        case Broken(seq=seq, damage=damage):
            why = MEANING[damage]
            console.tell(
                {
                    "intact": False,
                    "station": settings.station,
                    "seq": seq,
                    "damage": damage.value,
                    "why": why,
                },
                f"{settings.station}: broken at row {seq}: {why}",
            )
            console.complain(
                "keep database, audit.key and anchor as they are, and compare with the last backup"
            )
            return 1
