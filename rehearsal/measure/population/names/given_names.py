"""Given names (漢字, reading) by sex and birth cohort, with concentrations like the published ones."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import NamedTuple

from rehearsal.measure.population.names import given_elements as elements
from rehearsal.measure.population.spectrum import (
    Spectrum,
    by_namesakes,
    by_rank,
    concentration,
    grouped,
    spectrum,
)

MALE, FEMALE = "1", "2"


class Given(NamedTuple):
    kanji: str
    kana: str


class Cohort(NamedTuple):
    """Birth years up to `until`; `old` is the share of names in the older fashion."""

    until: int
    old: float


COHORTS = (Cohort(1949, 1.0), Cohort(1969, 0.8), Cohort(1984, 0.35), Cohort(1994, 0.10), Cohort(2100, 0.0))
_FIRST_SPELLING = 1.3
"""Zipf offset among the spellings of one reading: the first is the most frequent."""
_FASHIONS = {
    MALE: ((elements.MALE_OLD, elements.WHOLE_OLD), (elements.MALE_NEW, elements.WHOLE_NEW)),
    FEMALE: ((elements.FEMALE_OLD, elements.WHOLE_OLD), (elements.FEMALE_NEW, elements.WHOLE_NEW)),
}


def _spellings(column: str) -> tuple[str, ...]:
    return (column[1:],) if column.startswith("=") else tuple(column)


def _spelled(table: str, offset: float) -> Spectrum[Given]:
    """The readings of a table by rank, each in its spellings by rank."""
    readings = by_rank((row.split() for row in table.strip().replace("\n", "|").split("|")), offset)
    weighed: list[tuple[Given, float]] = []
    for (kana, *columns), weight in zip(readings.items, readings.weights, strict=True):
        ways = by_rank([each for column in columns for each in _spellings(column)], _FIRST_SPELLING)
        weighed += [
            (Given(kanji, kana), weight * share / ways.cumulative[-1])
            for kanji, share in zip(ways.items, ways.weights, strict=True)
        ]
    return spectrum(weighed)


def _fashion(tables: tuple[str, str, str], whole_share: float) -> Spectrum[Given]:
    whole, beginnings, endings = _spelled(tables[0], 9), _spelled(tables[1], 7), _spelled(tables[2], 1.5)
    weighed = [
        (each, weight / whole.cumulative[-1] * whole_share)
        for each, weight in zip(whole.items, whole.weights, strict=True)
    ]
    pairs = product(
        zip(beginnings.items, beginnings.weights, strict=True),
        zip(endings.items, endings.weights, strict=True),
    )
    scale = (1 - whole_share) / (beginnings.cumulative[-1] * endings.cumulative[-1])
    weighed += [
        (Given(one.kanji + other.kanji, one.kana + other.kana), left * right * scale)
        for (one, left), (other, right) in pairs
        if one.kanji != other.kanji
    ]
    return spectrum(weighed)


def cohort_of(year: int) -> Cohort:
    return next(each for each in COHORTS if year <= each.until)


@cache
def given_names(sex: str, cohort: Cohort) -> Spectrum[Given]:
    """The names of one sex and cohort: both fashions, in the cohort's proportion."""
    shares: dict[Given, float] = {}
    for (tables, whole), share in zip(_FASHIONS[sex], (cohort.old, 1 - cohort.old), strict=True):
        fashion = _fashion(tables, whole)
        for each, weight in zip(fashion.items, fashion.weights, strict=True):
            shares[each] = shares.get(each, 0.0) + weight * share / fashion.cumulative[-1]
    return spectrum((each, share) for each, share in shares.items() if share > 0)


@cache
def givens_by_kana(sex: str, cohort: Cohort) -> dict[str, Spectrum[Given]]:
    return grouped(given_names(sex, cohort), lambda each: each.kana)


@cache
def givens_by_kanji(sex: str, cohort: Cohort) -> dict[str, Spectrum[Given]]:
    return grouped(given_names(sex, cohort), lambda each: each.kanji)


@cache
def shared_readings(sex: str, cohort: Cohort) -> Spectrum[str]:
    """Readings in proportion to the pairs of people who share one."""
    return by_namesakes(given_names(sex, cohort), lambda each: each.kana)


@cache
def shared_givens(sex: str, cohort: Cohort) -> Spectrum[Given]:
    """Names in proportion to the pairs of people who share kanji and reading."""
    return by_namesakes(given_names(sex, cohort), lambda each: each)


@cache
def reading_concentration(sex: str, cohort: Cohort) -> float:
    """Σp² of the readings: how crowded the cohort's names are."""
    return concentration(given_names(sex, cohort), lambda each: each.kana)
