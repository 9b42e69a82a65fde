"""Visits, and the trace of everything that changed about them. Nothing is overwritten silently."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from sqlalchemy import Row, func, insert, select, update

from kiosk.matching.report import Decision
from kiosk.qualification.grounds import Method
from kiosk.storage import tables
from kiosk.storage.book import Ledger, columns, record
from kiosk.storage.faults import NoSuchRecord, RecordConflict


class VisitNumberTaken(RecordConflict):
    """Somebody opened a visit under this number first: take the next one."""


class NothingToTakeBack(RecordConflict):
    """The visit does not carry the decision that was to be taken back."""


class Change(Enum):
    """What happened to a visit after it was opened."""

    UPDATED = "updated"
    CLOSED = "closed"
    REOPENED = "reopened"
    REASSIGNED = "reassigned"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """One visit under its 受付番号 (`YYYYMMDD-NNNN`).

    `lane` says where it runs (reader, desk), `outcome` how it ended, `evidence_kind` what it rests on, `reason` why
    the straight way was closed and `trouble` by which trouble, `waits_for` what the desk still has to do; all are codes.
    """

    number: str
    station: str
    lane: str
    started_at: datetime
    patient_id: str | None = None
    outcome: str | None = None
    decision: Decision | None = None
    evidence_kind: str | None = None
    method: Method | None = None
    reason: str | None = None
    waits_for: str | None = None
    trouble: str | None = None
    closed_at: datetime | None = None
    version: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class VisitChange:
    """One trace: who changed what and why, with the changed values before and after."""

    visit: str
    at: datetime
    by: str
    what: Change
    why: str
    before: dict[str, str | None]
    after: dict[str, str | None]


VISITS_A_SEGMENT = 100_000
"""Serials below are the server's own; an outage's are counted behind so many times its number."""


def segment_of(number: str) -> int:
    """The outage in which a visit began, 0 for one that began at the server."""
    return _parts(number)[1] // VISITS_A_SEGMENT


def visit_number(day: date, serial: int) -> str:
    return f"{day:%Y%m%d}-{serial:04d}"


def _parts(number: str) -> tuple[date, int]:
    day, _, serial = number.partition("-")
    return date.fromisoformat(day), int(serial)


def _read(row: Row[object]) -> VisitRecord:
    values = columns(row)
    decision = values["decision"]
    method = values["method"]
    return record(
        VisitRecord,
        row,
        decision=Decision(decision) if decision else None,
        method=Method(method) if method else None,
    )


_LATEST_FIRST = select(tables.visits).order_by(tables.visits.c.day.desc(), tables.visits.c.serial.desc())


@dataclass(frozen=True, slots=True)
class Visits:
    """`segment` is the outage whose numbers are given here, 0 at the server."""

    ledger: Ledger
    segment: int = 0

    def next_number(self, day: date) -> str:
        """The number after the day's last one. Only opening takes it; the unique key decides between two."""
        visits, first = tables.visits, self.segment * VISITS_A_SEGMENT
        given = (visits.c.day == day) & visits.c.serial.between(first, first + VISITS_A_SEGMENT - 1)
        last = self.ledger.first(select(func.max(visits.c.serial)).where(given))
        return visit_number(day, ((last[0] if last else None) or first) + 1)

    def open(self, visit: VisitRecord) -> None:
        """Raises VisitNumberTaken; the unit of work is then spent."""
        day, serial = _parts(visit.number)
        try:
            self.ledger.add(tables.visits, day=day, serial=serial, **_values(visit))
        except RecordConflict:
            raise VisitNumberTaken(visit.number) from None

    def hold(self, number: str, seen: int | None = None) -> VisitRecord:
        """The visit, held for this transaction. Raises NoSuchRecord, and Overtaken when it is not as it was seen."""
        self.ledger.hold(tables.visits, tables.visits.c.number == number, seen)
        return self.find(number)

    def find(self, number: str) -> VisitRecord:
        """Raises NoSuchRecord."""
        rows = self.ledger.of(select(tables.visits), tables.visits.c.number, number)
        if not rows:
            raise NoSuchRecord(f"no visit {number}")
        return _read(rows[0])

    def find_all(self, numbers: Collection[str]) -> Mapping[str, VisitRecord]:
        """Those of them that there are, in one question."""
        found = select(tables.visits).where(tables.visits.c.number.in_(sorted(numbers)))
        return {visit.number: visit for visit in map(_read, self.ledger.all(found))}

    def of_day(self, day: date) -> tuple[VisitRecord, ...]:
        """Every station's visits of one day, in the order of their numbers."""
        of_day = select(tables.visits).where(tables.visits.c.day == day).order_by(tables.visits.c.serial)
        return tuple(map(_read, self.ledger.all(of_day)))

    def between(self, first: date, last: date) -> tuple[VisitRecord, ...]:
        """Every station's visits of these days, both included, in the order of their numbers."""
        visits = tables.visits
        of_days = select(visits).where(visits.c.day >= first, visits.c.day <= last)
        return tuple(map(_read, self.ledger.all(of_days.order_by(visits.c.day, visits.c.serial))))

    def of_patient(self, patient_id: str) -> tuple[VisitRecord, ...]:
        """One patient's visits, the latest first."""
        return tuple(map(_read, self.ledger.of(_LATEST_FIRST, tables.visits.c.patient_id, patient_id)))

    def read_ahead(self, patients: Collection[str]) -> None:
        """For `of_patient` of each of them."""
        self.ledger.read_ahead(_LATEST_FIRST, tables.visits.c.patient_id, patients)

    def update(self, visit: VisitRecord, by: str, why: str = "") -> None:
        """Bring the kept visit to these values; number, station and start stay what they were."""
        changeable = {
            "lane",
            "patient_id",
            "outcome",
            "decision",
            "evidence_kind",
            "method",
            "reason",
            "waits_for",
            "trouble",
            "closed_at",
        }
        self._change(
            visit.number,
            Change.UPDATED,
            by,
            why,
            **{k: v for k, v in _values(visit).items() if k in changeable},
        )

    def close(
        self,
        number: str,
        outcome: str,
        decision: Decision | None,
        evidence_kind: str | None,
        method: Method | None,
        closed_at: datetime,
        by: str = "kiosk",
        reason: str | None = None,
        waits_for: str | None = None,
        trouble: str | None = None,
    ) -> None:
        """A visit ends once; closing a closed one raises RecordConflict."""
        if self.find(number).closed_at is not None:
            raise RecordConflict(f"visit {number} is closed")
        self._change(
            number,
            Change.CLOSED,
            by,
            "",
            outcome=outcome,
            decision=decision.value if decision else None,
            evidence_kind=evidence_kind,
            method=method.value if method else None,
            reason=reason,
            waits_for=waits_for,
            trouble=trouble,
            closed_at=closed_at,
        )

    def reopen(self, number: str, by: str, why: str) -> None:
        self._change(number, Change.REOPENED, by, why, outcome=None, closed_at=None)

    def reassign(self, number: str, patient_id: str | None, by: str, why: str) -> None:
        """The visit belongs to another patient, or to none yet."""
        self._change(number, Change.REASSIGNED, by, why, patient_id=patient_id)

    def take_back(self, number: str, what: Decision, by: str, why: str) -> None:
        """Undo a PASS or STOP; raises NothingToTakeBack when the visit carries another decision."""
        if self.find(number).decision is not what:
            raise NothingToTakeBack(f"visit {number} does not carry {what.value}")
        self._change(number, Change.TAKEN_BACK, by, why, decision=None)

    def changes(self, number: str) -> tuple[VisitChange, ...]:
        """The trace of one visit, oldest first."""
        table = tables.visit_changes
        rows = self.ledger.all(select(table).where(table.c.visit == number).order_by(table.c.id))
        return tuple(
            record(
                VisitChange,
                row,
                what=Change(row.what),
                before=json.loads(row.before),
                after=json.loads(row.after),
            )
            for row in rows
        )

    def _change(self, number: str, what: Change, by: str, why: str, **values: object) -> None:
        found = self.find(number)
        kept = _values(found)
        changed = {name: value for name, value in values.items() if kept[name] != value}
        if not changed:
            return
        trace = insert(tables.visit_changes).values(
            visit=number,
            at=self.ledger.now,
            by=by,
            what=what.value,
            why=why,
            before=_trace({name: kept[name] for name in changed}),
            after=_trace(changed),
        )
        self.ledger.hold(tables.visits, tables.visits.c.number == number, found.version)
        self.ledger.change(trace)
        self.ledger.change(update(tables.visits).where(tables.visits.c.number == number).values(**changed))


def _trace(values: dict[str, object]) -> str:
    return json.dumps({name: None if value is None else str(value) for name, value in values.items()})


def _values(visit: VisitRecord) -> dict[str, object]:
    return {
        "number": visit.number,
        "station": visit.station,
        "lane": visit.lane,
        "started_at": visit.started_at,
        "patient_id": visit.patient_id,
        "outcome": visit.outcome,
        "decision": visit.decision.value if visit.decision else None,
        "evidence_kind": visit.evidence_kind,
        "method": visit.method.value if visit.method else None,
        "reason": visit.reason,
        "waits_for": visit.waits_for,
        "trouble": visit.trouble,
        "closed_at": visit.closed_at,
    }
