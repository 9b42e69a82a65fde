"""The verdict from distances: two of three spaced looks, and no setting reaches the range where strangers match."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.face.decision import (
    APART,
    GREY_UNTIL,
    HIGHEST_LIMIT,
    LIVENESS,
    FaceDiffers,
    FaceMatched,
    FaceUnsure,
    Look,
    Threshold,
    decided,
    spaced,
)
from reader.face.quality import Hint

distances = st.floats(min_value=0, max_value=0.5) | st.floats(min_value=0, max_value=1.4)
"""Half of them near enough to matter, so that matches are not left to chance."""
moments = st.floats(min_value=0, max_value=60)


def looks(*values: float) -> list[Look]:
    return [Look(index * 0.5, value) for index, value in enumerate(values)]


def test_two_near_looks_of_three_match_whatever_the_third_says() -> None:
    assert decided(looks(0.9, 0.31, 0.40), [], Threshold()) == FaceMatched(0.40)


def test_one_near_look_of_three_is_not_enough() -> None:
    assert isinstance(decided(looks(0.1, 0.50, 0.52), [], Threshold()), FaceUnsure)


def test_between_the_limit_and_055_the_patient_is_guided() -> None:
    assert decided(looks(0.45, 0.46), [], Threshold()) == FaceUnsure(Hint.UNCOVER, 0.46)


def test_beyond_055_it_is_somebody_else() -> None:
    assert decided(looks(0.62, 0.58, 0.7), [], Threshold()) == FaceDiffers(0.62)


def test_hazard_frames_of_one_instant_count_as_one_look() -> None:
    burst = [Look(0.01 * index, 0.1) for index in range(10)]
    assert isinstance(decided(burst, [], Threshold()), FaceUnsure)


def test_hazard_many_frames_do_not_give_many_tries() -> None:
    assert isinstance(decided(looks(0.7, 0.7, 0.7, 0.2, 0.2, 0.2), [], Threshold()), FaceDiffers)


def test_without_a_good_frame_the_most_frequent_hint_is_given() -> None:
    hints = [Hint.MORE_LIGHT, Hint.COME_NEARER, Hint.COME_NEARER]
    assert decided([], hints, Threshold()) == FaceUnsure(Hint.COME_NEARER)


def test_every_record_of_a_verdict_says_that_liveness_is_not_built() -> None:
    assert FaceMatched(0.2).liveness == FaceDiffers(0.8).liveness == LIVENESS == "not_built"


@pytest.mark.parametrize("limit", [0.46, 0.6, 1.0, 0.0, -0.1, float("nan"), float("inf")])
def test_hazard_the_customary_threshold_of_06_is_unreachable(limit: float) -> None:
    with pytest.raises(ValueError, match=str(HIGHEST_LIMIT)):
        Threshold(limit)


@given(
    st.lists(st.tuples(moments, distances), max_size=12), st.floats(min_value=0.01, max_value=HIGHEST_LIMIT)
)
def test_a_match_always_rests_on_two_spaced_looks_within_the_limit(
    pairs: list[tuple[float, float]], limit: float
) -> None:
    given_looks = [Look(*pair) for pair in pairs]
    verdict = decided(given_looks, [], Threshold(limit))
    near = sorted(look.taken for look in given_looks if look.distance <= limit)
    two_looks = len(near) > 1 and near[-1] - near[0] >= APART
    assert two_looks or not isinstance(verdict, FaceMatched)


@given(st.lists(distances, min_size=2, max_size=3), st.floats(min_value=0, max_value=0.5))
def test_a_face_that_comes_nearer_never_loses_a_match(values: list[float], closer: float) -> None:
    nearer = [max(0.0, value - closer) for value in values]
    matched, still = (
        isinstance(decided(looks(*each), [], Threshold()), FaceMatched) for each in (values, nearer)
    )
    assert still >= matched


@given(st.lists(distances, min_size=2, max_size=3))
def test_verdicts_meet_at_the_grey_zones_edges(values: list[float]) -> None:
    second = sorted(values)[1]
    kind = type(decided(looks(*values), [], Threshold()))
    assert kind is (FaceMatched if second <= 0.40 else FaceUnsure if second <= GREY_UNTIL else FaceDiffers)


@given(st.lists(moments, max_size=20))
def test_spaced_moments_are_at_most_three_and_apart(times: list[float]) -> None:
    chosen = spaced(times)
    assert len(chosen) <= 3
    assert all(later - earlier >= APART for earlier, later in itertools.pairwise(chosen))
