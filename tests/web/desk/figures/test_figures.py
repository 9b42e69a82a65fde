"""The manager's month as a page: every figure in words, beside its bar."""

from __future__ import annotations

from desk_world import Clinic
from flask import Flask

from kiosk.web.language import load_catalogues
from tests.web.desk.conftest import DeskBrowser

SAID = load_catalogues()["ja"]


def test_the_month_is_shown_in_words_and_taken_away_as_a_table(app: Flask, clinic: Clinic) -> None:
    clinic.confirmed()
    clinic.way_round()
    manager = DeskBrowser(app.test_client())
    manager.sign_in("kanri")
    page = manager.text("/staff/figures")
    for key in ("outcome.confirmed", "outcome.inactive", "ways", "hours"):
        assert SAID.plain(f"desk.figures.{key}") in page
    assert "2026-10" in manager.text("/staff/figures?of=2026-10-15")
    assert "2026-11" in manager.text("/staff/figures?of=no-day")
    assert manager.see("/staff/figures.csv").get_data().startswith(b"\xef\xbb\xbfmonth,")
