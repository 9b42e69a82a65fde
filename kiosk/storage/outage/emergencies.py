"""The emergency function's steps, the disasters that were announced, and what patients agreed to by mouth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from kiosk.outage.disaster import Disaster, SpokenConsent
from kiosk.outage.emergency import EmergencyStep, Taken
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record


@dataclass(frozen=True, slots=True)
class Emergencies:
    ledger: Ledger

    def take(self, step: EmergencyStep, by: str, words: str) -> None:
        self.ledger.add(tables.emergency_steps, at=self.ledger.now, step=step.value, by=by, words=words)

    def taken(self) -> tuple[Taken, ...]:
        """Every step of every outage, oldest first."""
        rows = self.ledger.all(select(tables.emergency_steps).order_by(tables.emergency_steps.c.id))
        return tuple(record(Taken, row, step=EmergencyStep(row.step)) for row in rows)

    def announce(self, area: str, since: date, until: date | None, by: str) -> None:
        self.ledger.add(tables.disasters, at=self.ledger.now, area=area, since=since, until=until, by=by)

    def end(self, disaster: Disaster, last_day: date) -> None:
        """The announcement gets its last day."""
        table = tables.disasters
        it = (table.c.area == disaster.area) & (table.c.since == disaster.since) & table.c.until.is_(None)
        self.ledger.change(update(table).where(it).values(until=last_day))

    def disasters(self) -> tuple[Disaster, ...]:
        rows = self.ledger.all(select(tables.disasters).order_by(tables.disasters.c.id))
        return tuple(record(Disaster, row) for row in rows)

    def heard(self, visit: str, said: SpokenConsent, by: str) -> None:
        """Raises RecordConflict when an answer of this visit is kept already: it is asked once."""
        self.ledger.add(tables.spoken_consents, visit=visit, at=self.ledger.now, said=said.value, heard_by=by)

    def said(self, visit: str) -> SpokenConsent | None:
        row = self.ledger.first(
            select(tables.spoken_consents.c.said).where(tables.spoken_consents.c.visit == visit)
        )
        return SpokenConsent(row.said) if row else None
