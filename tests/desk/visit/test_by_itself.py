"""A returning patient's answer goes to the receipt computer by itself, and by nobody's press where anything is to be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.hand_over import folder_of, hand_over, handed_over, take_out
from kiosk.desk.undoing import reassign, take_back
from kiosk.desk.visit.by_itself import ByItself, Waits
from kiosk.desk.visit.decisions import answer_question
from kiosk.desk.visit.page import visit_page
from kiosk.house import House
from kiosk.matching.report import Decision
from kiosk.settings.tree import HandOverSettings
from kiosk.storage.staff.accounts import Role
from tests.desk.world import CHART, MOVED, SATO, Clinic


def look(clinic: Clinic, house: House | None = None) -> None:
    ByItself(house or clinic.house, lambda: 1).look()


def waits(clinic: Clinic, number: str) -> Waits | None:
    return visit_page(clinic.house, number, Role.DESK, clinic.clock.now()).waits


def returning(clinic: Clinic) -> str:
    clinic.confirmed()
    clinic.clock.passes(86_400)
    return clinic.confirmed()


def test_a_returning_patient_with_the_same_answer_is_handed_over_without_a_press(clinic):
    number = returning(clinic)
    look(clinic)
    assert handed_over(clinic.house, number)
    assert {path.suffix for path in folder_of(clinic.house).iterdir()} == {".csv", ".xml"}


def test_the_first_visit_waits_for_a_press(clinic):
    number = clinic.confirmed()
    look(clinic)
    assert not handed_over(clinic.house, number)
    assert waits(clinic, number) is Waits.FIRST_TIME


def test_another_address_that_was_asked_about_waits_for_a_press(clinic):
    clinic.confirmed()
    clinic.clock.passes(86_400)
    number = clinic.question(MOVED)
    answer_question(clinic.at_desk(), number, agrees=True)
    look(clinic)
    assert not handed_over(clinic.house, number)
    assert waits(clinic, number) is Waits.ASKED


def test_a_chart_chosen_by_hand_waits_for_a_press(clinic):
    first = returning(clinic)
    clinic.chart(replace(CHART, patient_id="P-101"))
    reassign(clinic.at_desk(), first, "P-101", "chosen with the patient")
    look(clinic)
    assert not handed_over(clinic.house, first)
    assert waits(clinic, first) is Waits.TAKEN_BACK


def test_hazard_what_somebody_took_back_never_goes_again_by_itself(clinic):
    number = returning(clinic)
    look(clinic)
    take_out(clinic.at_desk("mori"), number)
    look(clinic)
    assert not handed_over(clinic.house, number)
    assert list(folder_of(clinic.house).iterdir()) == []
    assert waits(clinic, number) is Waits.TAKEN_BACK


@pytest.mark.parametrize("fetched", [False, True])
def test_taking_back_says_whether_the_receipt_computer_had_taken_it_in(clinic, fetched):
    number = returning(clinic)
    look(clinic)
    if fetched:
        next(folder_of(clinic.house).glob("*.xml")).unlink()
    assert take_out(clinic.at_desk(), number) is fetched
    hand_over(clinic.at_desk(), number)
    if fetched:
        next(folder_of(clinic.house).glob("*.xml")).unlink()
    assert take_back(clinic.at_desk(), number, "a slip") is fetched


def test_a_stop_a_question_and_a_visit_of_another_station_are_left_alone(clinic):
    clinic.confirmed()
    clinic.clock.passes(86_400)
    asked, stopped = clinic.question(), clinic.stopped_by_rule()
    abroad = clinic.confirmed()
    elsewhere = replace(clinic.house, settings=clinic.house.settings.model_copy(update={"station": "desk-2"}))
    look(clinic, elsewhere)
    assert not any(handed_over(clinic.house, each) for each in (asked, stopped, abroad))


def test_a_clinic_may_want_a_press_for_each(clinic):
    number = returning(clinic)
    by_hand = clinic.house.settings.model_copy(update={"hand_over": HandOverSettings(by_itself=False)})
    look(clinic, replace(clinic.house, settings=by_hand))
    assert not handed_over(clinic.house, number)


def test_records_that_nobody_changed_are_not_read_again(clinic):
    first = returning(clinic)
    revision = iter((1, 1, 2))
    looking = ByItself(clinic.house, lambda: next(revision))
    looking.look()
    take_out(clinic.at_desk(), first)
    number = clinic.visit(Settled(Outcome.CONFIRMED, Decision.PASS, patient_id="P-100"), SATO)
    looking.look()
    assert not handed_over(clinic.house, number)
    looking.look()
    assert handed_over(clinic.house, number)
