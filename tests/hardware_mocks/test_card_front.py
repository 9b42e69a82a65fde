"""The printed front of a virtual card: an emulation that says so and that nobody can print."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from hardware_mocks.camera.card_front import HEIGHT_MM, WIDTH_MM, EraDate, card_front, era_date
from hardware_mocks.personas.model import all_personas, persona


def test_hazard_a_front_never_leaves_at_print_resolution() -> None:
    front = card_front(persona("sato"), date(2033, 4, 12))
    assert front.shape[1] / WIDTH_MM <= 12.01
    assert front.shape[0] / HEIGHT_MM <= 12.01


def test_hazard_every_front_carries_the_reddish_specimen_mark() -> None:
    blue, green, red = (card_front(persona("sato"), date(2033, 4, 12))[..., k].astype(int) for k in range(3))
    assert np.mean((red - green > 15) & (red - blue > 15)) > 0.02


def test_two_people_have_two_fronts() -> None:
    one, other = (card_front(persona(each), date(2033, 4, 12)) for each in ("sato", "moved"))
    assert (one != other).any()


def test_a_persona_without_card_has_no_front() -> None:
    without = next(each for each in all_personas() if each.card is None)
    with pytest.raises(ValueError, match="no card"):
        card_front(without, date(2033, 4, 12))


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2019, 4, 30), EraDate("平成", 31, 4, 30)),
        (date(2019, 5, 1), EraDate("令和", 1, 5, 1)),
        (date(1989, 1, 7), EraDate("昭和", 64, 1, 7)),
        (date(1926, 12, 24), EraDate("大正", 15, 12, 24)),
    ],
)
def test_eras_change_on_their_day(day: date, wanted: EraDate) -> None:
    assert era_date(day) == wanted


def test_a_date_before_the_printed_eras_is_refused() -> None:
    with pytest.raises(ValueError, match="1912-07-29"):
        era_date(date(1912, 7, 29))
