"""What one side has written about a person: the national service's display, or the clinic's record."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from rehearsal.measure.population.rates import Rates

Happens = Callable[[str], bool]
"""Whether the error of that name in Rates happens here; it is noted when it does."""


class Side(NamedTuple):
    """The five items as raw text, with what stands beside them; None is absent. `sex` is 1, 2 or 3."""

    name: str | None
    kana: str | None
    sex: str
    birthdate: str
    address: str | None
    postcode: str | None
    name_of_other: str | None
    kana_of_other: str | None
    insurer_number: str
    number: str


class Pair(NamedTuple):
    """A display with the record that it was opened for. `marks`: the errors that happened, by their names in Rates.

    `group`: foreign, newborn, or "" for everybody else.
    """

    displayed: Side
    held: Side
    marks: tuple[str, ...]
    group: str = ""


def chances(rates: Rates, rng: Random, marks: list[str]) -> Happens:
    """Draws by rate; what happens is appended to `marks`."""

    def happens(name: str) -> bool:
        if rng.random() >= getattr(rates, name):
            return False
        marks.append(name)
        return True

    return happens
