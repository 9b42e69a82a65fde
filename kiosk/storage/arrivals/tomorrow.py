"""The list of patients who have an appointment, as far as it has been gone through. It leaves when its day is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlalchemy import delete, func, select, update

from kiosk.companion.tomorrow import Line
from kiosk.intake.receipt import Booking
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.facts import from_json, to_json


class Gone(Enum):
    """How far one patient of the list has come."""

    WAITS = "waits"
    ASKING = "asking"
    """Being asked; where that was cut off, nobody knows what came of it."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Expected:
    """One patient of one day. `source` is where the appointment is from: orca or csv."""

    day: date
    patient_id: str
    time: str
    source: str
    state: Gone
    causes: tuple[Line, ...] = ()
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Lines:
    lines: tuple[Line, ...]


_HELD = tables.tomorrow.c


@dataclass(frozen=True, slots=True)
class Tomorrow:
    ledger: Ledger

    def expect(self, day: date, source: str, bookings: Iterable[Booking]) -> int:
        """Put those on the list who are not on it yet, each once; how many were new."""
        kept = {each.patient_id for each in self.of_day(day)}
        new = {each.patient_id: each for each in bookings if each.patient_id not in kept}
        for each in new.values():
            values = {"day": day, "patient_id": each.patient_id, "time": each.time, "source": source}
            self.ledger.add(tables.tomorrow, **values, state=Gone.WAITS.value, causes=_written(()))
        return len(new)

    def of_day(self, day: date) -> tuple[Expected, ...]:
        found = select(tables.tomorrow).where(_HELD.day == day).order_by(_HELD.time, _HELD.id)
        return tuple(
            record(Expected, row, state=Gone(row.state), causes=from_json(_Lines, row.causes).lines)
            for row in self.ledger.all(found)
        )

    def days(self, since: date) -> tuple[date, ...]:
        found = select(_HELD.day).where(_HELD.day >= since).group_by(_HELD.day).order_by(_HELD.day)
        return tuple(row.day for row in self.ledger.all(found))

    def come_to(self, day: date, patient_id: str, state: Gone, causes: Iterable[Line] = ()) -> None:
        asked = self.ledger.now if state is Gone.DONE else None
        this = update(tables.tomorrow).where(_HELD.day == day, _HELD.patient_id == patient_id)
        self.ledger.change(this.values(state=state.value, causes=_written(causes), asked_at=asked))

    def drop_before(self, today: date) -> int:
        """Lists of days that are over leave; how many rows."""
        old = self.ledger.first(select(func.count()).where(_HELD.day < today))
        if old and old[0]:
            return self.ledger.change(delete(tables.tomorrow).where(_HELD.day < today))
        return 0


def _written(causes: Iterable[Line]) -> str:
    return to_json(_Lines(tuple(causes)))
