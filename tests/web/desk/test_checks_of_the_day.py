"""The pages of the morning and of the evening, and help, as the desk sees them."""

from __future__ import annotations

import pytest
from desk_world import Clinic

from kiosk.desk.day.situations import situations_of
from kiosk.storage.staff.accounts import Role
from kiosk.web.language import load_catalogues

SAID = load_catalogues()["ja"]


@pytest.mark.parametrize("time", ["morning", "closing"])
def test_every_line_of_a_check_says_how_it_is(clinic: Clinic, desk: object, time: str) -> None:
    clinic.question()
    clinic.noted()
    page = desk.text(f"/staff/day/{time}")
    assert SAID.plain(f"desk.day.{time}") in page
    assert SAID.plain("desk.day.check.noted.look", n=1) in page


def test_the_queue_reminds_of_the_morning_until_somebody_went_through_it(
    clinic: Clinic, desk: object
) -> None:
    assert SAID.plain("desk.day.not_yet") in desk.text("/staff/")
    desk.text("/staff/day/morning")
    desk.send("/staff/day/morning", open="1")
    assert SAID.plain("desk.day.not_yet") not in desk.text("/staff/")
    assert SAID.plain("desk.day.last", by="tanaka", at="09:30") in desk.text("/staff/day/morning")


def test_a_check_of_no_time_of_day_is_not_there(desk: object) -> None:
    assert desk.see("/staff/day/noon").status_code == 404


def test_help_shows_each_role_its_own_situations(desk: object) -> None:
    page = desk.text("/staff/help")
    for each in situations_of(Role.DESK):
        assert SAID.plain(f"desk.help.{each.code}.title") in page
    assert SAID.plain("desk.help.unknown_numbers.title") not in page
