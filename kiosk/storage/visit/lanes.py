"""Which station carries a visit, for the others: a hold that its station renews, by the database's clock alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, select, update

from kiosk.storage import tables
from kiosk.storage.book import Ledger
from kiosk.storage.faults import Overtaken

RENEW_SECONDS = 10.0
"""Between two renewals."""
TERM = timedelta(seconds=40)
"""A station that has not renewed for so long is gone; its visits are back at the desk within a minute."""


@dataclass(frozen=True, slots=True)
class Lanes:
    ledger: Ledger

    def take(self, visit: str, station: str) -> None:
        """From here on `station` carries the visit, whoever did before."""
        if not self._renew(tables.lanes.c.visit == visit, station):
            now = self.ledger.clock()
            self.ledger.add(tables.lanes, visit=visit, station=station, renewed_at=now)

    def keep(self, visit: str, station: str) -> None:
        """Hold the visit to the end of the transaction. Raises Overtaken when another station carries it by now."""
        lanes = tables.lanes
        if self._renew((lanes.c.visit == visit) & (lanes.c.station == station), station):
            return
        if self.ledger.first(select(lanes.c.visit).where(lanes.c.visit == visit)):
            raise Overtaken("another station carries this visit")
        self.take(visit, station)

    def renew(self, visits: Collection[str], station: str) -> None:
        """The station is alive and carries these still, but for those that another one has taken."""
        if visits:
            lanes = tables.lanes
            self._renew(lanes.c.visit.in_(visits) & (lanes.c.station == station), station)

    def just_taken(self) -> bool:
        """Whether some open visit was begun or went on a moment ago, by whomever."""
        lanes, visits = tables.lanes, tables.visits
        moment = lanes.c.renewed_at > self.ledger.clock() - timedelta(seconds=RENEW_SECONDS)
        fresh = select(lanes.c.visit).join(visits, visits.c.number == lanes.c.visit)
        return self.ledger.first(fresh.where(moment, visits.c.outcome.is_(None))) is not None

    def elsewhere(self, station: str) -> frozenset[str]:
        """The open visits that other stations carry and renew."""
        lanes, visits = tables.lanes, tables.visits
        alive = (lanes.c.station != station) & (lanes.c.renewed_at > self.ledger.clock() - TERM)
        carried = select(lanes.c.visit).join(visits, visits.c.number == lanes.c.visit)
        return frozenset(
            row.visit for row in self.ledger.all(carried.where(alive, visits.c.outcome.is_(None)))
        )

    def _renew(self, these: ColumnElement[bool], station: str) -> int:
        renewed = update(tables.lanes).where(these)
        return self.ledger.change(renewed.values(station=station, renewed_at=self.ledger.clock()))
