"""How long a declaration is kept: until its claim is paid and nothing can be asked about it any more. Pure.

The clinic keeps the form itself and may discard it once payment is confirmed (www.jda.or.jp/dentist/mynumber-online/). A paid claim
can still be taken back (再審査, as a rule within six months), and is then made again from the form: it stays that long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

RULE = "paid-and-term-over"


@dataclass(frozen=True, slots=True)
class Keep:
    """Not yet; `because` is the key of the sentence that says why."""

    because: str


@dataclass(frozen=True, slots=True)
class Dispose:
    """The claim was paid on that day and its term is over: nothing needs the form any more."""

    paid_on: date


def keep_or_dispose(treated_on: date, paid_on: date | None, term: date | None, today: date) -> Keep | Dispose:
    """`paid_on`: payment of the visit's claim was confirmed, None while it is not; `term`: the last day on which it can come back."""
    if paid_on is None:
        return Keep("unpaid")
    if not treated_on <= paid_on <= today:
        return Keep("impossible_day")
    if term is None or today <= term:
        return Keep("term")
    return Dispose(paid_on)
