"""Nobody whose insurance is invalid, missing or unreadable pays the whole price, and nobody is asked to declare nothing."""

from dataclasses import replace
from datetime import date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.checkin.machine.conclude import reason_of
from kiosk.checkin.machine.fallback import STAFF_FIRST
from kiosk.checkin.machine.seen import Reason
from kiosk.clock import JAPAN
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.evidence.charge import AskShare, ByAge, ByTicket, Declared, charge
from kiosk.evidence.situation import Situation, told_apart
from kiosk.qualification.model import Answer, Qualification, Sex, Validity

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=JAPAN)
HELD = Qualification("01", "見本　花子", Sex.FEMALE, date(1985, 4, 12), "見本健康保険組合")

NOTHING_TO_DECLARE = {
    Situation.SEVERAL,
    Situation.ON_ASSISTANCE,
    Situation.TICKET_MISSING,
    Situation.DECEASED,
}


def answer(validity, *losses):
    """With a qualification for each (reason, day) of losing one."""
    held = tuple(replace(HELD, reason_of_loss=code, disqualified_on=day) for code, day in losses)
    return Answer("v", "i", NOON, TODAY, validity, held)


@pytest.mark.parametrize(
    ("said", "situation"),
    [
        (answer(Validity.INVALID), Situation.MAY_DECLARE),
        (answer(Validity.INVALID, ("99", date(2026, 10, 1))), Situation.MAY_DECLARE),
        (answer(Validity.INVALID, ("01", date(2026, 10, 1))), Situation.DECEASED),
        (answer(Validity.INVALID, ("02", date(2026, 10, 1))), Situation.ON_ASSISTANCE),
        (answer(Validity.INVALID, ("03", date(2026, 10, 1))), Situation.NEWER),
        (answer(Validity.INVALID_NEWER, ("99", date(2026, 10, 1))), Situation.NEWER),
        (answer(Validity.NOT_FOUND), Situation.MAY_DECLARE),
        (answer(Validity.SEVERAL), Situation.SEVERAL),
        (answer(Validity.VALID, ("", None), ("", None)), Situation.SEVERAL),
        (answer(Validity.VALID_UNREGISTERED), Situation.TICKET_MISSING),
        (answer(None), Situation.MAY_DECLARE),
    ],
)
def test_each_answer_is_told_apart(said, situation):
    assert told_apart(said) is situation


def test_the_loss_that_came_last_counts():
    lost = answer(Validity.INVALID, ("02", date(2026, 9, 1)), ("03", date(2020, 4, 1)))
    assert told_apart(lost) is Situation.ON_ASSISTANCE


def test_invalid_and_no_data_stay_two_reasons_and_an_unknown_validity_is_the_services():
    assert reason_of(answer(Validity.INVALID)) is Reason.INVALID
    assert reason_of(answer(Validity.NOT_FOUND)) is Reason.NO_DATA
    assert reason_of(answer(None)) is Reason.SERVICE


@pytest.mark.parametrize("validity", [*Validity, None])
@pytest.mark.parametrize("code", ["", "01", "02", "03", "99", "77"])
def test_the_glass_offers_a_declaration_exactly_where_there_may_be_something_to_declare(validity, code):
    said = answer(validity, (code, date(2026, 10, 1)))
    assert (reason_of(said) in STAFF_FIRST) == (told_apart(said) in NOTHING_TO_DECLARE)


BORN = st.dates(date(1920, 1, 1), TODAY)
DECLARED = st.builds(
    Declaration,
    birthdate=st.none() | BORN,
    insurance_kind=st.none() | st.sampled_from(InsuranceKind),
    share_percent=st.sampled_from([None, 10, 20, 30]),
)


@given(st.sampled_from(Situation), DECLARED)
def test_no_case_leads_to_the_whole_price(situation, declaration):
    match charge(situation, declaration, TODAY):
        case Declared(percent=percent) | ByAge(percent=percent):
            assert percent in {10, 20, 30}
        case AskShare(among=among):
            assert len(among) > 1
            assert among <= {10, 20, 30}
        case ByTicket():
            assert situation in {Situation.ON_ASSISTANCE, Situation.TICKET_MISSING}


@pytest.mark.parametrize(
    ("born", "share"),
    [(date(2024, 5, 1), ByAge(20)), (date(1990, 5, 1), ByAge(30)), (date(1954, 1, 1), AskShare(frozenset({20, 30})))],
)  # fmt: skip
def test_a_blank_share_is_the_ages_where_the_age_leaves_one(born, share):
    assert charge(Situation.MAY_DECLARE, Declaration(birthdate=born), TODAY) == share


def test_a_share_that_does_not_fit_the_age_is_taken_and_marked():
    young = Declaration(birthdate=date(1990, 5, 1), share_percent=10)
    assert charge(Situation.MAY_DECLARE, young, TODAY) == Declared(10, plausible=False)


def test_every_situation_and_declared_share_has_something_to_collect_or_a_ticket():
    found = [
        charge(situation, Declaration(share_percent=share), TODAY)
        for situation, share in product(Situation, (None, 10, 20, 30))
    ]
    assert len(found) == len(Situation) * 4
    assert sum(isinstance(each, ByTicket) for each in found) == 8
