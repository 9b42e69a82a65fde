"""Claim files on their way: as the receipt computer wrote them, and as they were filled for the payers. Gone when they are sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select

from kiosk.claims.model import Payer
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record


@dataclass(frozen=True, slots=True)
class Draft:
    """`made`: filled and taken to be sent; else as it came in, from the file for `payer`."""

    made: bool
    payer: Payer
    by: str
    at: datetime
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClaimDrafts:
    """One file a payer in each of the two kinds; a later one takes the place of the earlier."""

    ledger: Ledger

    def put(self, payer: Payer, content: bytes, by: str, *, made: bool) -> None:
        table = tables.claim_drafts
        here = (table.c.payer == payer.value) & table.c.made.is_(made)
        self.ledger.change(delete(table).where(here))
        self.ledger.add(table, made=made, payer=payer.value, content=content, by=by, at=self.ledger.now)

    def all(self, *, made: bool) -> tuple[Draft, ...]:
        table = tables.claim_drafts
        rows = self.ledger.all(select(table).where(table.c.made.is_(made)).order_by(table.c.payer))
        return tuple(record(Draft, row, payer=Payer(row.payer)) for row in rows)

    def clear(self) -> None:
        self.ledger.change(delete(tables.claim_drafts))
