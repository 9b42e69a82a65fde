"""Somebody who comes twice: what was displayed at the first visit, what at the next, and the record between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from random import Random
from typing import NamedTuple

from rehearsal.measure.population.national import displayed
from rehearsal.measure.population.pairs import VERSION, pair_of, people
from rehearsal.measure.population.people import insurance
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.sides import Side


class TwoVisits(NamedTuple):
    """`held` is the same at both: that a clinic corrects its record is not assumed. `changed`: nothing, insurer or display."""

    first: Side
    again: Side
    held: Side
    changed: str


def two_visits(seed: int, label: str, count: int, rates: Rates) -> Iterator[TwoVisits]:
    """People and their own records, at a first visit and the next one."""
    rng = Random(f"{VERSION}/{seed}/{label}/visits")
    for person in islice(people(rates, rng), count):
        first, held, *_ = pair_of(person, person, rates, rng)
        at = rng.random()
        if at < rates.insurer_changed:
            insurer, number = insurance(rng)
            moved = replace(person, insurer_number=insurer, insured_number=number)
            yield TwoVisits(first, displayed(moved, rates, rng, []), held, "insurer")
        elif at < rates.insurer_changed + rates.display_changed:
            yield TwoVisits(first, displayed(person, rates, rng, []), held, "display")
        else:
            yield TwoVisits(first, first, held, "nothing")
