"""Hazard: people take their cards away at any moment, put them back, and put another one down."""

import pytest

from hardware_mocks.card.faults import Faults
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Choice, Outcome
from kiosk.qualification.grounds import Consent

COMMANDS = (0, 3, 12)


def outcome_of(kiosk, visit):
    with kiosk.stage.house.storage.reading() as books:
        return books.visits.find(visit).outcome


@pytest.mark.parametrize("command", COMMANDS)
def test_hazard_a_card_pulled_while_it_is_recognised_ends_the_visit(kiosk, command):
    visit = kiosk.lay("sato", Faults(pulled_before=command))
    kiosk.until(steps.Attract)
    assert outcome_of(kiosk, visit) in {Outcome.ABANDONED.value, Outcome.HANDED_TO_STAFF.value}
    assert kiosk.audit(visit, "visit_closed")


@pytest.mark.parametrize("lost", [Faults(pulled_before=45), Faults(pulled_after=45)])
def test_hazard_a_card_pulled_while_its_photograph_is_read_ends_the_visit(kiosk, lost):
    visit = kiosk.lay("sato", lost)
    kiosk.enter_number_b("sato")
    kiosk.until(steps.Attract)
    assert len(kiosk.audit(visit, "visit_closed")) == 1


def to_entering_pin(kiosk):
    kiosk.to_pin()


def to_looking_at_the_camera(kiosk):
    kiosk.choose(Choice.FACE)


def to_waiting_for_staff(kiosk):
    kiosk.choose(Choice.STAFF)


def to_consent(kiosk):
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)


def to_the_result(kiosk):
    to_consent(kiosk)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    kiosk.until(steps.ShowingResult)


@pytest.mark.parametrize(
    "on_to", [to_entering_pin, to_looking_at_the_camera, to_waiting_for_staff, to_consent, to_the_result]
)
def test_hazard_a_card_pulled_at_any_step_leaves_nothing_on_the_screen(kiosk, on_to):
    visit = kiosk.to_choice("sato")
    on_to(kiosk)
    kiosk.take_away()
    assert kiosk.lane.step == steps.Attract()
    assert len(kiosk.audit(visit, "visit_closed")) == 1


def test_hazard_the_same_card_put_back_at_once_begins_a_visit_of_its_own(kiosk):
    first = kiosk.to_choice("sato")
    kiosk.enter_pin("1234")
    kiosk.stage.dock.insert("sato")
    second = kiosk.until_lane(lambda lane: lane.visit not in {None, first}, "another visit").visit
    kiosk.until(steps.EnteringCardNumber)
    assert kiosk.lane.visit == second
    assert kiosk.lane.step.card.photo is None
    assert outcome_of(kiosk, first) == Outcome.ABANDONED.value


def test_hazard_a_second_card_in_mid_visit_takes_nothing_over_from_the_first(kiosk):
    first = kiosk.to_choice("sato")
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    kiosk.post(events.CardInserted(""))
    second = kiosk.until_lane(lambda lane: lane.visit not in {None, first}, "another visit").visit
    assert outcome_of(kiosk, first) == Outcome.ABANDONED.value
    assert outcome_of(kiosk, second) is None
    assert not kiosk.audit(second, "holder_proved")
    entered = [row.facts["step"] for row in kiosk.audit(second, "step_entered")]
    assert entered[0] == "Reading"
