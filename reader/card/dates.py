"""Dates as card files write them."""

from __future__ import annotations

from datetime import date

from reader.errors import CardUnreadable


def card_date(value: bytes) -> date:
    """YYYYMMDD in ASCII, Gregorian.

    Raises:
        CardUnreadable: no such day.
    """
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError as cause:
        raise CardUnreadable("a date that is none") from cause
