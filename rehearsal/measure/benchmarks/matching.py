"""The comparison of two persons, and the clinic's patient table at size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from hardware_mocks.personas.model import persona
from kiosk.matching.decide import compare
from kiosk.matching.people import person_of
from kiosk.matching.report import Person
from rehearsal.measure.benchmarks.parts import SOMEONE, Row, row
from rehearsal.measure.benchmarks.patient_table import table_rows
from rehearsal.measure.benchmarks.timing import middle, milliseconds
from rehearsal.measure.population.clinic import held
from rehearsal.measure.population.households import household
from rehearsal.measure.population.rates import Rates

SEED = 11
STRANGERS = 1000
EQUALITY = "plain equality, which explains nothing"


def matching_rows(repeat: int, patients: int) -> Iterator[Row]:
    """A comparison with warm and with cold memories, then the patient table."""
    yield _warm(repeat)
    yield _cold()
    yield from table_rows(repeat, patients)


def _warm(repeat: int) -> Row:
    """One pair again and again."""
    resident = persona(SOMEONE).resident
    shown = Person(resident.name, resident.kana, resident.sex, resident.birthdate, resident.address)
    kept = Person("佐藤 花子", "ｻﾄｳ ﾊﾅｺ", "2", resident.birthdate, "千代田区見本町1-2-3")

    def thousand(run: Callable[[Person, Person], object]) -> float:
        return milliseconds(lambda: [run(shown, kept) for _ in range(1000)])

    ours = middle([thousand(compare) for _ in range(repeat)])
    equal = middle([thousand(lambda a, b: a == b) for _ in range(repeat)])
    return row("matching", "1,000 comparisons of five fields, one pair", ours, equal, repeat, EQUALITY)


def _cold() -> Row:
    """A thousand people never seen before, each written twice by clinics: one run, or they would have been seen."""
    rng, rates = Random(SEED), Rates()
    people = [each for _ in range(STRANGERS) for each in household(rates, rng)][:STRANGERS]
    pairs = [tuple(person_of(held(each, rates, rng, [])._asdict()) for _ in range(2)) for each in people]
    ours = milliseconds(lambda: [compare(one, other) for one, other in pairs])
    equal = milliseconds(lambda: [one == other for one, other in pairs])
    return row("matching", "1,000 comparisons of five fields, strangers", ours, equal, 1, EQUALITY)
