"""What the patient pays at the counter while nothing confirms the qualification: a statutory share, never the whole price. Pure.

The shares are those of the form's explanatory sheet in 保発0710第1号 (2023-07-10): 30 %, below school age 20 %, from 70 on
10 to 30 %, as the patient declares.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.declaration.model import Declaration, plausible_shares
from kiosk.evidence.situation import Situation

BY_TICKET = frozenset({Situation.ON_ASSISTANCE, Situation.TICKET_MISSING})
EVERY_SHARE = frozenset({10, 20, 30})


@dataclass(frozen=True, slots=True)
class Declared:
    """The share that the patient declared, in percent; `plausible` is False where it does not fit the age."""

    percent: int
    plausible: bool


@dataclass(frozen=True, slots=True)
class ByAge:
    """Nothing was declared, and the age leaves one share."""

    percent: int


@dataclass(frozen=True, slots=True)
class AskShare:
    """Nothing was declared, and the age leaves several: ask which."""

    among: frozenset[int]


@dataclass(frozen=True, slots=True)
class ByTicket:
    """医療扶助: the ticket says what is paid, if anything; until it comes nothing is collected."""


Charge = Declared | ByAge | AskShare | ByTicket


def charge(situation: Situation, declaration: Declaration, on: date) -> Charge:
    """What to collect today from somebody whose qualification is not confirmed."""
    if situation in BY_TICKET:
        return ByTicket()
    fitting = plausible_shares(declaration.birthdate, declaration.insurance_kind, on)
    if declaration.share_percent in EVERY_SHARE:
        return Declared(declaration.share_percent, declaration.share_percent in fitting)
    return ByAge(next(iter(fitting))) if len(fitting) == 1 else AskShare(fitting)
