"""The qualifications that the payer found for claims: what the next claim of the same days is made of."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select

from kiosk.claims.model import Numbers
from kiosk.storage import tables
from kiosk.storage.book import Ledger


@dataclass(frozen=True, slots=True)
class Found:
    """One qualification and the days of treatment for which it was found."""

    days: tuple[date, ...]
    numbers: Numbers


_FOUND, _LINK = tables.payer_findings, tables.claim_visits
_OF_VISITS = select(_FOUND, _LINK.c.visit).join(_LINK, _LINK.c.claim == _FOUND.c.claim).order_by(_FOUND.c.id)


@dataclass(frozen=True, slots=True)
class PayerFindings:
    ledger: Ledger

    def keep(self, claim: int, found: Found) -> None:
        self.ledger.add(
            tables.payer_findings,
            claim=claim,
            days=json.dumps([each.isoformat() for each in found.days]),
            insurer_number=found.numbers.insurer_number,
            symbol=found.numbers.symbol,
            number=found.numbers.number,
            branch=found.numbers.branch,
        )

    def of_visit(self, visit: str) -> tuple[Found, ...]:
        """Everything found for the claims of a visit, oldest first."""
        return tuple(map(_read, self.ledger.of(_OF_VISITS, _LINK.c.visit, visit)))

    def read_ahead(self, visits: Collection[str]) -> None:
        """For `of_visit` of each of them."""
        self.ledger.read_ahead(_OF_VISITS, _LINK.c.visit, visits)


def _read(row: Row[tuple[object, ...]]) -> Found:
    numbers = Numbers(row.insurer_number, row.symbol, row.number, row.branch)
    return Found(tuple(date.fromisoformat(each) for each in json.loads(row.days)), numbers)
