"""Every branch of trouble in a real browser, from the first screen that says no to the claim that is paid."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.journeys.branches import with_card, without_card
from tests.browser.journeys.branches.cast import Cast, cast_of
from tests.browser.journeys.clinic import open_clinic

Journey = Callable[[Cast], None]


def _name(journey: Journey) -> str:
    return journey.__name__


@pytest.fixture(scope="module")
def today(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    with open_clinic() as clinic, cast_of(chromium, clinic, tmp_path_factory.mktemp("today")) as cast:
        yield cast


@pytest.fixture(scope="module")
def weeks(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """A clinic whose days jump; nobody's card is judged there, for a list of revoked ones would be too old."""
    with open_clinic() as clinic, cast_of(chromium, clinic, tmp_path_factory.mktemp("weeks")) as cast:
        yield cast


@pytest.mark.parametrize("journey", with_card.JOURNEYS, ids=_name)
def test_with_a_card_on_the_reader(today: Cast, journey: Journey) -> None:
    before = today.touches()
    journey(today)
    assert today.touches()["patient"] > before["patient"]


@pytest.mark.parametrize("journey", without_card.JOURNEYS, ids=_name)
def test_at_the_desk_and_over_weeks(weeks: Cast, journey: Journey) -> None:
    before = weeks.touches()
    journey(weeks)
    assert weeks.touches()["clerk"] > before["clerk"]
