"""The audit answers questions: who did what, when, on which station, under which visit. From its rows alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys, AuditRow, read_row
from kiosk.storage.book import Ledger, record

MOST = 1000
"""Rows shown of one question; a narrower one is asked for more."""
_ROWS = tables.audit_rows
_REVIEWS = tables.audit_reviews


@dataclass(frozen=True, slots=True)
class Wanted:
    """`kinds` empty is every kind; `by` a member of staff; `whom` a visit's number or the clinic's number of a patient.

    `since` and `until` are days or minutes, both included. `outside`: only between those hours of the evening and the morning.
    """

    kinds: Collection[str] = ()
    by: str = ""
    whom: str = field(default="", repr=False)
    since: date | datetime | None = None
    until: date | datetime | None = None
    outside: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A week, by its Monday, that somebody looked through."""

    week: date
    by: str
    role: str
    at: datetime
    found: int


@dataclass(frozen=True, slots=True)
class Asked:
    ledger: Ledger
    keys: AuditKeys

    def rows(self, wanted: Wanted, most: int = MOST) -> tuple[AuditRow, ...]:
        """The latest first, of all stations; one more than `most` where there are more."""
        found = select(_ROWS).where(*self._conditions(wanted)).order_by(_ROWS.c.at.desc(), _ROWS.c.seq.desc())
        return tuple(map(read_row, self.ledger.all(found.limit(most + 1))))

    def count(self, wanted: Wanted) -> int:
        found = self.ledger.first(select(func.count()).select_from(_ROWS).where(*self._conditions(wanted)))
        return int(found[0]) if found else 0

    def _conditions(self, wanted: Wanted) -> list[ColumnElement[bool]]:
        """`at` is ISO 8601 in one zone, so that its order is that of the letters; a name stands in the payload as JSON."""
        conditions: list[ColumnElement[bool]] = []
        if wanted.kinds:
            conditions.append(_ROWS.c.kind.in_(sorted(wanted.kinds)))
        if wanted.by:
            conditions.append(_ROWS.c.payload.contains(f'"by":"{wanted.by}"', autoescape=True))
        if wanted.whom:
            subject = self.keys.digest("subject", wanted.whom)
            conditions.append(or_(_ROWS.c.visit == wanted.whom, _ROWS.c.subject == subject))
        if wanted.since:
            conditions.append(_ROWS.c.at >= _written(wanted.since))
        if wanted.until:
            step = timedelta(minutes=1) if isinstance(wanted.until, datetime) else timedelta(days=1)
            conditions.append(_ROWS.c.at < _written(wanted.until + step))
        if wanted.outside:
            closes, opens = wanted.outside
            hour = func.substr(_ROWS.c.at, 12, 2)
            conditions.append(or_(hour >= f"{closes:02}", hour < f"{opens:02}"))
            conditions.append(and_(_ROWS.c.payload.contains('"by":"'), _ROWS.c.kind != "day_checked"))
        return conditions

    def review(self, week: date) -> Review | None:
        row = self.ledger.first(select(_REVIEWS).where(_REVIEWS.c.week == week))
        return record(Review, row) if row else None

    def sign(self, review: Review) -> None:
        """Raises RecordConflict where somebody was first."""
        facts = {
            "week": review.week,
            "by": review.by,
            "role": review.role,
            "at": review.at,
            "found": review.found,
        }
        self.ledger.add(_REVIEWS, **facts)


def _written(moment: date | datetime) -> str:
    """As the beginning of `at`."""
    return f"{moment:%Y-%m-%dT%H:%M}" if isinstance(moment, datetime) else moment.isoformat()
