"""Hazard: what the card says is torn, endless, oversized, noise, or nothing at all."""

import pytest

from hardware_mocks.card.faults import Faults
from kiosk.checkin.machine import steps


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        pytest.param(Faults(torn=True), "card_unreadable", id="torn"),
        pytest.param(Faults(endless=True), "card_unreadable", id="endless"),
        pytest.param(Faults(oversized=True), "card_unreadable", id="oversized"),
        pytest.param(
            Faults(garbage=True),
            "card_foreign",
            id="garbage, so that it says nothing of being a My Number Card",
        ),
        pytest.param(Faults(mute_from=0), "card_mute", id="mute from the first command"),
        pytest.param(Faults(mute_from=5), "card_mute", id="mute in the middle"),
    ],
)
def test_hazard_a_card_that_answers_badly_is_a_named_trouble(kiosk, faults, code):
    visit = kiosk.lay("sato", faults)
    assert kiosk.shows(steps.CardTrouble) == code
    assert kiosk.troubles(visit) == [code]
