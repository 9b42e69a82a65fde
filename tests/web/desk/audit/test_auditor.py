"""The auditor's pages: questions, a file to take away, and the week that waits to be signed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk_world import Clinic
from flask import Flask

from kiosk.desk.audit.questions import QUESTIONS
from kiosk.desk.audit.week import last_week
from kiosk.web.language import load_catalogues
from tests.web.desk.conftest import DeskBrowser

SAID = load_catalogues()["ja"]


@pytest.fixture
def signs_in(app: Flask) -> Callable[[str], DeskBrowser]:
    def signed_in(name: str) -> DeskBrowser:
        browser = DeskBrowser(app.test_client())
        browser.sign_in(name)
        return browser

    return signed_in


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_its_page_and_its_file(
    clinic: Clinic, signs_in: Callable[[str], DeskBrowser], question: str
) -> None:
    number = clinic.question()
    desk = signs_in("kansa")
    page = desk.text(f"/staff/audit?question={question}&since=&until=&by=&whom={number}")
    assert SAID.plain(f"desk.audit.ask.{question}") in page
    file = desk.see(f"/staff/audit.csv?question={question}")
    assert file.mimetype == "text/csv"
    assert file.get_data().startswith(b"\xef\xbb\xbfat,")


def test_the_week_waits_for_a_signature_and_hangs_until_it_has_one(
    clinic: Clinic, signs_in: Callable[[str], DeskBrowser]
) -> None:
    clinic.question()
    clinic.clock.passes(7 * 86_400)
    desk = signs_in("kansa")
    assert SAID.plain("desk.audit.week_unsigned") in desk.text("/staff/table")
    week = last_week(clinic.clock.now().today)
    assert SAID.plain("desk.audit.rule.after_hours") in desk.text("/staff/week")
    desk.send("/staff/week", of=week.isoformat())
    assert SAID.plain("desk.audit.week_unsigned") not in desk.text("/staff/table")
    assert "kansa" in desk.text(f"/staff/week?of={week}")


def test_a_day_that_is_no_monday_is_refused_in_a_sentence(
    clinic: Clinic, signs_in: Callable[[str], DeskBrowser]
) -> None:
    desk = signs_in("kansa")
    assert desk.see("/staff/week?of=2026-11-18").status_code == 302
