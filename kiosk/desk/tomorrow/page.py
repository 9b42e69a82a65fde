"""The list as the desk shows and prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.clock import Moment
from kiosk.house import House
from kiosk.storage.arrivals.tomorrow import Expected, Gone


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    expected: Expected
    who: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day: `rows` are those of whom something is to be known, `waits` how many nobody has gone through yet."""

    day: date
    rows: tuple[ExpectedRow, ...]
    in_all: int
    waits: int


def tomorrow_page(house: House, now: Moment) -> tuple[DayPage, ...]:
    """Today's list and those of later days."""
    with house.storage.reading() as books:
        pages = []
        for day in books.tomorrow.days(now.today):
            listed = books.tomorrow.of_day(day)
            rows = []
            for each in listed:
                held = books.patients.by_id(each.patient_id) if each.causes else None
                if each.causes:
                    rows.append(ExpectedRow(each, held.name if held else ""))
            waits = sum(each.state is not Gone.DONE for each in listed)
            pages.append(DayPage(day, tuple(rows), len(listed), waits))
    return tuple(pages)


def expected_today(house: House, today: date) -> int:
    """Of how many of today's patients something is to be known."""
    with house.storage.reading() as books:
        return sum(bool(each.causes) for each in books.tomorrow.of_day(today))
