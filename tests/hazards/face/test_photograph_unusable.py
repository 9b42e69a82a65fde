"""Hazard: the chip's photograph is a bomb or rubbish. The face cannot be compared; the PIN still can be entered."""

import struct

import pytest

from hardware_mocks.card.issue import issue_card
from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.personas.model import persona
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Choice
from kiosk.qualification.grounds import Consent

HUGE = struct.pack(">II", 40_000, 40_000)


def of_40000_pixels(photo):
    header = photo.index(b"ihdr") + 4
    return photo[:header] + HUGE + photo[header + 8 :]


def of_40000_pixels_in_the_codestream_alone(photo):
    size = photo.index(bytes.fromhex("FF4FFF51")) + 8
    return photo[:size] + HUGE + photo[size + 8 :]


def torn(photo):
    return photo[: len(photo) // 2]


def noise(photo):
    return bytes(at * 91 + 7 & 0xFF for at in range(len(photo)))


@pytest.mark.parametrize(
    "doctored",
    [of_40000_pixels, of_40000_pixels_in_the_codestream_alone, torn, noise],
    ids=lambda f: f.__name__,
)
def test_hazard_an_unusable_photograph_takes_the_face_away_and_nothing_else(kiosk, doctored):
    world = kiosk.stage.world
    card = issue_card(persona("sato"), world.pki, doctored(chip_photo("sato")), world.made)
    kiosk.stage.service.registry.enrol(card.user_certificate, "sato")
    visit = kiosk.lay_card(card)
    kiosk.enter_number_b("sato")
    kiosk.until(steps.Choosing)
    kiosk.choose(Choice.FACE)
    assert kiosk.shows(steps.Choosing) == "photo_unreadable"
    assert kiosk.troubles(visit) == ["photo_unreadable"]
    assert Choice.FACE not in kiosk.lane.step.offered
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    assert kiosk.until(steps.ShowingResult).step.settled.outcome.value == "confirmed"
