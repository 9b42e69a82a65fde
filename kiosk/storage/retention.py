"""What of a visit leaves the records once its time is over, by a table of rules, and what keeps it there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Table, delete, or_, select

from kiosk.claims.ledger import ClaimState
from kiosk.storage import tables
from kiosk.storage.book import Ledger

BOOKS = "保険医療機関及び保険医療養担当規則 (昭和32年厚生省令第15号) 第9条: books and other records, 3 years; read 2026-11"
OURS = "our own choice, 2026-12: no rule was found"
OVER = (ClaimState.PAID, ClaimState.REPLACED, ClaimState.CANCELLED)
"""A claim that nobody asks about any more."""
AT_ONCE = 500
"""Visits a look: whoever checks in meanwhile waits for the writer."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of `table` go `days` after the day of their visit, which its number begins with."""

    name: str
    table: Table
    days: int
    source: str
    also: Table | None = None


_THREE_YEARS = 3 * 366
RULES = (
    Rule("answers", tables.answers, _THREE_YEARS, BOOKS, also=tables.answer_keys),
    Rule("application-items", tables.application_items, _THREE_YEARS, BOOKS),
    Rule("comparisons", tables.comparisons, _THREE_YEARS, BOOKS),
    Rule("documents", tables.documents, _THREE_YEARS, BOOKS),
    Rule("outage-notes", tables.outage_notes, _THREE_YEARS, BOOKS),
    Rule("camera-tries", tables.camera_tries, 366, OURS),
    Rule("card-tries", tables.card_tries, 366, OURS),
)


@dataclass(frozen=True, slots=True)
class Gone:
    """Of one rule: `rows` that left, and the visits whose they were."""

    rule: str
    rows: int
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    ledger: Ledger

    def dispose(self, today: date) -> Iterator[Gone]:
        """The oldest first, some at once. A visit of an open case or of a claim that is not over keeps everything."""
        for rule in RULES:
            visits = self._over(rule, today)
            if visits:
                yield Gone(rule.name, self._leave(rule, visits), visits)

    def _over(self, rule: Rule, today: date) -> tuple[str, ...]:
        """By the number alone, which is in every index: a look must cost nothing where nothing is over."""
        visit = rule.table.c.visit
        before = f"{today - timedelta(days=rule.days):%Y%m%d}"
        cases, stops = tables.incident_cases.c, tables.incident_stops.c
        claims, tied = tables.claims, tables.claim_visits.c
        in_case = or_(
            visit.in_(select(cases.visit).where(cases.closed_at.is_(None))),
            visit.in_(select(stops.visit).join(tables.incident_cases).where(cases.closed_at.is_(None))),
        )
        claimed = visit.in_(
            select(tied.visit).join(claims).where(claims.c.state.not_in([each.value for each in OVER]))
        )
        found = select(visit).where(visit < before, ~in_case, ~claimed).distinct()
        return tuple(row.visit for row in self.ledger.all(found.order_by(visit).limit(AT_ONCE)))

    def _leave(self, rule: Rule, visits: Collection[str]) -> int:
        if rule.also is not None:
            of = select(rule.table.c.id).where(rule.table.c.visit.in_(visits))
            self.ledger.change(delete(rule.also).where(rule.also.c.answer_id.in_(of)))
        return self.ledger.change(delete(rule.table).where(rule.table.c.visit.in_(visits)))
