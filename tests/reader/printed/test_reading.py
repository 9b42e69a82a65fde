"""照合番号B from rendered fronts seen by a camera: never a wrong number, and None whenever anything is unclear."""

from __future__ import annotations

import dataclasses
from datetime import date

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.camera.card_front import card_front, era_date, front_frame
from hardware_mocks.camera.glyph_strip import strip
from hardware_mocks.personas.model import Persona, all_personas, persona
from reader.printed.find import flattened
from reader.printed.glyphs import STRIP
from reader.printed.number import Dates, NumberRead, implausible, read_number_b, read_one

CARDS = tuple(each for each in all_personas() if each.card and each.card.kind != "infant")


def front_of(person: Persona, code: str, expires: date) -> np.ndarray:
    assert person.card
    return card_front(
        dataclasses.replace(person, card=dataclasses.replace(person.card, security_code=code)), expires
    )


def expected(person: Persona, code: str, expires: date) -> str:
    born = era_date(person.resident.birthdate)
    return f"{born.year:02d}{born.month:02d}{born.day:02d}{expires.year}{code}"


def birthday(person: Persona, year: int) -> date:
    return person.resident.birthdate.replace(year=year)


def frames(front: np.ndarray, seed: int, shake: float = 1.0) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    return [front_frame(front, rng, shake) for _ in range(2)]


@pytest.mark.parametrize("seed", range(12))
def test_the_number_of_a_held_card_is_read(seed: int) -> None:
    person = CARDS[seed * 5 % len(CARDS)]
    code, expires = f"{np.random.default_rng(seed).integers(10000):04d}", birthday(person, 2027 + seed % 9)
    assert read_number_b(frames(front_of(person, code, expires), seed)).number_b == expected(
        person, code, expires
    )


def test_hazard_a_badly_held_card_gives_the_number_or_none_but_never_a_wrong_one() -> None:
    for seed in range(8):
        person = CARDS[seed % len(CARDS)]
        code, expires = f"{seed * 811 % 10000:04d}", birthday(person, 2030)
        bad = [
            cv2.GaussianBlur(each, (0, 0), 0.8 + 0.3 * seed)
            for each in frames(front_of(person, code, expires), seed, 1.6)
        ]
        assert read_number_b(bad).number_b in {None, expected(person, code, expires)}


def test_a_card_upside_down_is_read() -> None:
    person = persona("sato")
    front = front_of(person, "4821", birthday(person, 2033))
    turned = [cv2.rotate(each, cv2.ROTATE_180) for each in frames(front, 3)]
    assert read_number_b(turned).number_b == expected(person, "4821", birthday(person, 2033))


def test_hazard_a_card_that_does_not_expire_on_the_birthday_gives_none() -> None:
    person = persona("sato")
    wrong = person.resident.birthdate.replace(year=2033, day=13)
    assert read_number_b(frames(front_of(person, "4821", wrong), 3)) == NumberRead(
        None, "the card does not expire on the birthday"
    )


def test_hazard_two_pictures_that_disagree_give_none() -> None:
    person = persona("sato")
    fronts = [front_of(person, code, birthday(person, 2033)) for code in ("4821", "4827")]
    assert read_number_b([frames(front, 3)[0] for front in fronts]) == NumberRead(
        None, "two pictures disagree"
    )


def test_one_picture_alone_is_not_enough() -> None:
    person = persona("sato")
    front = front_of(person, "4821", birthday(person, 2033))
    assert read_number_b(frames(front, 3)[:1]).number_b is None


def test_no_card_no_number() -> None:
    empty = np.random.default_rng(1).normal(90, 9, (720, 1280, 3)).clip(0, 255).astype(np.uint8)
    assert read_number_b([empty, empty]) == NumberRead(None, "no card found")
    assert read_number_b([]) == NumberRead(None, "no picture")


def test_the_flattened_card_lies_within_half_a_millimetre() -> None:
    person = persona("sato")
    front = front_of(person, "4821", birthday(person, 2033))
    flat = flattened(frames(front, 5)[0])
    assert flat is not None
    wanted = cv2.resize(front, (flat.shape[1], flat.shape[0]))
    shift, _ = cv2.phaseCorrelate(
        *(np.float32(cv2.cvtColor(each, cv2.COLOR_BGR2GRAY)) for each in (wanted, flat))
    )
    assert np.hypot(*shift) < 6


def test_the_number_stays_out_of_the_repr() -> None:
    assert "12345678901234" not in repr(NumberRead("12345678901234", "read"))


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_dates_that_are_no_dates_or_no_birthday_are_implausible(
    year: int, month: int, day: int, expiry_month: int, expiry_day: int
) -> None:
    if implausible(Dates((year, month, day), (2033, expiry_month, expiry_day))) is None:
        assert 1 <= year <= 64
        assert 1 <= month <= 12
        assert (expiry_month, expiry_day) == (month, day) or (month, day) == (2, 29)


def test_a_single_reading_keeps_the_leading_zero_of_the_code() -> None:
    person = persona("sato")
    seen = read_one(frames(front_of(person, "0070", birthday(person, 2033)), 8)[0])
    assert isinstance(seen, str)
    assert seen.endswith("0070")


def test_the_shipped_templates_are_those_of_the_fronts_face() -> None:
    shipped = cv2.imread(str(STRIP), cv2.IMREAD_GRAYSCALE)
    assert np.array_equal(shipped, strip())
