"""Cards that were left on a reader: a record of each until somebody says to whom it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from kiosk.storage import tables
from kiosk.storage.book import Ledger, record


@dataclass(frozen=True, slots=True)
class FoundCard:
    """`taken_at` is when it was gone from the reader, `given_to` a code of where it went; None while open."""

    visit: str
    found_at: datetime
    taken_at: datetime | None = None
    given_to: str | None = None
    by: str | None = None
    given_at: datetime | None = None


_FOUND = tables.found_cards


@dataclass(frozen=True, slots=True)
class Found:
    ledger: Ledger

    def left(self, visit: str) -> None:
        """Its card lies there, and nobody is at the reader any more; a second time reopens the record."""
        if self.of(visit) is None:
            self.ledger.add(_FOUND, visit=visit, found_at=self.ledger.now)
        else:
            self._set(visit, found_at=self.ledger.now, taken_at=None, given_to=None, by=None, given_at=None)

    def taken(self, visit: str) -> None:
        self._set(visit, taken_at=self.ledger.now)

    def given(self, visit: str, to: str, by: str) -> None:
        self._set(visit, given_to=to, by=by, given_at=self.ledger.now)

    def of(self, visit: str) -> FoundCard | None:
        row = self.ledger.first(select(_FOUND).where(_FOUND.c.visit == visit))
        return record(FoundCard, row) if row else None

    def open(self) -> tuple[FoundCard, ...]:
        """Those of which nobody has said where they went, of every day, the oldest first."""
        waiting = select(_FOUND).where(_FOUND.c.given_to.is_(None)).order_by(_FOUND.c.found_at)
        return tuple(record(FoundCard, row) for row in self.ledger.all(waiting))

    def _set(self, visit: str, **values: object) -> None:
        self.ledger.change(update(_FOUND).where(_FOUND.c.visit == visit).values(**values))
