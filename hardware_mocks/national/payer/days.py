"""On which days something was done, and for how many points: the day columns of a claim's acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hardware_mocks.national.payer.checks import acts_of, day_counts, number
from hardware_mocks.national.payer.file import Claim, at

DAYS = 31


def days_of(claim: Claim) -> tuple[int, ...]:
    """Every day of the month on which something was done."""
    counted = [day_counts(each) for each in acts_of(claim)]
    return tuple(day + 1 for day in range(DAYS) if any(counts[day] for counts in counted))


def dates_of(claim: Claim) -> tuple[date, ...]:
    treated = claim.common(4)
    return tuple(date(int(treated[:4]), int(treated[4:]), day) for day in days_of(claim))


def points_on(claim: Claim, days: Iterable[int]) -> int:
    """Points of what was done on these days of the month."""
    wanted = [day - 1 for day in days]
    return sum(number(at(each, 6)) * sum(day_counts(each)[day] for day in wanted) for each in acts_of(claim))
