"""Every visit names what the desk does next."""

import re

import pytest
from desk_world import SATO, Clinic

from kiosk.checkin.machine.seen import Outcome, Reason
from kiosk.desk.standing import ALL_NEXT_STEPS
from kiosk.qualification.model import Validity
from kiosk.web.language import load_catalogues

ITEMS = {
    "name": "佐藤　見本",
    "kana": "サトウ　ミホン",
    "sex": "1",
    "birthdate": "S60.4.12",
    "address": "東京都千代田区見本町1-2-3",
}


def seq_of(page: str) -> str:
    return re.search(r'name="seq"\s+value="(\d+)"', page).group(1)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_visit_is_without_a_named_next_step(language: str) -> None:
    said = load_catalogues()[language]

    assert all(said.plain(f"desk.next.{key}").strip() for key in ALL_NEXT_STEPS)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_own_way_round_on_the_page(clinic: Clinic, desk: object, reason: Reason) -> None:
    number = clinic.way_round(reason)

    page = desk.text(f"/staff/visits/{number}")

    assert load_catalogues()["ja"].plain(f"desk.next.way_round_{reason.value}") in page


def test_no_way_round_charges_the_patient_everything() -> None:
    said = load_catalogues()["ja"].sentences

    for key, sentence in said.items():
        if "10割" in sentence:
            assert "10割にしません" in sentence, key


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_queue_shows_a_visit_of_every_outcome(clinic: Clinic, desk: object, outcome: Outcome) -> None:
    from kiosk.checkin.machine.seen import Settled

    number = clinic.visit(Settled(outcome))

    assert number[-4:] in desk.text("/staff/")
    assert desk.see(f"/staff/visits/{number}").status_code == 200


@pytest.mark.parametrize("validity", [each for each in Validity if each is not Validity.VALID])
def test_an_answer_that_came_late_names_what_it_said(
    clinic: Clinic, desk: object, validity: Validity
) -> None:
    clinic.service.knows = None
    page = _started(desk)
    four = {name: ITEMS[name] for name in ("name", "sex", "birthdate", "address")}
    desk.send(f"{page}/note", seq=seq_of(desk.text(page)), **four)

    clinic.service.knows, clinic.service.validity = SATO, validity
    desk.send("/staff/failure-mode/ask")

    assert clinic.kept(page.rsplit("/", 1)[1]).outcome == "inactive"
    assert desk.see(page).status_code == 200


def _started(desk: object, patient_id: str = "") -> str:
    desk.see("/staff/new")
    return desk.send("/staff/new", patient_id=patient_id).location
