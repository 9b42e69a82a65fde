"""What the rates promise is what comes out."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from math import sqrt
from random import Random

import pytest

from rehearsal.measure.population.households import household
from rehearsal.measure.population.national import UNSHOWABLE
from rehearsal.measure.population.pairs import true_pairs
from rehearsal.measure.population.rates import Rates, at_noise
from rehearsal.measure.population.visits import two_visits

COUNT = 12_000
OF_EVERYBODY = (
    "address_absent", "address_old_clinic", "birthdate_slip", "sex_slip", "house_number_slip",
)  # fmt: skip
"""Errors that can befall every record."""


def _within(share: float, rate: float, count: int) -> bool:
    """Inside four standard deviations: a fixed seed, so that it holds for good."""
    return abs(share - rate) <= 4 * sqrt(rate * (1 - rate) / count)


@pytest.fixture(scope="module")
def marks():
    return Counter(mark for pair in true_pairs(3, "x1", COUNT, Rates()) for mark in pair.marks)


@pytest.mark.parametrize("name", OF_EVERYBODY)
def test_an_error_happens_as_often_as_its_rate_says(marks, name):
    assert _within(marks[name] / COUNT, getattr(Rates(), name), COUNT)


def test_a_black_dot_stands_in_about_four_of_a_hundred_displayed_names():
    shown = [pair.displayed.name for pair in true_pairs(4, "x1", COUNT, Rates())]
    assert _within(sum(UNSHOWABLE in each for each in shown) / COUNT, Rates().unshowable, COUNT)


def test_an_absent_address_is_absent_and_takes_the_postcode_with_it():
    for pair in true_pairs(4, "x1", 500, Rates()):
        absent = "address_absent" in pair.marks
        assert (pair.displayed.address is None) == absent
        assert not (absent and pair.displayed.postcode)


def test_more_noise_multiplies_errors_and_leaves_the_population_alone():
    grown = at_noise(Rates(), 4)
    assert grown.birthdate_slip == pytest.approx(4 * Rates().birthdate_slip)
    assert grown.small_kana_large == 1.0
    assert (grown.address_absent, grown.twin_births) == (Rates().address_absent, Rates().twin_births)


def test_without_any_error_both_sides_name_the_same_reading_and_day():
    silent = {each.name: 0.0 for each in fields(Rates)} | {"twin_births": 0.01}
    for pair in true_pairs(2, "silent", 300, Rates(**silent)):
        assert pair.marks == ()
        assert "".join(pair.displayed.kana.split()) == "".join(pair.held.kana.split())


def test_every_rate_says_where_it_comes_from():
    assert all(each.metadata["mark"] in {"S", "M", "A"} and each.metadata["says"] for each in fields(Rates))


@pytest.fixture(scope="module")
def households():
    rng = Random(6)
    return [household(Rates(twin_births=0.1), rng) for _ in range(6000)]


def test_households_have_one_to_five_people_at_one_address(households):
    assert {len(each) for each in households} == {1, 2, 3, 4, 5}
    assert all(len({person.home for person in each}) == 1 for each in households)


def test_two_of_three_twins_are_of_one_sex(households):
    pairs = []
    for each in households:
        days = Counter(person.birthdate for person in each)
        pairs += [[p.sex for p in each if p.birthdate == day] for day, count in days.items() if count == 2]
    alike = sum(one == other for one, other in pairs)
    assert len(pairs) > 200
    assert _within(alike / len(pairs), 2 / 3, len(pairs))


def test_nobody_shares_a_name_within_a_household(households):
    assert all(len({str(person.name) for person in each}) == len(each) for each in households)


def test_foreign_residents_are_as_many_as_assumed():
    pairs = list(true_pairs(9, "x1", COUNT, Rates(kana_absent=0.0, kana_absent_foreign=1.0)))
    share = sum(pair.displayed.kana is None for pair in pairs) / COUNT
    assert share == pytest.approx(Rates().foreign_residents, abs=0.008)


def test_a_display_changes_between_visits_as_often_as_assumed():
    visits = list(two_visits(3, "x1", 6000, Rates()))
    changed = Counter(each.changed for each in visits)
    assert _within(changed["insurer"] / 6000, Rates().insurer_changed, 6000)
    assert _within(changed["display"] / 6000, Rates().display_changed, 6000)
    assert all(each.first == each.again for each in visits if each.changed == "nothing")
    anew = [each for each in visits if each.changed != "nothing"]
    assert sum(each.first != each.again for each in anew) > 0.9 * len(anew)


def test_of_a_thousand_charts_seven_are_of_a_child_without_a_name_and_thirty_of_a_foreigner():
    groups = Counter(pair.group for pair in true_pairs(3, "x1", COUNT, Rates()))
    assert groups["newborn"] / COUNT == pytest.approx(0.007, abs=0.003)
    assert groups["foreign"] / COUNT == pytest.approx(0.03, abs=0.008)


def test_what_a_table_leaves_beside_the_name_is_marked():
    pairs = [pair for pair in true_pairs(3, "x1", 3000, Rates()) if "warning_held" in pair.marks]
    assert pairs
    assert all(
        any(each in pair.held.name for each in ("注意", "死亡", "確認", "同姓", "停止")) for pair in pairs
    )
