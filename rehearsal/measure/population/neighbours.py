"""A clerk's list in the order of kana, in which the row above or below is taken for somebody's own."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from rehearsal.measure.population.households import household
from rehearsal.measure.population.people import Individual, reading_of
from rehearsal.measure.population.places.places import towns
from rehearsal.measure.population.places.residences import in_municipality
from rehearsal.measure.population.rates import Rates

LENGTH = 3000
"""Rows of a list of one municipality, assumed."""


@dataclass(frozen=True, slots=True)
class Rows:
    people: tuple[Individual, ...]

    def neighbours(self, rng: Random) -> tuple[Individual, Individual]:
        """Somebody and the next row, either way."""
        at = int(rng.random() * (len(self.people) - 1))
        one, other = self.people[at], self.people[at + 1]
        return (one, other) if rng.random() < 0.5 else (other, one)


def rows(rates: Rates, rng: Random) -> Rows:
    """A list of residents of one municipality."""
    town = towns().draw(rng)
    people: list[Individual] = []
    while len(people) < LENGTH:
        people += household(rates, rng, in_municipality(town, rng))
    return Rows(tuple(sorted(people, key=lambda each: reading_of(each.name))))
