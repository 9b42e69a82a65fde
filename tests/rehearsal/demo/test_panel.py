"""The dev dock's page: everything on it can be pressed, it says what it is, and nobody else's page can press it."""

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from flask import request

from hardware_mocks.card.faults import CATALOGUE
from hardware_mocks.dock.strangers import STRANGERS
from hardware_mocks.dock.view import words
from hardware_mocks.national.faults import Fault
from hardware_mocks.personas.model import all_personas
from reader.events import CardAbsent, CardPresent


def names(events) -> list[str]:
    return [type(each).__name__ for each in events]


def test_the_page_says_in_both_languages_that_it_is_the_emulation(bench) -> None:
    page = bench.see()
    assert "すべて模擬です" in page
    assert "Everything here is the emulation" in page


def test_everybody_is_listed_with_their_case(bench) -> None:
    page = bench.see()
    assert all(each.id in page and each.resident.name in page for each in all_personas())


def test_the_chosen_persons_pin_and_number_are_shown(bench) -> None:
    page = bench.see("/?persona=sato")
    assert "<code>1234</code>" in page
    assert "<code>60041220364821</code>" in page


def test_who_has_no_card_is_sent_to_the_desk(bench) -> None:
    page = bench.see("/?persona=document_only")
    assert "begins at the desk" in page
    assert 'action="/card"' not in page


def test_an_unknown_person_is_not_found(bench) -> None:
    assert bench.client.get("/?persona=nobody").status_code == 404


def test_a_card_is_put_down_and_taken_again(bench) -> None:
    put = bench.press("/card", persona="sato", fault="none", chosen="sato")
    assert (put.status_code, put.location) == (303, "/?persona=sato")
    assert bench.dock.on_reader == "sato"
    bench.press("/card/remove")
    assert bench.dock.on_reader is None
    assert names(bench.heard) == names([CardPresent(), CardAbsent()])


def test_its_holder_stands_before_the_camera_only_when_wanted(bench) -> None:
    bench.press("/card", persona="sato", fault="none")
    assert bench.dock.before_camera is None
    bench.press("/card", persona="sato", fault="none", stand="on")
    assert bench.dock.before_camera == "sato"


def test_a_missing_card_is_told_on_the_page(bench) -> None:
    bench.press("/card", persona="document_only", fault="none")
    assert "document_only has no card" in bench.see()
    assert bench.dock.on_reader is None


@pytest.mark.parametrize("fields", [{"persona": "sato"}, {"fault": "none"}])
def test_half_a_form_is_a_bad_request(bench, fields) -> None:
    assert bench.press("/card", **fields).status_code == 400


def test_somebody_and_then_nobody_stands_before_the_camera(bench) -> None:
    bench.press("/camera", head="stranger_1")
    assert bench.dock.before_camera == "stranger_1"
    bench.press("/camera", head="")
    assert bench.dock.before_camera is None


@pytest.mark.parametrize("kind", STRANGERS)
def test_what_is_no_my_number_card_can_be_laid_down(bench, kind: str) -> None:
    assert f'value="{kind}"' in bench.see()
    bench.press("/card/other", kind=kind)
    assert bench.dock.on_reader == kind


def test_a_card_reported_lost_is_on_hold_until_it_is_found(bench) -> None:
    serial = bench.dock.world.cards["sato"].certificate_serial
    bench.press("/card/hold", persona="sato")
    assert bench.dock.world.pki.ledger.revoked[serial].on_hold
    bench.press("/card/lift", persona="sato")
    assert serial not in bench.dock.world.pki.ledger.revoked


@pytest.mark.parametrize("path", ["/now/camera.jpg", "/now/front.jpg"])
def test_what_the_cameras_see_can_be_looked_at(bench, path: str) -> None:
    answer = bench.client.get(path)
    assert answer.mimetype == "image/jpeg"
    assert cv2.imdecode(np.frombuffer(answer.data, np.uint8), cv2.IMREAD_COLOR).shape[2] == 3


def test_the_printed_front_can_be_hidden(bench) -> None:
    bench.press("/card", persona="sato", fault="none")
    shown = bench.dock.front()
    bench.press("/front/hide")
    assert np.abs(bench.dock.front().astype(int) - shown).mean() > 10


