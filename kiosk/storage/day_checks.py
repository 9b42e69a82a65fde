"""Who went through the check of the morning, and of the evening, at each station."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from kiosk.storage import tables
from kiosk.storage.book import Ledger, record


@dataclass(frozen=True, slots=True)
class DayCheck:
    station: str
    day: date
    time: str
    by: str
    at: datetime


_CHECKS = tables.day_checks


@dataclass(frozen=True, slots=True)
class DayChecks:
    ledger: Ledger

    def keep(self, check: DayCheck) -> None:
        facts = {
            "station": check.station,
            "day": check.day,
            "time": check.time,
            "by": check.by,
            "at": check.at,
        }
        self.ledger.add(_CHECKS, **facts)

    def latest(self, station: str, day: date, time: str) -> DayCheck | None:
        """The last one of that day, None where nobody went through it."""
        wanted = select(_CHECKS).where(
            _CHECKS.c.station == station, _CHECKS.c.day == day, _CHECKS.c.time == time
        )
        row = self.ledger.first(wanted.order_by(_CHECKS.c.id.desc()))
        return record(DayCheck, row) if row else None
