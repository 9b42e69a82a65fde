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


def in_era(day: date) -> str:
    """「令和8年11月21日」; the first year of an era is 元年. A day before 明治 is written by the western year."""
    for begins, era in ERAS:
        if day >= begins:
            year = day.year - begins.year + 1
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"
