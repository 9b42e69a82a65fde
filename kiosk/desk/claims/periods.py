"""From what each visit showed to the stretches of a month that a claim is made for. Pure.

The order of 保発0710第1号 (2023-07-10): what was confirmed for a day, else numbers that were once valid, else the declaration.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from kiosk.claims.model import Current, Numbers, Period, Relation
from kiosk.qualification.model import Qualification

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; `first` is its first day."""

    first: date

    @property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + ONE_DAY * day for day in range(self.last.day))


def in_force(shown: Qualification, month: Month) -> Period | None:
    """The days of the month on which a confirmed qualification stands; None when it stood on none of them.

    Without an end it stands until something else is learned. 資格喪失年月日 is the first day without it.
    """
    first = max(month.first, shown.qualified_on or month.first, shown.valid_from or month.first)
    last = min(month.last, shown.valid_to or month.last)
    if shown.disqualified_on:
        last = min(last, shown.disqualified_on - ONE_DAY)
    if last < first:
        return None
    return Period(
        first,
        last,
        Current(numbers_of(shown)),
        shown.elderly.share_percent if shown.elderly else shown.share_percent,
        _relation(shown.personal_family),
        shown.limit.category if shown.limit else "",
        shown.qualified_on or shown.valid_from,
    )


def numbers_of(shown: Qualification) -> Numbers:
    return Numbers(shown.insurer_number, shown.symbol, shown.number, shown.branch)


def periods_of(month: Month, confirmed: Sequence[Period], otherwise: Period | None) -> tuple[Period, ...]:
    """The month in stretches: each day as the last confirmation that covers it, else `otherwise`; days of neither are left out."""

    def on(day: date) -> Period | None:
        covering = [each for each in confirmed if each.first <= day <= each.last]
        return covering[-1] if covering else otherwise

    def what(day: date) -> Period | None:
        known = on(day)
        return replace(known, first=month.first, last=month.first) if known else None

    stretches = []
    for known, days in groupby(month.days, what):
        held = tuple(days)
        if known:
            stretches.append(replace(known, first=held[0], last=held[-1]))
    return tuple(stretches)


def _relation(code: str) -> Relation | None:
    return Relation(code) if code in {each.value for each in Relation} else None
