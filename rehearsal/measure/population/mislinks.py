"""One channel per cause by which somebody else's record was linked, as the reports of 2023 and 2024 name them.

Sources: Digital Agency, マイナンバー情報総点検 final report (December 2023) and the Personal Information Protection
Commission's findings on wrong links (2023, 2024); "not in the reports" where a clinic can make the mistake itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from rehearsal.measure.population.households import any_sex, household
from rehearsal.measure.population.names.foreign_names import ForeignName, family_words, foreign_name
from rehearsal.measure.population.names.given_names import cohort_of, given_names, shared_readings
from rehearsal.measure.population.names.surnames import shared_readings as shared_surname_readings
from rehearsal.measure.population.names.surnames import surnames
from rehearsal.measure.population.namesakes import (
    Names,
    Two,
    other_kanji,
    same_kanji,
    same_reading,
    shared_birth,
    some_spelling,
    somebody,
    twins_of_the_register,
)
from rehearsal.measure.population.neighbours import Rows
from rehearsal.measure.population.people import Individual, born_by_age, in_register, insurance, surname_at
from rehearsal.measure.population.places.residences import anywhere, in_municipality
from rehearsal.measure.population.rates import Rates

PREFIX_SEARCH = 0.5
"""Of searches relaxed on the given name, those that kept its beginning; assumed."""
SAME_FAMILY_BEFORE = 0.15
"""Previous visitors of a desk who are of the same household, assumed."""
MORE_WORDS = 0.5
"""Foreign twins of whom one has the other's whole name and a word more, assumed."""
SAME_CLINIC = 0.3
"""Answers crossed under load that belong to a visitor of the same clinic, assumed."""


@dataclass(frozen=True, slots=True)
class Channel:
    """`draw` gives the clinic's patient and the stranger whose record is displayed; `share` its part of a mixed figure (assumed)."""

    id: str
    cause: str
    share: float
    draw: Callable[[Rates, Random, Rows], Two]


def _other_kanji(_rates: Rates, rng: Random, _rows: Rows) -> Two:
    return twins_of_the_register(other_kanji, rng)


def _same_kanji(_rates: Rates, rng: Random, _rows: Rows) -> Two:
    return twins_of_the_register(same_kanji, rng)


def _several_hits(_rates: Rates, rng: Random, _rows: Rows) -> Two:
    return twins_of_the_register(same_reading, rng)


def _relaxed_day(_rates: Rates, rng: Random, _rows: Rows) -> Two:
    patient, stranger = twins_of_the_register(same_reading, rng)
    born = patient.birthdate
    day = rng.choice([each for each in range(1, 29) if each != born.day])
    return patient, replace(stranger, birthdate=born.replace(day=day))


def _relaxed_given(_rates: Rates, rng: Random, _rows: Rows) -> Two:
    return twins_of_the_register(_same_surname, rng)


def _same_surname(sex: str, born: date, rng: Random) -> Names:
    """One reading of the surname, two given names; half of them begin alike."""
    surname, given = shared_surname_readings().draw(rng), given_names(sex, cohort_of(born.year))
    shared = 2 if rng.random() < PREFIX_SEARCH else 0
    while True:
        mine, yours = given.draw(rng), given.draw(rng)
        if yours.kana != mine.kana and yours.kana[:shared] == mine.kana[:shared]:
            break
    one, other = (some_spelling(surname, each.kana, sex, born, rng) for each in (mine, yours))
    return (one[0], mine), (other[0], yours)


def _family(rates: Rates, rng: Random, _rows: Rows) -> Two:
    while True:
        people = household(rates, rng)
        if len(people) > 1:
            patient, stranger = rng.sample(people, 2)
            return patient, stranger


def _anybody(rates: Rates, rng: Random) -> Individual:
    return rng.choice(household(rates, rng))


def _mistyped(rates: Rates, rng: Random, _rows: Rows) -> Two:
    return _anybody(rates, rng), _anybody(rates, rng)


def _neighbour_row(_rates: Rates, rng: Random, rows: Rows) -> Two:
    return rows.neighbours(rng)


def _same_municipality(rates: Rates, rng: Random, _rows: Rows) -> Two:
    patient = _anybody(rates, rng)
    return patient, rng.choice(household(rates, rng, in_municipality(patient.home.town, rng)))


def _unchecked(rates: Rates, rng: Random, rows: Rows) -> Two:
    return _mistyped(rates, rng, rows) if rng.random() < 0.5 else _same_municipality(rates, rng, rows)


