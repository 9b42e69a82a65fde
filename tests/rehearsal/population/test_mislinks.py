"""Each channel confuses two people in the way that its cause does."""

from __future__ import annotations

from random import Random

import pytest

from rehearsal.measure.population.mislinks import CHANNELS, SAME_FAMILY_BEFORE
from rehearsal.measure.population.neighbours import rows
from rehearsal.measure.population.people import reading_of
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.spectrum import concentration, spectrum

BY_ID = {each.id: each for each in CHANNELS}


def _two(channel: str, count: int = 150, seed: int = 1):
    rng = Random(seed)
    clerk = rows(Rates(), rng)
    return [BY_ID[channel].draw(Rates(), rng, clerk) for _ in range(count)]


@pytest.mark.parametrize("channel", ["twin3_other_kanji", "same_kanji_other_address", "several_hits"])
def test_namesakes_of_the_register_share_kana_sex_and_birth_date_and_live_apart(channel):
    for patient, stranger in _two(channel):
        assert reading_of(patient.name) == reading_of(stranger.name)
        assert (patient.sex, patient.birthdate) == (stranger.sex, stranger.birthdate)
        assert patient.home != stranger.home


def test_a_search_relaxed_on_the_day_finds_another_day_of_the_same_month():
    for patient, stranger in _two("relaxed_day"):
        assert patient.birthdate != stranger.birthdate
        assert patient.birthdate.replace(day=1) == stranger.birthdate.replace(day=1)


def test_a_search_relaxed_on_the_given_name_keeps_the_surname():
    for patient, stranger in _two("relaxed_given_name"):
        assert patient.name.surname.kana == stranger.name.surname.kana
        assert patient.name.given.kana != stranger.name.given.kana


def test_a_former_surname_leads_to_somebody_with_another_surname_and_the_same_rest():
    for patient, stranger in _two("former_name"):
        assert patient.name.surname.kana != stranger.name.surname.kana
        assert patient.name.given.kana == stranger.name.given.kana
        assert patient.birthdate == stranger.birthdate


def test_family_members_live_together_and_are_two():
    for patient, stranger in _two("family_member"):
        assert patient.home == stranger.home
        assert reading_of(patient.name) != reading_of(stranger.name)


def test_twins_of_one_sex_differ_in_the_given_name_alone():
    for patient, stranger in _two("same_sex_twins"):
        assert (patient.home, patient.birthdate, patient.sex) == (
            stranger.home,
            stranger.birthdate,
            stranger.sex,
        )
        assert patient.name.surname.kana == stranger.name.surname.kana
        assert patient.name.given.kana != stranger.name.given.kana


def test_bracketed_twins_have_one_former_surname_and_two_given_names():
    for patient, stranger in _two("bracketed_twins"):
        assert patient.former == stranger.former is not None
        assert patient.name.given.kana != stranger.name.given.kana


def test_of_foreign_twins_some_have_the_others_whole_name_and_a_word_more():
    twins = _two("foreign_twins")
    assert all(one.name.words != other.name.words and one.home == other.home for one, other in twins)
    longer = [two for two in twins if two[1].name.words[: len(two[0].name.words)] == two[0].name.words]
    assert len(longer) > len(twins) / 10


def test_neighbouring_rows_are_next_in_the_order_of_kana():
    clerk = rows(Rates(), Random(2))
    order = [reading_of(each.name) for each in clerk.people]
    assert order == sorted(order)
    one, other = clerk.neighbours(Random(3))
    assert abs(clerk.people.index(one) - clerk.people.index(other)) == 1


def test_charts_of_namesakes_in_one_clinic_differ_in_the_birth_date():
    for patient, stranger in _two("wrong_chart"):
        assert reading_of(patient.name) == reading_of(stranger.name)
        assert patient.birthdate != stranger.birthdate
        assert patient.home.town.at == stranger.home.town.at


def test_the_previous_visitor_is_sometimes_of_the_family():
    together = sum(patient.home == stranger.home for patient, stranger in _two("session_carry_over", 600))
    assert together / 600 == pytest.approx(SAME_FAMILY_BEFORE, abs=0.06)


@pytest.mark.parametrize(
    "channel", ["number_mistyped", "duplicate_key", "basic_four_skipped", "crossed_answers"]
)
def test_anybody_else_is_somebody_else(channel):
    assert all(reading_of(one.name) != reading_of(other.name) for one, other in _two(channel, 60))


def test_namesakes_bear_the_names_that_many_bear():
    """In proportion to the expected number of twins: commoner than people at large."""
    of_twins = spectrum((patient.name.surname.kana, 1.0) for patient, _ in _two("several_hits", 1500))
    of_all = spectrum((patient.name.surname.kana, 1.0) for patient, _ in _two("former_name", 1500))
    assert concentration(of_twins, str) > 3 * concentration(of_all, str)


def test_the_channels_shares_make_one_whole():
    assert sum(each.share for each in CHANNELS) == pytest.approx(1.0)
