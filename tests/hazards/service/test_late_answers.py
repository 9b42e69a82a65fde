"""Hazard: an answer comes when its patient has gone. It belongs to nobody at the reader and changes nothing."""

from hardware_mocks.national.faults import Fault
from kiosk.checkin.machine import events, steps
from kiosk.qualification.grounds import Consent


def strays(kiosk, kind):
    """The log's lines of dropped events; they stand under the visit that was there when they came."""
    return [
        line for line in kiosk.journal._lines if line["event"] == "stray_dropped" and line["kind"] == kind
    ]


def test_hazard_an_answer_after_the_card_was_taken_is_dropped_and_logged(kiosk):
    visit = kiosk.to_choice("sato")
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    before = len(strays(kiosk, "Answered"))
    kiosk.stage.service.faults.on(Fault.LATE)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    kiosk.until(steps.Querying)
    kiosk.stage.dock.remove()
    kiosk.until(steps.Attract)
    kiosk.wait_for_log(lambda: len(strays(kiosk, "Answered")) > before)
    assert kiosk.lane.step == steps.Attract()
    assert not kiosk.audit(visit, "service_answered")


def test_hazard_an_answer_that_comes_in_the_next_visit_is_not_taken_for_its_own(kiosk):
    kiosk.to_choice("sato")
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    before = len(strays(kiosk, "Answered"))
    kiosk.stage.service.faults.on(Fault.LATE)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    kiosk.until(steps.Querying)
    kiosk.stage.dock.remove()
    second = kiosk.lay("mother")
    kiosk.wait_for_log(lambda: len(strays(kiosk, "Answered")) > before)
    kiosk.until(steps.EnteringCardNumber)
    assert kiosk.lane.visit == second
    assert not kiosk.audit(second, "service_answered")


def test_hazard_a_press_for_an_older_screen_does_nothing(kiosk):
    kiosk.to_choice("sato")
    old = kiosk.lane.seq - 1
    assert kiosk.post(events.NumberBSkipped(old)) == kiosk.lane
