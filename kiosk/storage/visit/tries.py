"""Who lays a card down twice: visits of one day with the same card, and the proofs of its holder that failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.book import Ledger


@dataclass(frozen=True, slots=True)
class CardTry:
    """`card` is a digest under a key of this clinic; `failed` counts wrong PINs, strange faces, refusals, bad signatures."""

    visit: str
    card: str
    failed: int


MANY = 3
"""So many failed proofs within one visit are shown although the last one was right: a thief's pattern, or a poor memory."""


def to_be_told(visit: str, tries: Iterable[CardTry]) -> int:
    """How many failed proofs the desk hears of at `visit`: those of the card's earlier visits, and its own once they are many."""
    known = {each.visit: each for each in tries}
    own = known.get(visit)
    if own is None:
        return 0
    before = sum(each.failed for each in known.values() if each.card == own.card and each.visit < visit)
    return before + own.failed if before or own.failed >= MANY else 0


@dataclass(frozen=True, slots=True)
class Tries:
    ledger: Ledger
    keys: AuditKeys

    def laid(self, visit: str, certificate: bytes) -> None:
        """This card lies there; the same visit hears of it once."""
        if self.of(visit) is None:
            card = self.keys.digest("card", certificate.hex())
            self.ledger.add(tables.card_tries, visit=visit, card=card, failed=0)

    def failed(self, visit: str) -> None:
        """A proof of the holder failed."""
        table = tables.card_tries
        self.ledger.change(update(table).where(table.c.visit == visit).values(failed=table.c.failed + 1))

    def of(self, visit: str) -> CardTry | None:
        table = tables.card_tries
        row = self.ledger.first(select(table).where(table.c.visit == visit))
        return CardTry(row.visit, row.card, row.failed) if row else None

    def of_day(self, day: date) -> tuple[CardTry, ...]:
        """Of every visit of the day that a card began, in one question."""
        table, visits = tables.card_tries, tables.visits
        found = select(table).join(visits, visits.c.number == table.c.visit).where(visits.c.day == day)
        return tuple(CardTry(row.visit, row.card, row.failed) for row in self.ledger.all(found))

    def without_failure(self, visit: str, day: date) -> frozenset[str]:
        """The day's earlier visits with the same card in which no proof failed."""
        here = self.of(visit)
        if here is None:
            return frozenset()
        same = [each for each in self.of_day(day) if each.card == here.card and each.visit < visit]
        return frozenset(each.visit for each in same if not each.failed)


def told_by_visit(tries: Iterable[CardTry]) -> Mapping[str, int]:
    """`to_be_told` of a whole day's visits; those without anything to tell are left out."""
    known = tuple(tries)
    told = {each.visit: to_be_told(each.visit, known) for each in known}
    return {visit: count for visit, count in told.items() if count}
