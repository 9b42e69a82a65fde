"""How long a declaration is kept: until its claim is paid, then it is disposed of. Pure.

The clinic keeps the form itself and may discard it once payment is confirmed (www.jda.or.jp/dentist/mynumber-online/). No term in
years was found, and none is invented here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

RULE = "paid-then-disposed"


@dataclass(frozen=True, slots=True)
class Keep:
    """Not yet; `because` is the key of the sentence that says why."""

    because: str


@dataclass(frozen=True, slots=True)
class Dispose:
    """The claim was paid on that day: nothing needs the form any more."""

    paid_on: date


def keep_or_dispose(treated_on: date, paid_on: date | None, today: date) -> Keep | Dispose:
    """`paid_on` is the day on which payment of the visit's claim was confirmed, None while it is not."""
    if paid_on is None:
        return Keep("unpaid")
    if not treated_on <= paid_on <= today:
        return Keep("impossible_day")
    return Dispose(paid_on)
