"""The question that the desk shows on the glass: items and no value, in the patient's language, and nobody else's."""

from __future__ import annotations

from kiosk.board import SHOWN_SECONDS, Asked, Board
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.seen import Outcome, Settled


def test_a_question_stands_until_its_time_is_over() -> None:
    board = Board()
    board.show(Asked("V-1", ("address",), 100.0 + SHOWN_SECONDS))
    assert board.asked("V-1", 100.0) is not None
    assert board.asked(None, 100.0 + SHOWN_SECONDS - 1) is not None
    assert board.asked(None, 100.0 + SHOWN_SECONDS) is None


def test_hazard_the_next_card_takes_a_question_down_for_good() -> None:
    board = Board()
    board.show(Asked("V-1", ("address",), 1e9))
    assert board.asked("V-2", 0.0) is None
    assert board.asked("V-1", 0.0) is None


def test_the_question_comes_in_the_patients_language_after_the_card_is_gone(
    browser: object, lane: object, house: object
) -> None:
    lane.stands_at(steps.TakeCard(Settled(Outcome.HANDED_TO_STAFF)), visit="V-1")
    browser.send("/language", to="en")
    lane.stands_at(steps.Attract(), visit=None)
    assert 'lang="ja"' in browser.screen()
    house.board.show(Asked("V-1", ("birthdate", "address"), 1e9))
    html = browser.screen()
    assert 'lang="en"' in html
    assert "Your date of birth" in html
    assert "Your address" in html
    assert "Your name" not in html


def test_whoever_has_read_it_takes_it_down(browser: object, lane: object, house: object) -> None:
    lane.stands_at(steps.Attract(), visit=None)
    house.board.show(Asked("V-1", ("name",), 1e9))
    assert "教えてください" in browser.screen()
    assert "置いてください" in browser.send("/answered").get_data(as_text=True)
    assert "置いてください" in browser.screen()


def test_a_question_changes_nothing_of_the_visit(browser: object, lane: object, house: object) -> None:
    lane.stands_at(steps.Attract(), visit=None)
    house.board.show(Asked("V-1", ("name",), 1e9))
    browser.send("/answered")
    assert lane.posted == []
