"""What nobody's insurer was found for is shared out to the yen."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.national.payer.apportion import NothingToWeighError, apportion

YEN = st.integers(0, 10**12)
WEIGHTS = st.dictionaries(st.text("0123456789", min_size=1, max_size=8), st.integers(0, 10**13), min_size=1).filter(
    lambda each: sum(each.values()) > 0
)  # fmt: skip


@given(YEN, WEIGHTS)
def test_the_shares_sum_to_the_pool_exactly(yen, weights):
    assert sum(apportion(yen, weights).values()) == yen


@given(YEN, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_the_insurers_says_nothing(yen, weights, dice: random.Random):
    shuffled = list(weights.items())
    dice.shuffle(shuffled)
    assert apportion(yen, dict(shuffled)) == apportion(yen, weights)


@given(YEN, WEIGHTS)
def test_whoever_weighs_more_never_bears_less(yen, weights):
    shares = apportion(yen, weights)
    by_weight = sorted(weights, key=lambda each: (weights[each], shares[each]))
    assert [shares[each] for each in by_weight] == sorted(shares.values())


@given(YEN, WEIGHTS)
def test_nobody_is_a_yen_away_from_their_quota(yen, weights):
    whole = sum(weights.values())
    for insurer, share in apportion(yen, weights).items():
        assert abs(share * whole - yen * weights[insurer]) < whole


def test_a_tie_goes_to_the_lower_number():
    assert apportion(100, {"06990022": 1, "01990019": 1, "06990014": 1}) == {
        "01990019": 34, "06990014": 33, "06990022": 33,
    }  # fmt: skip


def test_nothing_is_shared_out_among_nobody():
    with pytest.raises(NothingToWeighError):
        apportion(1, {"01990019": 0})


@pytest.mark.parametrize(("yen", "weights"), [(-1, {"1": 1}), (1, {"1": -1, "2": 3})])
def test_neither_pools_nor_weights_are_negative(yen, weights):
    with pytest.raises(ValueError, match="negative"):
        apportion(yen, weights)


def test_what_is_left_over_goes_to_the_largest_remainders():
    assert apportion(10, {"01990019": 5, "06990014": 3, "06990022": 3}) == {
        "01990019": 4, "06990014": 3, "06990022": 3,
    }  # fmt: skip
