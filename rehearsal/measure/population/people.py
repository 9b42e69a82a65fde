"""Somebody as they truly are, before any side writes them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from random import Random

from rehearsal.measure.population.names.foreign_names import ForeignName
from rehearsal.measure.population.names.given_names import Given, cohort_of, given_names
from rehearsal.measure.population.names.shapes import registered
from rehearsal.measure.population.names.surnames import Surname, surnames
from rehearsal.measure.population.places.places import Municipality
from rehearsal.measure.population.places.residences import Residence
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.spectrum import Spectrum, spectrum

REFERENCE_DAY = date(2026, 4, 1)
"""The simulation's day: nobody is born after it."""
_LOCAL_SURNAMES = 3
_PYRAMID = spectrum(
    (
        (0, 0.75),
        (10, 0.85),
        (20, 0.95),
        (30, 1.05),
        (40, 1.30),
        (50, 1.45),
        (60, 1.25),
        (70, 1.35),
        (80, 0.85),
        (90, 0.22),
    )
)
"""Decades of age by their people, tens of millions × 0.8: the shape of the national pyramid, rounded."""


@dataclass(frozen=True, slots=True)
class JapaneseName:
    """Surname and given name in the shapes of the register."""

    surname: Surname
    given: Given


Name = JapaneseName | ForeignName


def bracketed(name: str, former: str, brackets: str = "［］") -> str:
    """The former surname behind the surname; `name` has a full-width space between its parts, or none at all."""
    surname, space, given = name.partition("　")
    return f"{surname}{brackets[0]}{former}{brackets[-1]}{space}{given}"


def reading_of(name: Name) -> str:
    """The whole name in katakana, without spaces."""
    if isinstance(name, JapaneseName):
        return name.surname.kana + name.given.kana
    return "".join(name.kana)


@dataclass(frozen=True, slots=True)
class Individual:
    """`sex` is 1 or 2; insurer and insured number are those of the household. `former` stands in brackets on both sides."""

    name: Name
    sex: str
    birthdate: date
    home: Residence
    insurer_number: str
    insured_number: str
    former: Surname | None = None


def born_by_age(rng: Random, youngest: int, oldest: int) -> date:
    """A birth date of somebody between two ages, by the pyramid."""
    while True:
        age = _PYRAMID.draw(rng) + int(rng.random() * 10)
        if youngest <= age <= oldest:
            return REFERENCE_DAY - timedelta(days=int((age + rng.random()) * 365.2425))


@lru_cache(maxsize=1)
def births_by_year() -> Spectrum[int]:
    """Years of birth by how many live."""
    ages = [
        (decade + year, weight)
        for decade, weight in zip(_PYRAMID.items, _PYRAMID.weights, strict=True)
        for year in range(10)
    ]
    return spectrum((REFERENCE_DAY.year - age, weight) for age, weight in ages)


@cache
def _local_surnames(at: Municipality) -> tuple[Surname, ...]:
    own = Random(f"{at.prefecture}{at.name}{at.ward}")
    return tuple(surnames().draw(own) for _ in range(_LOCAL_SURNAMES))


def surname_at(home: Residence, rates: Rates, rng: Random) -> Surname:
    """A surname of the nation, or one of the few that a municipality has for its own."""
    if rng.random() < rates.local_concentration:
        return rng.choice(_local_surnames(home.town.at))
    return surnames().draw(rng)


def in_register(surname: Surname, rng: Random) -> Surname:
    """The surname in the shapes that the register holds."""
    return Surname(registered(surname.kanji, rng), surname.kana)


def called(surname: Surname, given: Given, rng: Random) -> JapaneseName:
    """`surname` as the register holds it, with a given name in a shape of its own."""
    return JapaneseName(surname, Given(registered(given.kanji, rng), given.kana))


def named(surname: Surname, sex: str, birthdate: date, rng: Random) -> JapaneseName:
    return called(surname, given_names(sex, cohort_of(birthdate.year)).draw(rng), rng)


def insurance(rng: Random) -> tuple[str, str]:
    """A made-up insurer (prefecture 99 exists nowhere) and a number with its branch."""
    return f"0699{int(rng.random() * 400):04d}", f"{int(rng.random() * 10_000_000):07d}"
