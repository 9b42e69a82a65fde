"""People who share a name, drawn in proportion to the expected number of such pairs: not uniformly, for few names carry most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from random import Random

from rehearsal.measure.population.names.given_names import (
    FEMALE,
    MALE,
    Given,
    cohort_of,
    givens_by_kana,
    reading_concentration,
    shared_givens,
    shared_readings,
)
from rehearsal.measure.population.names.surnames import Surname, shared_surnames, surnames_by_kana
from rehearsal.measure.population.names.surnames import shared_readings as shared_surname_readings
from rehearsal.measure.population.people import (
    Individual,
    JapaneseName,
    births_by_year,
    called,
    in_register,
    insurance,
)
from rehearsal.measure.population.places.residences import Residence, anywhere
from rehearsal.measure.population.spectrum import Spectrum, spectrum

Names = tuple[tuple[Surname, Given], tuple[Surname, Given]]
Two = tuple[Individual, Individual]
"""The clinic's patient and the stranger whose record was linked."""


@lru_cache(maxsize=1)
def _births() -> Spectrum[tuple[str, int]]:
    """(sex, year) by the pairs that share the day and a reading: people squared times how crowded the names are."""
    years = births_by_year()
    return spectrum(
        ((sex, year), people * people * reading_concentration(sex, cohort_of(year)))
        for sex in (MALE, FEMALE)
        for year, people in zip(years.items, years.weights, strict=True)
    )


def shared_birth(rng: Random) -> tuple[str, date]:
    """Sex and birth date of two who share them."""
    sex, year = _births().draw(rng)
    return sex, date.fromordinal(date(year, 1, 1).toordinal() + int(rng.random() * 365))


def some_spelling(
    surname_kana: str, given_kana: str, sex: str, born: date, rng: Random
) -> tuple[Surname, Given]:
    """A name of that reading, in one of its spellings."""
    group = givens_by_kana(sex, cohort_of(born.year))[given_kana]
    return surnames_by_kana()[surname_kana].draw(rng), group.draw(rng)


def same_reading(sex: str, born: date, rng: Random) -> Names:
    """Two of one reading, in spellings that fall as they may."""
    surname = shared_surname_readings().draw(rng)
    given = shared_readings(sex, cohort_of(born.year)).draw(rng)
    one, other = (some_spelling(surname, given, sex, born, rng) for _ in range(2))
    return one, other


def other_kanji(sex: str, born: date, rng: Random) -> Names:
    """Two of one reading that are written differently."""
    while True:
        one, other = same_reading(sex, born, rng)
        if one != other:
            return one, other


def same_kanji(sex: str, born: date, rng: Random) -> Names:
    """Two of one reading and one spelling."""
    name = shared_surnames().draw(rng), shared_givens(sex, cohort_of(born.year)).draw(rng)
    return name, name


def somebody(name: tuple[Surname, Given], sex: str, born: date, home: Residence, rng: Random) -> Individual:
    """A person of that name."""
    full: JapaneseName = called(in_register(name[0], rng), name[1], rng)
    return Individual(full, sex, born, home, *insurance(rng))


def twins_of_the_register(names: Callable[[str, date, Random], Names], rng: Random) -> Two:
    """Two people of one birth date and sex who live anywhere; `names` says how their names agree."""
    sex, born = shared_birth(rng)
    one, other = names(sex, born, rng)
    return somebody(one, sex, born, anywhere(rng), rng), somebody(other, sex, born, anywhere(rng), rng)
