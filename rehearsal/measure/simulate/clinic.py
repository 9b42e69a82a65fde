"""The simulated clinic: raw sides as the comparison's persons, and how often its patients' readings occur."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kiosk.matching.names import kana
from kiosk.matching.names.common_names import COHORT, KanaShare
from kiosk.matching.people import person_of
from kiosk.matching.report import Person
from rehearsal.measure.population.pairs import true_pairs
from rehearsal.measure.population.rates import Rates, at_noise
from rehearsal.measure.population.sides import Side

CLINIC = 20_000
"""Patients in the clinic's table that the common-name gate counts in, assumed."""


def person(side: Side) -> Person:
    """A side as intake and message hand it to the comparison."""
    return person_of(
        {
            "name": side.name,
            "kana": side.kana,
            "sex": side.sex,
            "birthdate": side.birthdate,
            "address": side.address,
            "postcode": side.postcode,
            "name_of_other": side.name_of_other,
            "kana_of_other": side.kana_of_other,
        }
    )


@dataclass(frozen=True, slots=True)
class KanaCounts:
    """`kiosk.matching.names.common_names.NameFrequencies` over a simulated clinic, in memory."""

    patients: int
    families: Counter[str]
    years: Counter[tuple[str | None, int]]
    givens: Counter[tuple[str | None, int, str]]

    def share_of_kana(self, reading: str, sex: str | None, birthdate: date | None) -> KanaShare:
        family, given = _parts(reading)
        near = range(birthdate.year - COHORT, birthdate.year + COHORT + 1) if birthdate else ()
        return KanaShare(
            patients=self.patients,
            family=self.families[family],
            peers=sum(self.years[sex, year] for year in near),
            given=sum(self.givens[sex, year, given] for year in near),
        )


def _parts(reading: str) -> tuple[str, str]:
    words = kana.words(reading)
    return (kana.folded(words[0]) if words else ""), kana.folded("".join(words[1:]))


def counted(people: Iterable[Person]) -> KanaCounts:
    """The counts of a table."""
    families, years, givens = (
        Counter[str](),
        Counter[tuple[str | None, int]](),
        Counter[tuple[str | None, int, str]](),
    )
    patients = 0
    for each in people:
        if each.kana and each.birthdate:
            family, given = _parts(each.kana)
            patients += 1
            families[family] += 1
            years[each.sex, each.birthdate.year] += 1
            givens[each.sex, each.birthdate.year, given] += 1
    return KanaCounts(patients, families, years, givens)


@lru_cache(maxsize=3)
def clinic_of(seed: int, noise: int, patients: int) -> KanaCounts:
    """The table of one simulated clinic: other people than those who are compared."""
    pairs = true_pairs(seed, f"clinic x{noise}", patients, at_noise(Rates(), noise))
    return counted(person(pair.held) for pair in pairs)
