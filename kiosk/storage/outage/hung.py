"""The troubles that hang at a station until somebody says that they saw to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select

from kiosk.storage import tables
from kiosk.storage.book import Ledger

_HUNG = tables.hung_strips


@dataclass(frozen=True, slots=True)
class HungStrips:
    ledger: Ledger

    def of(self, station: str) -> tuple[str, ...]:
        """By code, the oldest first."""
        rows = self.ledger.all(
            select(_HUNG.c.code).where(_HUNG.c.station == station).order_by(_HUNG.c.since, _HUNG.c.code)
        )
        return tuple(row.code for row in rows)

    def keep(self, station: str, codes: Collection[str]) -> None:
        """These hang now, and no others."""
        before = self.of(station)
        gone = [each for each in before if each not in codes]
        if gone:
            self.ledger.change(delete(_HUNG).where(_HUNG.c.station == station, _HUNG.c.code.in_(gone)))
        for code in codes:
            if code not in before:
                self.ledger.add(_HUNG, station=station, code=code, since=self.ledger.now)
