"""The records held against the chain: whoever changes or deletes one by hand has a chain that still tells of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys, AuditRow
from kiosk.storage.audit.walk import BATCH, Damage
from kiosk.storage.book import Ledger, columns
from kiosk.storage.visit.sealing import Sealing

GONE = frozenset({"answer_destroyed", "answer_disposed"})
"""What the chain says of an answer that shall not be there any more."""
UNTRACED = frozenset({"closed_at"})
"""Values whose trace is no text to compare."""


@dataclass(frozen=True, slots=True)
class Unfaithful:
    """The first visit found whose record, answer or hand-over file does not fit the chain."""

    visit: str
    damage: Damage


@dataclass(frozen=True, slots=True)
class Records:
    ledger: Ledger
    keys: AuditKeys

    def against(self, rows: Sequence[AuditRow]) -> Unfaithful | None:
        """What these rows tell of and the records do not have, or have otherwise."""
        opened = [row.visit for row in rows if row.kind == "visit_opened"]
        there = {row.number for row in self._among(tables.visits, tables.visits.c.number, opened)}
        lost = next((visit for visit in opened if visit not in there), None)
        if lost:
            return Unfaithful(lost, Damage.RECORD_LOST)
        return self._answers([row for row in rows if row.kind == "service_answered"])

    def visits_of(self, station: str) -> Unfaithful | None:
        """A visit of this station that the chain does not tell of, or whose values are not the last that were traced."""
        after = ""
        visits = tables.visits
        while True:
            own = select(visits).where(visits.c.station == station, visits.c.number > after)
            rows = self.ledger.all(own.order_by(visits.c.number).limit(BATCH))
            if not rows:
                return None
            after = rows[-1].number
            found = self._visits(rows, [row.number for row in rows])
            if found:
                return found

    def _visits(self, rows: Sequence[Row[Any]], numbers: Collection[str]) -> Unfaithful | None:
        audit = tables.audit_rows
        told = {
            each.visit for each in self._among(audit, audit.c.visit, numbers) if each.kind == "visit_opened"
        }
        traced: dict[str, dict[str, str | None]] = {}
        changes = self._among(tables.visit_changes, tables.visit_changes.c.visit, numbers)
        for change in sorted(changes, key=lambda each: each.id):
            traced.setdefault(change.visit, {}).update(json.loads(change.after))
        for row in rows:
            if row.number not in told:
                return Unfaithful(row.number, Damage.RECORD_UNKNOWN)
            if _differs(columns(row), traced.get(row.number, {})):
                return Unfaithful(row.number, Damage.RECORD_CHANGED)
        return None

    def _answers(self, rows: Sequence[AuditRow]) -> Unfaithful | None:
        visits = {row.visit for row in rows}
        audit = tables.audit_rows
        gone = {each.visit for each in self._among(audit, audit.c.visit, visits) if each.kind in GONE}
        kept = {visit: set(self._digests(visit)) for visit in visits - gone}
        for row in rows:
            digest = row.facts.get("digest")
            if digest and row.visit in kept and digest not in kept[row.visit]:
                damage = Damage.RECORD_CHANGED if kept[row.visit] else Damage.RECORD_LOST
                return Unfaithful(row.visit, damage)
        return None

    def _digests(self, visit: str) -> Iterator[str]:
        for body in Sealing(self.ledger, self.keys).bodies(visit):
            yield self.keys.digest("record", body)

    def _among(self, table: Any, column: Any, values: Collection[str]) -> list[Row[Any]]:  # noqa: ANN401 - any table
        return self.ledger.all(select(table).where(column.in_(sorted(values)))) if values else []


def _differs(kept: Mapping[str, Any], traced: Mapping[str, str | None]) -> bool:
    def told(value: Any) -> str | None:  # noqa: ANN401 - whatever a column holds
        return None if value is None else str(value)

    return any(told(kept[name]) != value for name, value in traced.items() if name not in UNTRACED)


def file_digest(keys: AuditKeys, content: bytes) -> str:
    """What the chain keeps of a hand-over file."""
    return keys.digest("record", hashlib.sha256(content).hexdigest())


def files_against(
    ledger: Ledger, keys: AuditKeys, files: Iterable[tuple[str, str, Path]]
) -> Unfaithful | None:
    """The first hand-over file, given as visit, format and path, that is not what the chain says was handed over."""
    audit = tables.audit_rows
    for visit, suffix, path in files:
        about = select(audit).where(audit.c.visit == visit, audit.c.kind == "handed_over")
        rows = [json.loads(row.payload) for row in ledger.all(about.order_by(audit.c.at, audit.c.seq))]
        told = [each.get("digest") for each in rows if each.get("format") == suffix]
        if not told or (told[-1] and told[-1] != file_digest(keys, path.read_bytes())):
            return Unfaithful(visit, Damage.FILE_CHANGED)
    return None
