"""What can happen to a claim: every state has a way on, nothing comes out of nowhere, and the terms are kept."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.claims.ledger import (
    BACK,
    MOVES,
    OUT,
    SETTLED,
    Act,
    ClaimState,
    NotPossible,
    is_open,
    may_come_back,
    moved,
    possible,
    term_ends,
)

S, A = ClaimState, Act
BY_HAND = {
    S.SENT: "receive refuse cancel ask_back accept pool reduce return",
    S.RECEIVED: "refuse cancel ask_back accept pool reduce return",
    S.ERRORS: "",
    S.CANCELLED: "",
    S.ASKED_BACK: "accept pool return",
    S.ACCEPTED: "ask_back reduce return take_back pay",
    S.POOLED: "ask_back reduce return take_back pay",
    S.REDUCED: "ask_back reduce return take_back pay",
    S.RETURNED: "",
    S.TAKEN_BACK: "",
    S.PAID: "ask_back reduce return take_back",
    S.REPLACED: "",
}
"""What a clerk may write down in each state, by the words of the payers."""


@pytest.mark.parametrize("state", S)
def test_in_each_state_exactly_this_may_be_written_down(state):
    assert {each.value for each in possible(state)} == set(BY_HAND[state].split())


def test_a_claim_is_out_or_back_or_replaced_and_never_two_of_them():
    assert OUT | BACK | {S.REPLACED} == set(S)
    assert not OUT & BACK
    assert SETTLED <= OUT


def test_what_is_back_can_be_sent_again_and_what_is_out_cannot():
    assert {state for state, act in MOVES if act is A.REPLACE} == BACK


def test_every_state_but_the_last_leads_somewhere_and_every_one_is_reached():
    reached = {S.SENT, *MOVES.values()}
    assert reached == set(S)
    assert {state for state, _ in MOVES} == set(S) - {S.REPLACED}


def test_what_cannot_happen_is_refused():
    with pytest.raises(NotPossible):
        moved(S.PAID, A.CANCEL)


@pytest.mark.parametrize(
    ("states", "still_open"),
    [
        ((), True), ((S.SENT,), False), ((S.RETURNED,), True), ((S.REPLACED, S.SENT), False), ((S.REPLACED, S.RETURNED), True),
        ((S.PAID,), False), ((S.PAID, S.TAKEN_BACK), True), ((S.CANCELLED,), True), ((S.REPLACED,), True),
    ],
)  # fmt: skip
def test_a_visit_is_to_be_billed_while_nothing_of_it_is_out(states, still_open):
    assert is_open(states) is still_open


@pytest.mark.parametrize(
    ("paid", "last"),
    [
        (date(2026, 1, 10), date(2026, 7, 10)), (date(2026, 8, 31), date(2027, 2, 28)), (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)), (date(2026, 12, 1), date(2027, 6, 1)),
    ],
)  # fmt: skip
def test_the_term_is_six_months_to_the_day_or_to_the_end_of_a_shorter_month(paid, last):
    assert term_ends(paid) == last


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("today", [date(2027, 7, 10), date(2027, 7, 11)])
def test_only_what_is_paid_and_past_its_term_cannot_come_back(state, today):
    gone = state is S.PAID and today == date(2027, 7, 11)
    assert may_come_back([state, S.REPLACED], date(2027, 1, 10), today) is not gone
