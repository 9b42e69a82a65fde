"""The table of gates, on made-up measures and on real pixels."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from reader.face.found import Face, middle_of, nose_off, tilt
from reader.face.quality import GATES, Good, Hint, Measures, Unfit, first_failure, judged

FINE = Measures(size=180, roll=2, yaw=2, luma=120, sharpness=300)
FACE = Face(100, 300, 280, 120, roll=0, yaw=0)


def noisy(level: float) -> np.ndarray:
    return np.random.default_rng(1).normal(level, 25, (480, 640, 3)).clip(0, 255).astype(np.uint8)


def test_a_fine_face_fails_no_gate() -> None:
    assert first_failure(FINE) is None


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"size": 149}, Hint.COME_NEARER),
        ({"luma": 59.9}, Hint.MORE_LIGHT),
        ({"luma": 200.1}, Hint.LESS_LIGHT),
        ({"roll": -10.1}, Hint.HEAD_UPRIGHT),
        ({"yaw": 12.1}, Hint.LOOK_HERE),
        ({"yaw": -12.1}, Hint.LOOK_HERE),
        ({"sharpness": 24.9}, Hint.HOLD_STILL),
    ],
)
def test_each_gate_closes_just_beyond_its_limit_and_says_what_helps(
    change: dict[str, float], hint: Hint
) -> None:
    failure = first_failure(dataclasses.replace(FINE, **change))
    assert failure is not None
    assert failure.hint is hint


def test_every_gate_of_the_table_has_a_name_of_its_own() -> None:
    assert len({gate.name for gate in GATES}) == len(GATES)


def test_nobody_is_asked_to_step_up() -> None:
    assert judged(noisy(120), []) == Unfit("a face", Hint.STEP_UP)


def test_hazard_two_faces_are_never_compared() -> None:
    assert judged(noisy(120), [FACE, FACE]) == Unfit("one face in the foreground", Hint.ONE_PERSON)


def test_one_good_face_is_good() -> None:
    assert judged(noisy(120), [FACE]) == Good(FACE)


def test_a_dark_picture_asks_for_light() -> None:
    assert judged(noisy(30), [FACE]) == Unfit("not too dark", Hint.MORE_LIGHT)


def test_a_blurred_picture_asks_to_hold_still() -> None:
    assert judged(np.full((480, 640, 3), 120, np.uint8), [FACE]) == Unfit("sharp", Hint.HOLD_STILL)


def test_the_turn_is_measured_along_the_eyes_so_a_tilted_head_is_not_a_turned_one() -> None:
    one, other = (0.0, 0.0), (120.0, 40.0)
    assert nose_off(one, other, middle_of(one, other), (60 - 16, 20 + 48)) == pytest.approx(0)
    assert tilt(one, other) == pytest.approx(18.435, abs=0.01)
