import cv2
import numpy as np
import pytest
from desk_world import PASSWORD, SATO, START, Clinic

from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.seen import CardItems, CardSeen, Photo
from kiosk.checkin.machine.steps import AwaitingStaff, Proving
from kiosk.checkin.machine.turn import Lane
from kiosk.qualification.grounds import Method


@pytest.fixture
def number(clinic: Clinic) -> str:
    """A visit whose patient stands at the reader and waits to be looked at."""
    visit = clinic.house.ports.ledger.open_visit("reader", START)
    _, photo = cv2.imencode(".jp2", np.full((240, 192, 3), 128, np.uint8))
    items = CardItems(SATO.name, SATO.birthdate, SATO.sex, SATO.address)
    card = CardSeen(b"certificate", 3, 10, True, None, Photo.PRESENT, photo.tobytes(), items)
    clinic.conductor._lanes["reader"] = CheckIn(Lane.READER, AwaitingStaff(card), 7, visit, START.ticks + 300)
    return visit


def test_both_pictures_are_there_while_the_patient_waits_and_are_not_kept_by_the_browser(
    clinic: Clinic, desk: object, number: str
) -> None:
    chip = desk.see(f"/staff/visits/{number}/chip.jpg")
    live = desk.see(f"/staff/visits/{number}/live.jpg")

    assert chip.data[:2] == live.data[:2] == b"\xff\xd8"
    assert chip.headers["Cache-Control"] == live.headers["Cache-Control"] == "no-store"


def test_after_the_look_there_is_no_picture_any_more(clinic: Clinic, desk: object, number: str) -> None:
    clinic.conductor._lanes["reader"] = CheckIn(Lane.READER)

    assert desk.see(f"/staff/visits/{number}/chip.jpg").status_code == 404
    assert desk.see(f"/staff/visits/{number}/live.jpg").status_code == 404


def test_a_screen_left_open_vouches_for_nobody(clinic: Clinic, desk: object, number: str) -> None:
    desk.see(f"/staff/visits/{number}/look")

    desk.send(f"/staff/visits/{number}/vouch", seq="7", password="not mine")

    assert isinstance(clinic.conductor.lane().step, AwaitingStaff)
    assert "staff_vouched" not in clinic.audited(number)


def test_the_password_again_and_both_pictures_prove_the_holder(
    clinic: Clinic, desk: object, number: str
) -> None:
    desk.see(f"/staff/visits/{number}/look")

    desk.send(f"/staff/visits/{number}/vouch", seq="7", password=PASSWORD)

    assert "staff_vouched" in clinic.audited(number)
    with clinic.storage.reading() as reading:
        (vouch,) = reading.findings.vouches(number)
    assert (vouch.by, vouch.method) == ("tanaka", Method.STAFF_AT_DESK)
    assert not isinstance(clinic.conductor.lane().step, AwaitingStaff)


def test_a_look_at_the_patient_before_the_last_proves_nothing(
    clinic: Clinic, desk: object, number: str
) -> None:
    desk.see(f"/staff/visits/{number}/look")

    desk.send(f"/staff/visits/{number}/vouch", seq="6", password=PASSWORD)

    assert not isinstance(clinic.conductor.lane().step, Proving)
    assert "もう先へ進んでいます" in desk.text(f"/staff/visits/{number}")


def test_who_is_not_the_holder_is_offered_the_ways_round(clinic: Clinic, desk: object, number: str) -> None:
    desk.see(f"/staff/visits/{number}/look")

    desk.send(f"/staff/visits/{number}/refuse", seq="7")

    assert "staff_refused" in clinic.audited(number)
    assert type(clinic.conductor.lane().step).__name__ == "OfferingFallback"


def test_a_live_picture_that_renews_itself_keeps_no_screen_awake(
    clinic: Clinic, desk: object, number: str
) -> None:
    for _ in range(6):
        clinic.clock.passes(59)
        answer = desk.see(f"/staff/visits/{number}/live.jpg")

    assert answer.status_code == 302
