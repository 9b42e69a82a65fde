"""Names are as concentrated as the published ones."""

from __future__ import annotations

from random import Random

import pytest

from rehearsal.measure.population.names.given_names import COHORTS, FEMALE, MALE, given_names
from rehearsal.measure.population.names.surnames import surnames
from rehearsal.measure.population.people import surname_at
from rehearsal.measure.population.places.residences import anywhere
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.spectrum import by_namesakes, concentration, spectrum

YOUNG, ELDERLY = COHORTS[3:], COHORTS[:1]


def test_two_people_share_a_surname_as_often_as_in_the_nation():
    assert concentration(surnames(), lambda each: each.kanji) == pytest.approx(0.0020, abs=0.0002)
    assert concentration(surnames(), lambda each: each.kana) == pytest.approx(0.0022, abs=0.0003)


@pytest.mark.parametrize("sex", [MALE, FEMALE])
@pytest.mark.parametrize("cohort", YOUNG)
def test_the_young_share_given_names_as_often_as_counted(sex, cohort):
    names = given_names(sex, cohort)
    assert 0.0006 <= concentration(names, lambda each: each.kanji) <= 0.0016
    assert 0.0033 <= concentration(names, lambda each: each.kana) <= 0.0045


@pytest.mark.parametrize("cohort", ELDERLY)
def test_the_head_of_the_elderly_womens_names_has_two_or_three_in_a_hundred(cohort):
    names = given_names(FEMALE, cohort)
    assert 0.02 <= max(names.weights) / sum(names.weights) <= 0.03


def test_the_tail_of_the_surnames_is_nearly_half_of_the_nation():
    ranked = sorted(surnames().weights, reverse=True)
    assert 0.4 <= sum(ranked[320:]) / sum(ranked) <= 0.6


def test_where_surnames_are_local_neighbours_share_them_more_often():
    rng = Random(4)
    home = anywhere(rng)
    local = [surname_at(home, Rates(local_concentration=0.5), rng) for _ in range(400)]
    spread = [surname_at(home, Rates(local_concentration=0.0), rng) for _ in range(400)]
    assert len(set(local)) < len(set(spread)) - 80


def test_namesakes_are_drawn_by_the_square_of_a_names_share():
    shares = spectrum([("many", 3.0), ("few", 1.0)])
    by_pairs = by_namesakes(shares, lambda each: each)
    assert dict(zip(by_pairs.items, by_pairs.weights, strict=True)) == {"many": 9 / 16, "few": 1 / 16}


def test_drawing_follows_the_weights():
    rng = Random(8)
    drawn = [spectrum([("a", 1), ("b", 3)]).draw(rng) for _ in range(4000)]
    assert drawn.count("b") / 4000 == pytest.approx(0.75, abs=0.03)
