"""The verdict from scores: spaced looks, two rules, and no setting reaches the range where strangers match."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.face.decision import (
    HIGHEST_LIMIT,
    LOOKS,
    Stand,
    Threshold,
    enough,
    most_frequent,
    one_judgement,
    spaced,
    stand,
    two_judgements,
)
from reader.face.matchers import resnet, sface
from reader.face.quality import Hint

OLDER, TWO = one_judgement(resnet.POINT), two_judgements(sface.POINT)
distances = st.floats(min_value=0, max_value=0.5) | st.floats(min_value=0, max_value=1.4)
"""Half of them near enough to matter, so that matches are not left to chance."""
likenesses = st.floats(min_value=0.4, max_value=0.6) | st.floats(min_value=-1, max_value=1)
moments = st.floats(min_value=0, max_value=60)


@pytest.mark.parametrize(
    ("scores", "came"),
    [
        ((0.9, 0.31, 0.40), Stand.ALIKE),
        ((0.1, 0.50, 0.52), Stand.GREY),
        ((0.45, 0.46), Stand.GREY),
        ((0.62, 0.58, 0.7), Stand.UNLIKE),
        ((0.1,), Stand.FEW),
    ],
)
def test_the_older_rule_hears_the_second_best_of_three(scores: tuple[float, ...], came: Stand) -> None:
    assert stand(scores, OLDER) is came


@pytest.mark.parametrize(
    ("scores", "came"),
    [
        ((0.50, 0.93), Stand.ALIKE),
        ((0.49, 0.93), Stand.GREY),
        ((0.49, 0.93, 0.5), Stand.ALIKE),
        ((0.49, 0.93, 0.49), Stand.GREY),
        ((0.93, 0.93, 0.44), Stand.UNLIKE),
        ((0.93, 0.44), Stand.UNLIKE),
        ((0.44, 0.43), Stand.UNLIKE),
        ((0.93,), Stand.FEW),
        ((), Stand.FEW),
    ],
)
def test_two_judgements_want_two_looks_and_no_stranger_among_them(
    scores: tuple[float, ...], came: Stand
) -> None:
    assert stand(scores, TWO) is came


def test_a_third_look_is_taken_for_one_in_the_grey_zone_only() -> None:
    assert [enough(scores, TWO) for scores in ((0.9,), (0.9, 0.9), (0.9, 0.47), (0.9, 0.1))] == [
        False,
        True,
        False,
        True,
    ]


def test_without_a_good_frame_the_most_frequent_hint_is_given() -> None:
    assert most_frequent([Hint.MORE_LIGHT, Hint.COME_NEARER, Hint.COME_NEARER]) is Hint.COME_NEARER
    assert most_frequent([]) is None


@pytest.mark.parametrize("limit", [0.46, 0.6, 1.0, 0.0, -0.1, float("nan"), float("inf")])
def test_hazard_the_customary_threshold_of_06_is_unreachable(limit: float) -> None:
    with pytest.raises(ValueError, match=str(HIGHEST_LIMIT)):
        Threshold(limit)
    if limit > HIGHEST_LIMIT:
        with pytest.raises(ValueError, match="not allowed"):
            replace(resnet.POINT, accept=limit)


@pytest.mark.parametrize("accept", [0.449, 0.36, 0.0])
def test_hazard_sface_is_never_heard_below_the_limit_at_which_strangers_begin(accept: float) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        replace(sface.POINT, accept=accept)


@given(st.lists(distances, min_size=2, max_size=3), st.floats(min_value=0, max_value=0.5))
def test_a_face_that_comes_nearer_never_loses_a_match(values: list[float], closer: float) -> None:
    nearer = [max(0.0, value - closer) for value in values]
    assert (stand(nearer, OLDER) is Stand.ALIKE) >= (stand(values, OLDER) is Stand.ALIKE)


@given(st.lists(likenesses, min_size=2, max_size=3), st.floats(min_value=0, max_value=0.5))
def test_a_face_that_grows_more_alike_never_loses_a_match(values: list[float], more: float) -> None:
    assert (stand([each + more for each in values], TWO) is Stand.ALIKE) >= (
        stand(values, TWO) is Stand.ALIKE
    )


@given(st.lists(likenesses, max_size=LOOKS))
def test_two_judgements_match_only_with_two_accepted_looks_and_none_below_the_grey_zone(
    values: list[float],
) -> None:
    if stand(values, TWO) is Stand.ALIKE:
        assert sum(each >= 0.50 for each in values) >= 2
        assert min(values) >= 0.45


@pytest.mark.parametrize("rule", [OLDER, TWO], ids=lambda rule: rule.name)
@given(times=st.lists(moments, max_size=20))
def test_looks_are_at_most_three_and_apart_so_that_a_burst_is_one_look(rule, times: list[float]) -> None:
    chosen = spaced(times, rule)
    assert len(chosen) <= LOOKS
    assert all(later - earlier >= rule.apart for earlier, later in itertools.pairwise(chosen))


def test_the_looks_that_come_first_count_not_the_luckiest() -> None:
    assert spaced([0.0, 0.4, 1.1, 2.0, 2.2, 9.0], TWO) == (0.0, 1.1, 2.2)
