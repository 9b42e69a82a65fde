"""Everything the audit has about a visit or a patient, of all stations, oldest first."""

from __future__ import annotations

import argparse
import json
import re

from kiosk.commands.console import Console
from kiosk.commands.kept import kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.storage.audit.chain import AuditRow
from kiosk.storage.inspection import who

VISIT = re.compile(r"[0-9]{8}-[0-9]{4,}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "whom", metavar="VISIT|PATIENT", help="受付番号 (YYYYMMDD-NNNN) or the clinic's number"
    )
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when the audit knows nothing of that visit or patient."""
    with kept_records(settings_of(chosen, console), even_cut=True) as storage:
        named = {"visit" if VISIT.fullmatch(chosen.whom) else "patient": chosen.whom}
        rows = who(storage, **named)
    for row in rows:
        console.tell(as_facts(row), as_line(row))
    if not rows:
        console.complain(f"the audit knows nothing of {next(iter(named))} {chosen.whom}")
    return 0 if rows else 1


def as_facts(row: AuditRow) -> dict[str, object]:
    return {
        "at": row.at,
        "station": row.station,
        "seq": row.seq,
        "visit": row.visit,
        "kind": row.kind,
        "facts": dict(row.facts),
    }


def as_line(row: AuditRow) -> str:
    facts = json.dumps(dict(row.facts), ensure_ascii=False)
    return f"{row.at}  {row.station} {row.seq}  {row.visit or '-'}  {row.kind}  {facts}"
