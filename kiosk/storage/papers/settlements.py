"""What was settled after a visit. A correction is a further row; the latest counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from kiosk.evidence.settlement import Settlement
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record


@dataclass(frozen=True, slots=True)
class SettlementKept:
    """One settlement, who made it and when."""

    visit: str
    at: datetime
    by: str
    settlement: Settlement


@dataclass(frozen=True, slots=True)
class Settlements:
    ledger: Ledger

    def keep(self, visit: str, settled: Settlement, by: str) -> None:
        self.ledger.add(
            tables.settlements,
            visit=visit,
            at=self.ledger.now,
            by=by,
            points=settled.points,
            paid_share=settled.paid_share,
            paid_yen=settled.paid_yen,
            due_share=settled.due_share,
            due_yen=settled.due_yen,
            rule=settled.rule,
        )

    def of_visit(self, visit: str) -> tuple[SettlementKept, ...]:
        """Oldest first."""
        table = tables.settlements
        rows = self.ledger.all(select(table).where(table.c.visit == visit).order_by(table.c.id))
        return tuple(record(SettlementKept, row, settlement=record(Settlement, row)) for row in rows)