def test_a_picture_of_ones_own_goes_into_the_card_and_the_service_learns_the_new_certificate(
    bench, picture: Path
) -> None:
    before = bench.dock.certificate("sato")
    bench.press("/card/photograph", persona="sato", picture=(picture.open("rb"), "own.png"))
    after = bench.dock.certificate("sato")
    assert after != before
    assert bench.service.registry.by_certificate(after).id == "sato"


def test_a_picture_of_ones_own_stands_before_the_camera(bench, picture: Path) -> None:
    bench.press("/camera/picture", picture=(picture.open("rb"), "own.png"))
    assert bench.dock.before_camera == "own picture"


def test_what_is_no_picture_is_told_on_the_page(bench) -> None:
    bench.press("/camera/picture", picture=(io.BytesIO(b"rubbish"), "own.png"))
    assert "no picture" in bench.see()
    assert bench.dock.before_camera is None


def test_hazard_an_uploaded_face_never_becomes_a_file_however_large_it_is(bench) -> None:
    kept = []
    bench.app.add_url_rule(
        "/probe", "probe", lambda: kept.append(type(request.files["picture"].stream)) or "", methods=["POST"]
    )
    token = bench.see().split('name="csrf" value="')[1].split('"')[0]
    head = '--cut\r\nContent-Disposition: form-data; name="picture"; filename="own.png"\r\n\r\n'
    body = head.encode() + bytes(3_000_000) + b"\r\n--cut--\r\n"
    bench.client.post(
        "/probe",
        data=body,
        content_type="multipart/form-data; boundary=cut",
        headers={"Origin": "http://localhost", "X-CSRF-Token": token},
    )
    assert kept == [io.BytesIO]


def test_the_service_is_broken_exactly_as_ticked(bench) -> None:
    bench.press("/service", fault=["late", "dtd"])
    assert {each for each in Fault if each in bench.service.faults} == {Fault.LATE, Fault.DTD}
    assert 'value="late" checked' in bench.see()
    bench.press("/service")
    assert not any(each in bench.service.faults for each in Fault)


def test_a_fault_that_nobody_knows_changes_nothing(bench) -> None:
    bench.press("/service", fault=["late"])
    bench.press("/service", fault=["sunshine"])
    assert Fault.LATE in bench.service.faults
    assert "sunshine" in bench.see()


def test_the_pcsc_service_is_stopped_started_hung_and_resumed(bench_with_pcsc) -> None:
    for each in ("hang", "resume", "start", "stop"):
        bench_with_pcsc.press("/pcsc", what=each)
    assert bench_with_pcsc.pcsc.done == ["hang", "resume", "start", "stop"]
    assert "止まっています" in bench_with_pcsc.see()


def test_the_state_shows_how_often_the_card_was_asked_for_its_pin(bench_with_pcsc) -> None:
    assert "VERIFY × 2" in bench_with_pcsc.see()


def test_without_a_pcsc_service_the_page_says_so_and_breaks_nothing(bench) -> None:
    assert "inside this process" in bench.see()
    bench.press("/pcsc", what="stop")
    assert "there is no private PC/SC service" in bench.see()


def test_every_fault_has_words_in_both_languages() -> None:
    said = words()
    assert set(said["card"]) == set(CATALOGUE)
    assert set(said["service"]) == {each.value for each in Fault}
    assert all(each["ja"] and each["en"] for table in said.values() for each in table.values())


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://elsewhere.example"}, {"Origin": "null"}])
def test_hazard_no_other_page_can_press_anything(bench, headers) -> None:
    assert bench.press("/card", headers, persona="sato", fault="none").status_code == 403
    assert bench.dock.on_reader is None


def test_hazard_a_press_without_this_browsers_token_is_refused(bench) -> None:
    answer = bench.client.post("/card/remove", headers={"Origin": "http://localhost"})
    assert answer.status_code == 403


def test_hazard_another_name_for_this_machine_is_refused(bench) -> None:
    assert bench.client.get("/", headers={"Host": "rebound.example"}).status_code == 421


def test_hazard_the_docks_cookie_does_not_sign_the_desk_out(bench) -> None:
    cookies = bench.client.get("/").headers.getlist("Set-Cookie")
    assert cookies
    assert not any(each.startswith("kiosk=") for each in cookies)
