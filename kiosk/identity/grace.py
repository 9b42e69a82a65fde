"""How long an expired user certificate still opens the qualification alone, as dated data: the sources disagree.

Periods follow the Civil Code (民法), articles 140 and 143: the day of the event does not count, months go by the
calendar, and a month without the corresponding day ends the period on its last day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

ONE_DAY = timedelta(days=1)
NOTICE_MONTHS = 3


class GraceReading(Enum):
    """From where the three months are counted."""

    MONTH_END = "month_end"
    EXPIRY_DAY = "expiry_day"


class Grade(Enum):
    """How well a rule is attested."""

    OFFICIAL = "official"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class GraceRule:
    """One published reading: certificates that expire on or after `applies_from` keep `months` of grace."""

    id: str
    reading: GraceReading
    months: int
    applies_from: date
    source: str
    grade: Grade


MONTH_END = GraceRule(
    id="grace-month-end",
    reading=GraceReading.MONTH_END,
    months=3,
    applies_from=date(2024, 12, 2),
    source=(
        "https://www.city.matsuyama.ehime.jp/kurashi/tetsuzuki/mynumberseido/awatenaide.html (2025-02-04: an end in "
        "February serves until the end of May); https://nishipla-kenpo.or.jp/news/2802"
    ),
    grade=Grade.OFFICIAL,
)
EXPIRY_DAY = GraceRule(
    id="grace-expiry-day",
    reading=GraceReading.EXPIRY_DAY,
    months=3,
    applies_from=date(2024, 12, 2),
    source="https://www.hinokenpo.or.jp/asp/faq/faq.asp?articleid=18475&categoryid=4 (three months, no month end named)",
    grade=Grade.SECONDARY,
)
RULES = {rule.id: rule for rule in (MONTH_END, EXPIRY_DAY)}


def grace_until(expires: date, reading: GraceReading, months: int = 3) -> date:
    """The last day of grace, included."""
    return _last_day_of_period(_first_day(expires, reading), months)


def grace_end(expires: date, rule: GraceRule) -> date:
    """As `grace_until`, and the day of expiry itself for what expired before the rule began."""
    return grace_until(expires, rule.reading, rule.months) if expires >= rule.applies_from else expires


def notice_from(expires: date) -> date:
    """The first day on which the coming end is announced: three months before it."""
    year, month = _shifted(expires, -NOTICE_MONTHS)
    return date(year, month, min(expires.day, _length(year, month)))


def _first_day(expires: date, reading: GraceReading) -> date:
    match reading:
        case GraceReading.EXPIRY_DAY:
            return expires + ONE_DAY
        case GraceReading.MONTH_END:
            return expires.replace(day=_length(expires.year, expires.month)) + ONE_DAY


def _last_day_of_period(first: date, months: int) -> date:
    """Article 143: the day before the corresponding day, or the last day of a month that has none."""
    year, month = _shifted(first, months)
    if first.day > _length(year, month):
        return date(year, month, _length(year, month))
    return date(year, month, first.day) - ONE_DAY


def _shifted(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
