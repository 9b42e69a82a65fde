"""What can happen to a claim between the file and the money, as a table; and what may be done in each state. Pure.

A claim is one patient, one month, one insurer. It may leave more than once: each sending has a state of its own, and only the
latest can be out. Words of the payers: 請求取消 comes before the month is closed and 取下げ依頼 after it; 返戻 sends a claim back,
査定 cuts its points, 過誤 takes it back, also months after it was paid.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum


class ClaimState(Enum):
    """Where one sending of a claim stands."""

    SENT = "sent"
    RECEIVED = "received"
    """受付済み."""
    ERRORS = "errors"
    """受付でエラー: it comes back in whole, to be sent again by the 12th."""
    CANCELLED = "cancelled"
    """請求取消."""
    ASKED_BACK = "asked_back"
    """取下げ依頼: still with the payer until it comes back."""
    ACCEPTED = "accepted"
    POOLED = "pooled"
    """Paid, though no insurer was found: all insurers bear it."""
    REDUCED = "reduced"
    """査定（増減点）: accepted with other points."""
    RETURNED = "returned"
    """返戻."""
    TAKEN_BACK = "taken_back"
    """過誤."""
    PAID = "paid"
    REPLACED = "replaced"
    """A later sending stands for it."""


class Act(Enum):
    """What is written down about a sending, with its day and who wrote it."""

    SEND = "send"
    RECEIVE = "receive"
    REFUSE = "refuse"
    """受付・事務点検のエラー."""
    CANCEL = "cancel"
    ASK_BACK = "ask_back"
    ACCEPT = "accept"
    POOL = "pool"
    REDUCE = "reduce"
    RETURN = "return"
    TAKE_BACK = "take_back"
    PAY = "pay"
    REPLACE = "replace"


_S = ClaimState
_WITH_PAYER = (_S.SENT, _S.RECEIVED, _S.ASKED_BACK)
_ANSWERED = (_S.ACCEPTED, _S.POOLED, _S.REDUCED, _S.PAID)
_FREE = (_S.ERRORS, _S.CANCELLED, _S.RETURNED, _S.TAKEN_BACK)
MOVES: Mapping[tuple[ClaimState, Act], ClaimState] = {
    (_S.SENT, Act.RECEIVE): _S.RECEIVED,
    (_S.SENT, Act.REFUSE): _S.ERRORS,
    (_S.RECEIVED, Act.REFUSE): _S.ERRORS,
    (_S.SENT, Act.CANCEL): _S.CANCELLED,
    (_S.RECEIVED, Act.CANCEL): _S.CANCELLED,
    **{(each, Act.ACCEPT): _S.ACCEPTED for each in _WITH_PAYER},
    **{(each, Act.POOL): _S.POOLED for each in _WITH_PAYER},
    **{(each, Act.RETURN): _S.RETURNED for each in (*_WITH_PAYER, *_ANSWERED)},
    **{(each, Act.ASK_BACK): _S.ASKED_BACK for each in (_S.SENT, _S.RECEIVED, *_ANSWERED)},
    **{(each, Act.REDUCE): _S.REDUCED for each in (_S.SENT, _S.RECEIVED, *_ANSWERED)},
    **{(each, Act.TAKE_BACK): _S.TAKEN_BACK for each in _ANSWERED},
    **{(each, Act.PAY): _S.PAID for each in (_S.ACCEPTED, _S.POOLED, _S.REDUCED)},
    **{(each, Act.REPLACE): _S.REPLACED for each in _FREE},
}
"""From a state by an act to the next; what is not listed cannot happen."""

OUT = frozenset({*_WITH_PAYER, *_ANSWERED})
"""The payer has it: whoever sends it again is asked first."""
BACK = frozenset(_FREE)
"""The clinic has it again: it is mended and sent once more, or given up."""
SETTLED = frozenset(_ANSWERED)
"""Nothing is left to do about it now."""

REEXAMINATION_MONTHS = 6
"""From payment on (再審査の申出は原則6か月以内). 資格過誤 may come later: by then the declaration is no longer asked for ("unverified", 2026-12)."""
TRACE_YEARS = 3
"""帳簿等の保存: 療担規則9条."""


class NotPossible(ValueError):
    """That does not happen to a claim in this state."""


def moved(state: ClaimState, act: Act) -> ClaimState:
    """Raises NotPossible."""
    try:
        return MOVES[state, act]
    except KeyError:
        raise NotPossible(f"{act.value} of a claim that is {state.value}") from None


def possible(state: ClaimState) -> tuple[Act, ...]:
    """What may be written down next, in the order of the acts; REPLACE comes of sending again and is nobody's press."""
    return tuple(act for act in Act if (state, act) in MOVES and act is not Act.REPLACE)


def is_open(states: Iterable[ClaimState]) -> bool:
    """Whether a visit with these sendings is still to be billed: it is in none, or the clinic has the latest back."""
    standing = [state for state in states if state is not ClaimState.REPLACED]
    return not standing or any(state in BACK for state in standing)


def may_come_back(states: Iterable[ClaimState], paid_on: date | None, today: date) -> bool:
    """Whether anything of a visit's claims can still be asked about: until the term after its payment is over."""
    standing = {state for state in states if state is not ClaimState.REPLACED}
    return standing != {ClaimState.PAID} or paid_on is None or today <= term_ends(paid_on)


def term_ends(paid_on: date) -> date:
    """The last day of the term for re-examination."""
    months = paid_on.month - 1 + REEXAMINATION_MONTHS
    year, month = paid_on.year + months // 12, months % 12 + 1
    return date(year, month, min(paid_on.day, calendar.monthrange(year, month)[1]))
