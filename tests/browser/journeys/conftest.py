"""One clinic a session, with its glass on and its desk open; everybody who comes finds the start screen, and leaves it so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kiosk.troubles import BY_CODE
from tests.browser.journeys.clinic import Clinic, open_clinic
from tests.browser.journeys.patient import START, Patient
from tests.browser.journeys.receptionist import Receptionist


@pytest.fixture(scope="session")
def clinic() -> Iterator[Clinic]:
    with open_clinic() as made:
        yield made


@pytest.fixture(scope="module")
def kiosk(chromium: Browser, clinic: Clinic) -> Iterator[Patient]:
    made = Patient.before(chromium, clinic)
    yield made
    made.glass.context.close()


@pytest.fixture
def patient(kiosk: Patient) -> Iterator[Patient]:
    """Whoever comes next. What they were shown, and what is left of them, is looked through afterwards."""
    kiosk.clinic.make_ready()
    kiosk.sees(START)
    kiosk.shown.clear()
    kiosk.holder = None
    yield kiosk
    kiosk.clinic.make_ready()
    kiosk.sees(START)
    says_nothing_that_is_not_for_the_glass(kiosk)
    keeps_nothing(kiosk)


def says_nothing_that_is_not_for_the_glass(patient: Patient) -> None:
    """No screen of the visit named a trouble's code, an insurer's number or the PIN."""
    secret = {code for code in BY_CODE if "_" in code}
    if patient.holder:
        assert patient.shown
        secret |= {each["insurer"] for each in patient.holder.registry.get("qualifications", ())}
        secret |= {patient.holder.card.pin}
    assert not [(word, screen) for screen in patient.shown for word in secret if word in screen]


def keeps_nothing(patient: Patient) -> None:
    """The page holds nothing of the person any more, seen or unseen."""
    if patient.holder is None:
        return
    resident = patient.holder.resident
    of_them = [resident.name, resident.kana, resident.address, *resident.name.split("　")]
    page = patient.glass.content()
    assert not [each for each in of_them if each in page]


@pytest.fixture(scope="module")
def desk(chromium: Browser, clinic: Clinic) -> Iterator[Receptionist]:
    made = Receptionist.before(chromium, clinic, "uketsuke")
    yield made
    made.screen.context.close()


@pytest.fixture
def receptionist(desk: Receptionist) -> Receptionist:
    desk.comes_to_work()
    return desk


@pytest.fixture
def colleague(chromium: Browser, clinic: Clinic) -> Iterator[Receptionist]:
    """A second person at a second screen."""
    made = Receptionist.before(chromium, clinic, "shunin")
    made.comes_to_work()
    yield made
    made.screen.context.close()
