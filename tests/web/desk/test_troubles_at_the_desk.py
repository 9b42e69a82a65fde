"""Every trouble is told at the desk in its own words, with what to do first, in the queue and on the visit's page."""

import re
from collections.abc import Callable

import pytest
from desk_world import Clinic
from sqlalchemy import select

from kiosk.checkin.machine.seen import Outcome, Reason, Settled
from kiosk.station.health.strips import Strips
from kiosk.storage import tables
from kiosk.storage.audit.chain import read_row
from kiosk.troubles import TROUBLES, Tell, Trouble
from kiosk.web.language import load_catalogues

SAID = load_catalogues()["ja"]


def told(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def ended(clinic: Clinic, code: str, outcome: Outcome = Outcome.HANDED_TO_STAFF) -> str:
    return clinic.visit(Settled(outcome, reason=Reason.EQUIPMENT, waits_for="desk", code=code))


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: each.code)
def test_the_desk_reads_what_it_is_and_what_to_do_first(
    clinic: Clinic, desk: object, trouble: Trouble
) -> None:
    number = ended(clinic, trouble.code)

    for path in ("/staff/", f"/staff/visits/{number}"):
        page = told(desk.text(path))
        assert f"{SAID.plain(trouble.what)} {SAID.plain(trouble.do)}" in page
        assert SAID.plain("desk.next.way_round_equipment") not in page
    assert trouble.code not in told(desk.text("/staff/"))
    if trouble.tell is not Tell.NOBODY:
        assert SAID.plain(f"trouble.tell.{trouble.tell.value}") in told(desk.text(f"/staff/visits/{number}"))


def test_once_the_patient_was_taken_in_otherwise_the_trouble_is_a_part_of_the_story(
    clinic: Clinic, desk: object
) -> None:
    number = ended(clinic, "certificate_on_hold", Outcome.DECLARED)

    page = told(desk.text(f"/staff/visits/{number}"))

    assert SAID.plain("trouble.certificate_on_hold.what") in page
    assert SAID.plain("trouble.certificate_on_hold.do") not in page
    assert SAID.plain("trouble.certificate_on_hold.do") not in told(desk.text("/staff/"))


def test_from_a_visit_that_failed_the_ways_round_are_one_press_away(clinic: Clinic, desk: object) -> None:
    number = ended(clinic, "card_unreadable")
    page = desk.text(f"/staff/visits/{number}")
    version = re.search(r'name="version"\s+value="(\d+)"', page).group(1)
    assert SAID.plain("desk.visit.another_way") in told(page)

    desk.send(f"/staff/visits/{number}/resume", why="another way, at the desk", version=version)

    assert SAID.plain("desk.visit.document") in told(desk.text(f"/staff/visits/{number}"))


def test_no_word_of_forgery_is_said_at_the_counter() -> None:
    for language, word in {"ja": "偽造", "en": "forg"}.items():
        said = load_catalogues()[language].sentences
        assert not [key for key, text in said.items() if key.startswith("trouble.") and word in text.lower()]


@pytest.fixture
def strips(clinic: Clinic) -> Strips:
    """A station's standing trouble: another patient's answer came, and no machine can see that it will not again."""
    made = Strips(clinic.house.clock, b"of this test")
    made.heard(["answer_for_another", "camera_gone"], [])
    return made


def test_what_stands_hangs_over_every_page_until_somebody_takes_it_down_by_name(
    clinic: Clinic, strips: Strips, signed_in: Callable[..., object]
) -> None:
    browser = signed_in(strips=strips, take_down=strips.take_down)
    for path in ("/staff/", "/staff/new", "/staff/failure-mode"):
        page = told(browser.text(path))
        assert SAID.plain("trouble.answer_for_another.what") in page
        assert SAID.plain("trouble.camera_gone.what") in page
    assert browser.text("/staff/failure-mode").count(SAID.plain("desk.strip.down")) == 1

    browser.send("/staff/strips/answer_for_another")

    page = told(browser.text("/staff/new"))
    assert SAID.plain("trouble.answer_for_another.what") not in page
    assert SAID.plain("trouble.camera_gone.what") in page
    with clinic.house.storage.reading() as books:
        written = select(tables.audit_rows).where(tables.audit_rows.c.kind == "strip_taken_down")
        (row,) = map(read_row, books.chain.ledger.all(written))
    assert row.facts == {"by": "tanaka", "code": "answer_for_another"}


def test_what_a_machine_sees_for_itself_is_not_taken_down_by_hand(
    strips: Strips, signed_in: Callable[..., object]
) -> None:
    browser = signed_in(strips=strips, take_down=strips.take_down)
    browser.send("/staff/strips/camera_gone")
    assert "camera_gone" in strips()
