"""An outage is over: its audit and each of its visits go to the server, once, whatever breaks on the way.

What has arrived is the server's to say: each visit goes over in one transaction with the row that says so. Whoever
starts again, after a crash anywhere, passes over what is there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Table, select

from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys, AuditRow, read_row
from kiosk.storage.book import Ledger, columns
from kiosk.storage.faults import RecordConflict
from kiosk.storage.outage.segments import HandedIn, Rows
from kiosk.storage.unit_of_work import Storage, UnitOfWork

CARRIED: tuple[Table, ...] = (
    tables.visits,
    tables.visit_changes,
    tables.application_items,
    tables.questions,
    tables.card_tries,
    tables.camera_tries,
    tables.found_cards,
    tables.vouches,
    tables.documents,
    tables.declarations,
    tables.declaration_disposals,
    tables.deemed_declarations,
    tables.settlements,
    tables.outage_notes,
    tables.spoken_consents,
)
"""What a visit consists of while nobody can be asked; in the order in which one refers to another."""

STAYS: Mapping[Table, str] = {
    tables.audit_rows: "goes over whole, as a chain of its own",
    tables.audit_reviews: "a week is reviewed beside the server",
    tables.accounts: "the server's own, copied here so that staff can sign in",
    tables.strangers: "tries at names that are nobody's are counted by each",
    tables.table_audits: "there is no patients' table here to find anything in",
    tables.table_findings: "as above",
    tables.lanes: "who carries a visit is said anew",
    tables.failure_switches: "a switch pressed here was for this outage; the audit tells",
    tables.emergency_steps: "as above",
    tables.disasters: "as above",
    tables.hung_strips: "the station remembers them, and keeps them at the server again",
    tables.day_checks: "who went through a check in an outage stands in the audit",
    tables.away_segments: "the server's own",
    tables.handed_in: "the server's own",
}
"""What is not carried over, and why nothing is lost by it."""
ELSEWHERE = tuple(each for each in tables.METADATA.sorted_tables if each not in STAYS and each not in CARRIED)
"""Rows here are a conflict, and are shown: a case or an answer of a visit refuses it, a claim keeps the file where it is."""


class Server(Protocol):
    """Where it goes."""

    keys: AuditKeys

    def unit_of_work(self, now: datetime) -> AbstractContextManager[UnitOfWork]: ...


@dataclass(frozen=True, slots=True)
class Came:
    """What became of one outage's visits. `kept` are those that came over now, not those from an earlier try.

    `conflicts` are visits, and tables with rows that are no visit's, by name.
    """

    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def hand_in(own: Storage, segment: int, server: Server, now: datetime) -> Came:
    """Bring everything of one outage to the server. Raises StorageFault when the line goes again: then once more."""
    with own.reading() as books:
        ledger = books.chain.ledger
        chain = _chain(ledger)
        strange, left = _strange(ledger)
        visits = tuple((number, _rows(ledger, number)) for number in _numbers(ledger))
    with server.unit_of_work(now) as work:
        work.segments.bring_chain(chain)
        work.commit()
    kept, conflicts = [], []
    for number, rows in visits:
        match HandedIn.CONFLICT if number in strange else _brought(server, segment, number, rows, now):
            case HandedIn.KEPT:
                kept.append(number)
            case HandedIn.CONFLICT:
                _refused(server, segment, number, rows, now)
                conflicts.append(number)
    for name in left:
        _refused(server, segment, name, {}, now)
        conflicts.append(name)
    if not conflicts:
        _closed(server, segment, chain, now)
    return Came(tuple(kept), tuple(conflicts))


def _brought(server: Server, segment: int, number: str, rows: Rows, now: datetime) -> HandedIn | None:
    """None where an earlier try had brought it."""
    digest = _digest(server.keys, rows)
    try:
        with server.unit_of_work(now) as work:
            came = work.segments.bring(segment, number, digest, rows)
            if came:
                work.audit("visit_handed_in", number, {"segment": segment})
                work.commit()
    except RecordConflict:
        return HandedIn.CONFLICT
    return came


def _refused(server: Server, segment: int, number: str, rows: Rows, now: datetime) -> None:
    with server.unit_of_work(now) as work:
        if work.segments.handed_in(segment, number) is None:
            work.segments.refuse(segment, number, _digest(server.keys, rows))
            work.audit("handing_in_refused", number, {"segment": segment})
            work.commit()


def _closed(server: Server, segment: int, chain: tuple[AuditRow, ...], now: datetime) -> None:
    last = chain[-1]
    with server.unit_of_work(now) as work:
        if work.segments.close(segment):
            work.audit("outage_joined", "", {"segment": segment, "rows": last.seq, "hash": last.hash})
            work.commit()


def _chain(ledger: Ledger) -> tuple[AuditRow, ...]:
    audit = tables.audit_rows
    return tuple(map(read_row, ledger.all(select(audit).order_by(audit.c.seq))))


def _numbers(ledger: Ledger) -> tuple[str, ...]:
    visits = tables.visits
    return tuple(row.number for row in ledger.all(select(visits.c.number).order_by(visits.c.number)))


def _strange(ledger: Ledger) -> tuple[frozenset[str], tuple[str, ...]]:
    """The visits that have rows where none of an outage should, and the tables with rows that are no visit's."""
    of_visits, left = set[str](), []
    for each in ELSEWHERE:
        if "visit" in each.c:
            of_visits |= {row.visit for row in ledger.all(select(each.c.visit))}
        elif ledger.first(select(each)):
            left.append(each.name)
    return frozenset(of_visits), tuple(left)


def _rows(ledger: Ledger, number: str) -> Rows:
    found = {}
    for table in CARRIED:
        of_visit = table.c.number if table is tables.visits else table.c.visit
        rows = ledger.all(select(table).where(of_visit == number).order_by(*table.primary_key))
        if rows:
            found[table.name] = [{k: v for k, v in columns(row).items() if k != "id"} for row in rows]
    return found


def _digest(keys: AuditKeys, rows: Rows) -> str:
    text = json.dumps(rows, default=lambda value: value.hex() if isinstance(value, bytes) else str(value))
    return keys.digest("chain", text)
