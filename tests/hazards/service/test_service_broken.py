"""Hazard: the service sends what is no answer, or nothing. The patient is offered the ways round, the next one is served."""

import pytest

from hardware_mocks.national.faults import Fault
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Reason
from kiosk.qualification.grounds import Consent

AFTER_THE_CONSENT = [
    (Fault.DTD, "answer_malformed"),
    (Fault.NOT_XML, "answer_malformed"),
    (Fault.ERROR_9, "service_refused"),
    (Fault.OVERSIZED, "answer_malformed"),
    (Fault.REDIRECT, "answer_malformed"),
    (Fault.CUT, "service_unreachable"),
    (Fault.REFUSE, "service_unreachable"),
    (Fault.BLACK_HOLE, "service_unreachable"),
]


@pytest.mark.parametrize(("fault", "code"), AFTER_THE_CONSENT, ids=lambda each: getattr(each, "value", ""))
def test_hazard_a_broken_answer_is_a_named_trouble_and_nothing_of_it_is_kept(kiosk, fault, code):
    visit = kiosk.to_choice("sato")
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    kiosk.stage.service.faults.on(fault)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    assert kiosk.shows(steps.OfferingFallback) == code
    assert kiosk.lane.step.reason is Reason.SERVICE
    assert kiosk.troubles(visit) == [code]
    assert not kiosk.audit(visit, "service_answered")


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.OVERSIZED], ids=lambda each: each.value)
def test_hazard_a_service_that_gives_no_challenge_leaves_a_note_of_whom_the_pin_proved(kiosk, fault):
    visit = kiosk.to_choice("sato")
    kiosk.stage.service.faults.on(fault)
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.ShowingResult)
    named = "service_unreachable" if fault is Fault.REFUSE else "answer_malformed"
    assert kiosk.troubles(visit) == [named]
    assert [row.facts["method"] for row in kiosk.audit(visit, "outage_noted")] == ["pin"]


def test_hazard_a_broken_line_is_tried_once_more_and_the_answer_is_the_one_that_counts(kiosk):
    visit = kiosk.to_choice("sato")
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    kiosk.stage.service.faults.on(Fault.REFUSE)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    kiosk.until(steps.OfferingFallback)
    kiosk.stage.service.faults.off(Fault.REFUSE)
    kiosk.press(events.TriedAgain)
    kiosk.until(steps.ShowingResult)
    with kiosk.stage.house.storage.reading() as books:
        assert books.visits.find(visit).outcome == "confirmed"
        assert visit not in {each.visit for each in books.outages.waiting()}


def test_hazard_codes_that_no_list_has_are_for_staff_to_read(kiosk):
    visit = kiosk.to_choice("sato")
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    kiosk.stage.service.faults.on(Fault.UNKNOWN_CODES)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    assert kiosk.shows(steps.OfferingFallback) == "answer_unknown"
    assert kiosk.troubles(visit) == ["answer_unknown"]
