"""Presenting 照合番号B to an application: at most one VERIFY, and none when few tries are left."""

from __future__ import annotations

from dataclasses import dataclass

from reader.apdu import LOCKED, StatusWord, tries_left
from reader.card.answers import NumberBLocked, NumberBWrong
from reader.card.dialogue import Step, perform, query_tries, verify
from reader.port import CardSession

TRIES_KEPT = 3
LENGTH = 14
QUERY = query_tries("照合番号B")
VERIFY = verify("照合番号B")


@dataclass(frozen=True, slots=True)
class Opened:
    """The application lets its face be read until another one is selected."""


def is_number_b(digits: str) -> bool:
    """Fourteen ASCII digits."""
    return len(digits) == LENGTH and digits.isascii() and digits.isdigit()


def count_tries(session: CardSession, reference: Step) -> int:
    """Tries left of the reference, 0 when locked; asking spends none."""
    perform(session, reference)
    return tries_left(perform(session, QUERY).status)


def open_with_number_b(
    session: CardSession, reference: Step, number_b: str
) -> Opened | NumberBWrong | NumberBLocked:
    """Present it to the selected application, unless fewer than three tries are left.

    Only the card's holder and the municipal office should ever come near the end of the counter.
    """
    left = count_tries(session, reference)
    if left < TRIES_KEPT:
        return NumberBLocked(left)
    status = perform(session, VERIFY.carrying(number_b.encode("ascii"))).status
    if status == StatusWord.OK:
        return Opened()
    return NumberBLocked(0) if status in LOCKED else NumberBWrong(tries_left(status))
