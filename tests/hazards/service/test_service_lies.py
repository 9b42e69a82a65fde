"""Hazard: the service answers well-formed messages that are somebody else's. Not one item of them may be shown or kept."""

import pytest

from hardware_mocks.national.faults import Fault
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Outcome
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import Consent


def ask(kiosk, persona_id="sato"):
    visit = kiosk.to_choice(persona_id)
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    return visit


def answers_kept(kiosk, visit):
    with kiosk.stage.house.storage.reading() as books:
        return books.findings.answers(visit)


@pytest.mark.parametrize(
    "lie", [Fault.OTHER_VISIT, Fault.OTHER_IDENTIFIER, Fault.OTHER_INSTITUTION, Fault.PREVIOUS_ANSWER]
)
def test_hazard_an_answer_for_another_is_thrown_away_and_named(kiosk, lie):
    if lie is Fault.PREVIOUS_ANSWER:
        assert kiosk.next_patient().outcome == "confirmed"
    kiosk.stage.service.faults.on(lie)
    visit = ask(kiosk)
    assert kiosk.shows(steps.OfferingFallback) == "answer_for_another"
    assert kiosk.troubles(visit) == ["answer_for_another"]
    assert answers_kept(kiosk, visit) == ()


def test_hazard_somebody_elses_record_under_our_own_visit_is_stopped_by_the_comparison(kiosk):
    kiosk.stage.service.faults.on(Fault.OTHER_PERSON)
    visit = ask(kiosk)
    settled = kiosk.until(steps.ShowingResult).step.settled
    assert (settled.outcome, settled.decision) == (Outcome.STOPPED, Decision.STOP)
    assert kiosk.audit(visit, "medical_closed")