def _former_name(_rates: Rates, rng: Random, _rows: Rows) -> Two:
    """Searched by the former surname: somebody who bears it and shares given name, sex and birth date."""
    sex, born = shared_birth(rng)
    now = surnames().draw(rng)
    former = shared_surname_readings().draw(rng)
    given = shared_readings(sex, cohort_of(born.year)).draw(rng)
    while now.kana == former:
        now = surnames().draw(rng)
    mine, theirs = (some_spelling(former, given, sex, born, rng) for _ in range(2))
    patient = somebody((now, mine[1]), sex, born, anywhere(rng), rng)
    return patient, somebody(theirs, sex, born, anywhere(rng), rng)


def _session(rates: Rates, rng: Random, rows: Rows) -> Two:
    return (
        _family(rates, rng, rows)
        if rng.random() < SAME_FAMILY_BEFORE
        else _same_municipality(rates, rng, rows)
    )


def _crossed(rates: Rates, rng: Random, rows: Rows) -> Two:
    return _same_municipality(rates, rng, rows) if rng.random() < SAME_CLINIC else _mistyped(rates, rng, rows)


def _same_sex_twins(rates: Rates, rng: Random, _rows: Rows) -> Two:
    home, sex, born = anywhere(rng), any_sex(rng), born_by_age(rng, 0, 90)
    surname, given = in_register(surname_at(home, rates, rng), rng), given_names(sex, cohort_of(born.year))
    mine = yours = given.draw(rng)
    while yours.kana == mine.kana:
        yours = given.draw(rng)
    return somebody((surname, mine), sex, born, home, rng), somebody((surname, yours), sex, born, home, rng)


def _bracketed_twins(rates: Rates, rng: Random, rows: Rows) -> Two:
    """Twin sisters whose records both show the surname of their childhood."""
    former = surnames().draw(rng)
    one, other = _same_sex_twins(rates, rng, rows)
    return replace(one, former=former), replace(other, former=former)


def _foreign_twins(_rates: Rates, rng: Random, _rows: Rows) -> Two:
    """Brothers of which one has a name more than the other, or another one."""
    home, sex, born = anywhere(rng), any_sex(rng), born_by_age(rng, 0, 90)
    kind, family, origin = family_words(rng)
    mine = yours = foreign_name(kind, family, origin, sex, born.year, rng)
    while yours.words == mine.words:
        yours = foreign_name(kind, family, origin, sex, born.year, rng)
        if kind == "latin" and rng.random() < MORE_WORDS and yours.words[-1] not in mine.words:
            words, readings = (*mine.words, yours.words[-1]), (*mine.kana, yours.kana[-1])
            yours = ForeignName(kind, words, readings, yours.alias)
    number = insurance(rng)
    return Individual(mine, sex, born, home, *number), Individual(yours, sex, born, home, *number)


def _wrong_chart(_rates: Rates, rng: Random, _rows: Rows) -> Two:
    """Two patients of one clinic who share the reading of their names; their ages are apart as they may be."""
    patient, stranger = twins_of_the_register(same_reading, rng)
    cohort = cohort_of(patient.birthdate.year)
    born = patient.birthdate
    while born == patient.birthdate or cohort_of(born.year) != cohort:
        born = born_by_age(rng, 0, 99)
    return patient, replace(stranger, birthdate=born, home=in_municipality(patient.home.town, rng))


CHANNELS = (
    Channel(
        "twin3_other_kanji",
        "search by kana, sex and birth date; namesake with other kanji",
        0.20,
        _other_kanji,
    ),
    Channel("same_kanji_other_address", "search without address; namesake in kanji too", 0.10, _same_kanji),
    Channel("several_hits", "several hits, the first taken unchecked", 0.05, _several_hits),
    Channel("relaxed_day", "search relaxed on the day of birth, one hit taken as right", 0.05, _relaxed_day),
    Channel(
        "relaxed_given_name", "search relaxed on the given name, one hit taken as right", 0.05, _relaxed_given
    ),
    Channel("family_member", "a family member's number written or taken", 0.15, _family),
    Channel("number_mistyped", "number mistyped", 0.10, _mistyped),
    Channel("neighbour_row", "rows shifted in copying", 0.10, _neighbour_row),
    Channel("duplicate_key", "certificate number used twice, stale record kept", 0.05, _same_municipality),
    Channel("basic_four_skipped", "check of the basic four items skipped", 0.03, _unchecked),
    Channel("former_name", "search by the former surname, address not checked", 0.04, _former_name),
    Channel("session_carry_over", "previous visitor of the same desk still logged in", 0.025, _session),
    Channel("crossed_answers", "answers crossed under load", 0.025, _crossed),
    Channel("same_sex_twins", "twins of one sex (not in the reports)", 0.02, _same_sex_twins),
    Channel("bracketed_twins", "twins with one former surname (not in the reports)", 0.0, _bracketed_twins),
    Channel("foreign_twins", "foreign twins, one name longer (not in the reports)", 0.0, _foreign_twins),
    Channel("wrong_chart", "chart of a namesake opened (not in the reports)", 0.01, _wrong_chart),
)
