"""A month in stretches: every day as the last that is known of it."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from desk_world import SATO, qualification
from hypothesis import given
from hypothesis import strategies as st

from kiosk.claims.model import Current, Numbers, Past, Period, Relation
from kiosk.desk.claims.periods import Month, in_force, periods_of
from kiosk.qualification.model import ElderlyCertificate

NOVEMBER = Month(date(2026, 11, 1))
DAY = st.integers(1, 30).map(lambda day: date(2026, 11, day))
OTHERWISE = Period(NOVEMBER.first, NOVEMBER.last, Past(Numbers("06990014", "1", "2")))


def current(first, last, number):
    return Period(first, last, Current(Numbers("01990019", "1", str(number))))


SOME = st.lists(
    st.builds(lambda one, other, number: current(min(one, other), max(one, other), number), DAY, DAY, st.integers(1, 3)),
    max_size=4,
)  # fmt: skip


@given(SOME, st.none() | st.just(OTHERWISE))
def test_each_day_stands_as_the_last_confirmation_says_else_as_otherwise(confirmed, otherwise):
    found = periods_of(NOVEMBER, confirmed, otherwise)
    for day in NOVEMBER.days:
        covering = [each for each in confirmed if each.first <= day <= each.last]
        expected = covering[-1] if covering else otherwise
        held = [each for each in found if each.first <= day <= each.last]
        assert [each.standing for each in held] == ([expected.standing] if expected else [])


@given(SOME)
def test_neighbours_that_say_the_same_are_one_stretch(confirmed):
    found = periods_of(NOVEMBER, confirmed, OTHERWISE)
    assert all(one.last < other.first for one, other in pairwise(found))
    assert all(one.standing != other.standing for one, other in pairwise(found))


SHOWN = replace(qualification(SATO), qualified_on=date(2020, 4, 1))


@pytest.mark.parametrize(
    ("changed", "stands"),
    [
        ({}, (1, 30)),
        ({"qualified_on": date(2026, 11, 16)}, (16, 30)),
        ({"disqualified_on": date(2026, 11, 16)}, (1, 15)),
        ({"valid_from": date(2026, 11, 3), "valid_to": date(2026, 11, 9)}, (3, 9)),
        ({"disqualified_on": date(2026, 11, 1)}, None),
        ({"qualified_on": date(2026, 12, 1)}, None),
    ],
)
def test_the_day_of_loss_is_the_first_day_without(changed, stands):
    found = in_force(replace(SHOWN, **changed), NOVEMBER)
    assert (found and (found.first.day, found.last.day)) == stands


def test_share_and_relation_come_along():
    shown = replace(SHOWN, share_percent=10, elderly=ElderlyCertificate(20), personal_family="2")
    found = in_force(shown, NOVEMBER)
    assert (found.share_percent, found.relation) == (20, Relation.FAMILY)
    assert in_force(replace(SHOWN, personal_family=""), NOVEMBER).relation is None
