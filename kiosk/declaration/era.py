"""Dates as a Japanese form writes them. Eras by the cabinet orders that began them."""

from __future__ import annotations

from datetime import date

ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1868, 10, 23), "明治"),
)


ERA_CHOICES = tuple(
    (era, (ERAS[index - 1][0].year - begins.year + 1) if index else 99)
    for index, (begins, era) in reversed(list(enumerate(ERAS)))
    if begins.year > 1900
)
"""(era, its last year), the oldest first: what a living person can be born in."""


def from_era(era: str, year: int, month: int, day: int) -> date | None:
    """The day that a form says; None for what is no day of that era."""
    for index, (begins, name) in enumerate(ERAS):
        if name == era:
            ends = ERAS[index - 1][0] if index else date.max
            try:
                found = date(begins.year + year - 1, month, day)
            except ValueError:
                return None
            return found if begins <= found < ends else None
    return None


def in_era(day: date) -> str:
    """「令和8年11月21日」; the first year of an era is 元年. A day before 明治 is written by the western year."""
    for begins, era in ERAS:
        if day >= begins:
            year = day.year - begins.year + 1
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"
