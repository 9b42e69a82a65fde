"""Hazard: wrong PINs. The card counts, the screen says how many tries are left, and nothing is ever sent twice."""

from dataclasses import replace

from hardware_mocks.card.issue import issue_card
from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.personas.model import persona
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Choice


def wrong(seq):
    return events.PinEntered(seq, "9999")


def sato_with_tries(kiosk, tries):
    sato, world = persona("sato"), kiosk.stage.world
    card = replace(sato.card, pin_tries=tries)
    return issue_card(replace(sato, card=card), world.pki, chip_photo("sato"), world.made)


def test_hazard_each_wrong_pin_costs_one_try_and_the_last_one_locks_that_method(kiosk):
    kiosk.to_choice("sato")
    kiosk.to_pin()
    for left in (2, 1):
        kiosk.press(wrong)
        step = kiosk.until(steps.EnteringPin).step
        assert (step.wrong, step.card.pin_tries, step.last_try) == (True, left, left == 1)
    kiosk.press(wrong)
    step = kiosk.until(steps.Choosing).step
    assert step.card.pin_tries == 0
    assert step.offered == {Choice.FACE, Choice.STAFF}


def test_hazard_a_double_tap_on_ok_sends_one_verify(kiosk):
    kiosk.to_choice("sato")
    seq = kiosk.to_pin().seq
    conductor = kiosk.stage.house.conductor
    taps = [conductor.post(wrong(seq)) for _ in range(2)]
    [tap.result() for tap in taps]
    assert kiosk.until(steps.EnteringPin).step.card.pin_tries == 2


def test_hazard_a_card_with_its_last_tries_is_locked_after_them_and_staff_may_still_look(kiosk):
    visit = kiosk.lay_card(sato_with_tries(kiosk, 2))
    kiosk.skip_number_b()
    kiosk.to_pin()
    kiosk.press(wrong)
    kiosk.until(steps.EnteringPin)
    kiosk.press(wrong)
    step = kiosk.until(steps.Choosing).step
    assert step.offered == {Choice.STAFF}
    assert not kiosk.audit(visit, "holder_proved")


def test_hazard_a_try_is_not_restored_by_leaving_and_choosing_the_method_again(kiosk):
    kiosk.to_choice("sato")
    kiosk.to_pin()
    kiosk.press(wrong)
    kiosk.until(steps.EnteringPin)
    kiosk.press(events.OtherMethod)
    assert kiosk.to_pin().step.card.pin_tries == 2
