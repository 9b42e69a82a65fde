import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.evidence.settlement import NotAnAmount, settle, share_in_yen

POINTS = st.integers(0, 1_000_000)
SHARE = st.sampled_from([0, 10, 20, 30, 100])


@pytest.mark.parametrize(
    ("points", "percent", "yen"),
    [
        (512, 30, 1540),
        (512, 20, 1020),
        (291, 30, 870),
        (1, 30, 0),
        (5, 10, 10),
        (4, 10, 0),
        (15, 10, 20),
        (0, 30, 0),
    ],
)
def test_a_share_is_rounded_to_ten_yen_with_five_going_up(points, percent, yen):
    assert share_in_yen(points, percent) == yen


@given(POINTS, SHARE)
def test_a_share_is_a_number_of_ten_yen_pieces_at_most_five_yen_from_the_exact_one(points, percent):
    yen = share_in_yen(points, percent)
    assert yen % 10 == 0
    assert -5 < yen - points * percent / 10 <= 5


@given(POINTS, SHARE, SHARE)
def test_a_larger_share_never_costs_less(points, one, other):
    small, large = sorted((one, other))
    assert share_in_yen(points, small) <= share_in_yen(points, large)


@given(POINTS, SHARE, SHARE)
def test_what_is_collected_one_way_is_paid_back_the_other(points, one, other):
    there = settle(points, one, share_in_yen(points, one), other)
    back = settle(points, other, share_in_yen(points, other), one)
    assert there.difference == -back.difference
    assert there.paid_as_declared


@given(POINTS, SHARE, SHARE, st.integers(0, 1_000_000))
def test_paid_and_difference_together_are_what_was_due(points, paid_share, due_share, paid):
    settled = settle(points, paid_share, paid, due_share)
    assert settled.paid_yen + settled.difference == share_in_yen(points, due_share)
    assert settled.paid_as_declared == (paid == share_in_yen(points, paid_share))


@pytest.mark.parametrize("amounts", [(-1, 30, 0, 20), (1, 101, 0, 20), (1, 30, -1, 20), (1, 30, 0, -1)])
def test_amounts_that_no_visit_can_have_are_refused(amounts):
    with pytest.raises(NotAnAmount):
        settle(*amounts)
