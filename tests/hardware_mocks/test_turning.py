"""Somebody who turns before the camera: as asked, after a moment, as far as their neck goes, and as a head and no picture."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.camera.clips import SteppingPace
from hardware_mocks.camera.turning import DELAY, FARTHEST_TURN, SPEED, ActCamera, Neck, Turning
from hardware_mocks.heads.photographs import stored
from reader.face.matchers.sface import YuNet
from tests.face_weights import needs_weights

STEP = 1 / 12


@given(st.lists(st.floats(-90, 90), min_size=2, max_size=40), st.floats(5, FARTHEST_TURN))
def test_a_neck_turns_no_faster_and_no_farther_than_it_can(asked: list[float], most: float) -> None:
    neck = Neck(most)
    held = [neck(number * STEP, yaw) for number, yaw in enumerate(asked)]
    assert all(abs(each) <= most for each in held)
    assert all(abs(one - other) <= SPEED * STEP + 1e-9 for one, other in itertools.pairwise(held))


def test_a_neck_hears_late_and_then_arrives() -> None:
    neck = Neck()
    moments = [number * STEP for number in range(24)]
    held = [neck(moment, 25.0) for moment in moments]
    assert all(yaw == 0 for moment, yaw in zip(moments, held, strict=True) if moment < DELAY)
    assert held[-1] == 25


def yaws(head: Turning, asked: float) -> float:
    """What YuNet's points say of the turn, after two seconds of being asked."""
    for number in range(24):
        image = head(number * STEP, asked)
    (face,) = YuNet().faces(image)
    return face.yaw


@needs_weights
@pytest.mark.parametrize("head_id", ["sato", "elderly", "child"])
def test_a_head_that_turns_is_seen_to_turn_to_the_side_that_was_asked(head_id: str) -> None:
    left, right = (yaws(Turning(stored()[head_id]), yaw) for yaw in (25.0, -25.0))
    assert left > 14
    assert right < -14


@needs_weights
def test_a_stiff_neck_stops_at_ten_degrees() -> None:
    assert abs(yaws(Turning(stored()["sato"], most=10), 25.0)) < 14


def test_who_stands_and_waits_is_never_seen_twice_to_the_bit_and_blinks() -> None:
    frames = list(itertools.islice(ActCamera(Turning(stored()["sato"]), SteppingPace()).frames(), 50))
    assert len({each.image.tobytes() for each in frames}) == 50
    eyes = np.array([each.image[205:230, 270:370].mean() for each in frames])
    assert eyes.max() - np.median(eyes) > 4


def test_without_a_sensors_noise_the_same_moment_is_the_same_picture() -> None:
    one, other = (Turning(stored()["sato"], grain=0)(1.0, 0.0) for _ in range(2))
    assert np.array_equal(one, other)
