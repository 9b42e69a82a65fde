"""Households of one to five people: one address, nearly always one surname, parents, children, sometimes twins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from rehearsal.measure.population.names.foreign_names import family_words, foreign_name
from rehearsal.measure.population.names.given_names import FEMALE, MALE
from rehearsal.measure.population.people import (
    REFERENCE_DAY,
    Individual,
    Name,
    born_by_age,
    in_register,
    insurance,
    named,
    reading_of,
    surname_at,
)
from rehearsal.measure.population.places.residences import Residence, anywhere
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.spectrum import spectrum

_SIZES = spectrum(((1, 0.38), (2, 0.28), (3, 0.17), (4, 0.12), (5, 0.05)))
"""Households by size, of the census of 2020, rounded; larger ones count as five."""
_COUPLE_OF_TWO, _ONE_PARENT, _GRANDPARENT = 0.70, 0.15, 0.40
"""Shares of the kinds of household, assumed."""
Namer = Callable[[str, date, Random], Name]


@dataclass(frozen=True, slots=True)
class Member:
    sex: str
    birthdate: date


def household(rates: Rates, rng: Random, home: Residence | None = None) -> tuple[Individual, ...]:
    """One household, at `home` or anywhere."""
    home = home or anywhere(rng)
    namer = _namer(home, rates, rng)
    insurer, number = insurance(rng)
    people: list[Individual] = []
    for each in _members(_SIZES.draw(rng), rates, rng):
        name = _name_of_their_own(namer, each, people, rng)
        people.append(Individual(name, each.sex, each.birthdate, home, insurer, number))
    return tuple(people)


def _name_of_their_own(namer: Namer, member: Member, others: list[Individual], rng: Random) -> Name:
    """Nobody is called like somebody of the same household."""
    taken = {reading_of(each.name) for each in others}
    name = namer(member.sex, member.birthdate, rng)
    while reading_of(name) in taken:
        name = namer(member.sex, member.birthdate, rng)
    return name


def _namer(home: Residence, rates: Rates, rng: Random) -> Namer:
    if rng.random() >= rates.foreign_residents:
        surname = in_register(surname_at(home, rates, rng), rng)
        return lambda sex, born, draws: named(surname, sex, born, draws)
    kind, family, origin = family_words(rng)
    return lambda sex, born, draws: foreign_name(kind, family, origin, sex, born.year, draws)


def any_sex(rng: Random) -> str:
    return FEMALE if rng.random() < 0.513 else MALE


def _members(size: int, rates: Rates, rng: Random) -> list[Member]:
    if size == 1:
        return [Member(any_sex(rng), born_by_age(rng, 19, 98))]
    if size == 2 and rng.random() < _COUPLE_OF_TWO:
        return _couple(born_by_age(rng, 24, 95), rng)
    mother = born_by_age(rng, 22, 75)
    parents = _couple(mother, rng) if rng.random() >= _ONE_PARENT and size > 2 else [Member(FEMALE, mother)]
    grown = size == 5 and rng.random() < _GRANDPARENT
    older = [Member(any_sex(rng), _before(mother, 22, 35, rng))] if grown else []
    return (parents + older + _children(mother, size - len(parents) - len(older), rates, rng))[:5]


def _couple(wife: date, rng: Random) -> list[Member]:
    return [Member(MALE, wife - timedelta(days=int(rng.gauss(2.0, 4.0) * 365))), Member(FEMALE, wife)]


def _before(born: date, fewest: int, most: int, rng: Random) -> date:
    return born - timedelta(days=int((fewest + rng.random() * (most - fewest)) * 365.2425))


def _children(mother: date, count: int, rates: Rates, rng: Random) -> list[Member]:
    """Births one to five years apart, none after the reference day; one in a hundred brings twins."""
    latest = (REFERENCE_DAY - mother).days / 365.2425
    age = min(20 + rng.random() * 16, latest)
    children: list[Member] = []
    while len(children) < count:
        born = min(mother + timedelta(days=int(age * 365.2425)), REFERENCE_DAY)
        children += _birth(born, rates, rng)
        age = min(age + 1 + rng.random() * 4, latest)
    return children


def _birth(born: date, rates: Rates, rng: Random) -> list[Member]:
    first = Member(any_sex(rng), born)
    if rng.random() >= rates.twin_births:
        return [first]
    alike = rng.random() < rates.twins_same_sex
    other = first.sex if alike else MALE if first.sex == FEMALE else FEMALE
    return [first, Member(other, born)]
