"""Which days a claim treats, and which of a patient's periods they fall into."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.claims.file.claim import FIRST_DAY, Claim
from kiosk.claims.file.uke import Record
from kiosk.claims.model import Current, Numbers, Past, Period, Standing, Unknown
from kiosk.claims.numbers import same_numbers
from kiosk.claims.remarks import Remark

EMPTY = frozenset({b"", b"0", b"00", b"000"})


def marked_days(record: Record) -> frozenset[int]:
    """The days of the month on which a JD, SI, IY or TO says that something was done."""
    first = FIRST_DAY[record.kind]
    marks = enumerate(record.fields[first : first + 31], 1)
    return frozenset(day for day, mark in marks if mark not in EMPTY)


def treated_days(claim: Claim) -> frozenset[int]:
    return frozenset[int]().union(*(marked_days(record) for record in claim.of(*FIRST_DAY)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of one claim for which the same numbers count; `period` is the last of theirs."""

    days: frozenset[int]
    period: Period
    remarks: tuple[Remark, ...] = ()


def stretches(claim: Claim, month: date, periods: Sequence[Period]) -> tuple[Stretch, ...] | Remark:
    """One for each set of numbers among the claim's days, in the order of their first days."""
    if not periods:
        return Remark("nothing-known")
    last = calendar.monthrange(month.year, month.month)[1]
    days = sorted(treated_days(claim))
    if days and days[-1] > last:
        return Remark("day-beyond-month")
    whole = not days
    wanted = days or range(1, last + 1)
    covering = {day: _covering(periods, month.replace(day=day)) for day in wanted}
    open_days = [day for day, period in covering.items() if period is None]
    if open_days:
        return Remark("no-days") if whole else Remark("day-not-covered", _listed(open_days))
    grouped = _grouped((day, period) for day, period in covering.items() if period)
    return Remark("no-days") if whole and len(grouped) > 1 else grouped


def _covering(periods: Iterable[Period], day: date) -> Period | None:
    return next((each for each in periods if each.first <= day <= each.last), None)


def _grouped(days: Iterable[tuple[int, Period]]) -> tuple[Stretch, ...]:
    groups: list[Stretch] = []
    for day, period in days:
        at = next(
            (at for at, each in enumerate(groups) if _same(each.period.standing, period.standing)), None
        )
        if at is None:
            groups.append(Stretch(frozenset({day}), period))
        else:
            groups[at] = _joined(groups[at], day, period)
    return tuple(groups)


def _same(one: Standing, other: Standing) -> bool:
    known, further = _numbers(one), _numbers(other)
    if known is None or further is None:
        return known is further
    return same_numbers(known, further)


def _numbers(standing: Standing) -> Numbers | None:
    match standing:
        case Current(numbers) | Past(numbers):
            return numbers
        case Unknown():
            return None


def _joined(stretch: Stretch, day: int, period: Period) -> Stretch:
    """A part that could not be confirmed makes the whole claim one of past numbers; of two declarations the later counts."""
    earlier, later = stretch.period, period
    if isinstance(earlier.standing, Past) and isinstance(later.standing, Current):
        later = earlier
    differ = isinstance(later.standing, Unknown) and earlier.standing != later.standing
    remarks = {*stretch.remarks, *([Remark("declarations-differ")] if differ else ())}
    return Stretch(stretch.days | {day}, later, tuple(remarks))


def _listed(days: Iterable[int]) -> str:
    return ", ".join(map(str, days))
