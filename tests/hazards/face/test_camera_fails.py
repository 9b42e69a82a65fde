"""Hazard: the camera is unplugged, or shows one picture for ever. That method goes, the others stay."""

import pytest

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.seen import Choice


@pytest.mark.parametrize(("condition", "code"), [("gone", "camera_gone"), ("frozen", "camera_frozen")])
def test_hazard_a_camera_that_fails_is_named_and_offers_the_other_methods(kiosk, condition, code):
    visit = kiosk.to_choice("sato")
    kiosk.camera.condition = condition
    kiosk.choose(Choice.FACE)
    assert kiosk.shows(steps.Choosing) == code
    assert kiosk.troubles(visit) == [code]
    assert kiosk.lane.step.offered == {Choice.PIN, Choice.STAFF}


def test_hazard_a_camera_plugged_in_again_serves_the_next_face(kiosk):
    kiosk.camera.condition = "gone"
    kiosk.to_choice("sato")
    kiosk.choose(Choice.FACE)
    kiosk.shows(steps.Choosing)
    kiosk.camera.condition = "working"
    assert kiosk.next_patient("face").outcome == "confirmed"
