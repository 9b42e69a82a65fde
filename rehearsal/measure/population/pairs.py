"""Displays with the records that they were opened for: the right ones, and one stream a channel of wrong ones.

FROZEN. What is generated for a seed never changes under one VERSION; `digest` says whether two runs saw the same pairs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from random import Random

from rehearsal.measure.population.clinic import held
from rehearsal.measure.population.clinic_habits import group_of
from rehearsal.measure.population.households import household
from rehearsal.measure.population.mislinks import Channel
from rehearsal.measure.population.national import displayed
from rehearsal.measure.population.neighbours import rows
from rehearsal.measure.population.people import Individual
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.sides import Pair

VERSION = "2.0"
"""2.0: children without a name, remarks and warnings, names cut off or heard otherwise, tables that leave out their city,
twins with a former surname in brackets or with a shorter foreign name; written by the author of the rules that it tries.
1.1: a slip of the birth date is one digit, as its rate says; 1.0 could change several. Nothing had been tried on 1.0."""
BLOCK = 10_000
"""Pairs that come from one stream of chance: blocks can be made apart, in any order."""


def true_pairs(seed: int, label: str, count: int, rates: Rates) -> Iterator[Pair]:
    """People of whole households and their own records. `label` tells apart runs of one seed (a noise, say)."""
    for block, size in enumerate(_sizes(count)):
        yield from true_block(seed, label, block, size, rates)


def true_block(seed: int, label: str, block: int, size: int, rates: Rates) -> Iterator[Pair]:
    """One block of the right ones."""
    rng = Random(f"{VERSION}/{seed}/{label}/true/{block}")
    for person in islice(people(rates, rng), size):
        yield pair_of(person, person, rates, rng)


def people(rates: Rates, rng: Random) -> Iterator[Individual]:
    """People without end, household by household."""
    while True:
        yield from household(rates, rng)


def mislinked_pairs(seed: int, label: str, channel: Channel, count: int, rates: Rates) -> Iterator[Pair]:
    """A stranger's display against the patient's record, as the channel confuses them."""
    rng = Random(f"{VERSION}/{seed}/{label}/{channel.id}")
    clerk = rows(rates, rng)
    for _ in range(count):
        patient, stranger = channel.draw(rates, rng, clerk)
        yield pair_of(patient, stranger, rates, rng)


def digest(pairs: Iterable[Pair]) -> str:
    """SHA-256 in hex over the pairs in their order."""
    running = hashlib.sha256()
    for pair in pairs:
        running.update(as_bytes(pair))
    return running.hexdigest()


def as_bytes(pair: Pair) -> bytes:
    """Everything that the two sides show, for a digest."""
    text = "\x1f".join(each or "" for side in pair[:2] for each in side)
    return f"{text}\x1e".encode()


def _sizes(count: int) -> Iterator[int]:
    for begun in range(0, count, BLOCK):
        yield min(BLOCK, count - begun)


def pair_of(patient: Individual, shown: Individual, rates: Rates, rng: Random) -> Pair:
    """What is displayed of one against what is held of the other."""
    marks: list[str] = []
    display = displayed(shown, rates, rng, marks)
    record = held(patient, rates, rng, marks)
    return Pair(display, record, tuple(marks), group_of(patient, marks))
