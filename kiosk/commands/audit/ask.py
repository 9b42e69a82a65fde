"""A question of the auditor's, answered by the audit alone: the same as on the desk's page."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from kiosk.commands.audit.who import as_facts, as_line
from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND, kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.desk.audit.questions import CLOSES, OPENS, QUESTIONS, rows_of
from kiosk.storage.audit.asked import Wanted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", choices=tuple(QUESTIONS))
    parser.add_argument("--by", default="", help="a member of staff, by account")
    parser.add_argument("--whom", default="", metavar="VISIT|PATIENT")
    parser.add_argument("--since", type=_moment, metavar="DAY|DAYTHH:MM")
    parser.add_argument("--until", type=_moment, metavar="DAY|DAYTHH:MM")
    parser.add_argument("--after-hours", action="store_true", help="only from 21 to 7 o'clock")
    add_settings(parser)


def _moment(said: str) -> date | datetime:
    return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when the audit has no answer. Asking is written down, as at the desk."""
    outside = (CLOSES, OPENS) if chosen.after_hours else None
    wanted = Wanted(by=chosen.by, whom=chosen.whom, since=chosen.since, until=chosen.until, outside=outside)
    with kept_records(settings_of(chosen, console), even_cut=True) as storage:
        rows = rows_of(storage, chosen.question, wanted)
        with storage.unit_of_work(console.clock.now().wall) as work:
            facts = {"by": BY_COMMAND, "question": chosen.question, "rows": len(rows)}
            work.audit("audit_asked", "", facts)
            work.commit()
    for row in rows:
        console.tell(as_facts(row), as_line(row))
    return 0 if rows else 1
