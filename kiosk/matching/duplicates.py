"""The clinic's own table audited: one insured number on two persons, one person with two charts, a number given twice.

Insurers found most of the wrong links of 2021 to 2023 this way, in their own registers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol

from kiosk.matching import kana
from kiosk.matching.decide import compare
from kiosk.matching.normalise import blank, squeezed
from kiosk.matching.parts import AGREES
from kiosk.matching.report import FieldReport, Outcome, Person

ELDERLY = "39"
"""Insurer numbers of 後期高齢者医療 begin so (法別番号): everybody has an own number there, and no branch."""


class Row(Protocol):
    """What the audit reads of a patient."""

    @property
    def patient_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kana(self) -> str: ...
    @property
    def sex(self) -> str: ...
    @property
    def birthdate(self) -> date | None: ...
    @property
    def address(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def insurer_number(self) -> str: ...
    @property
    def symbol(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def branch(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """`rows` are patient ids. Kinds: one_id_two_rows, one_number_two_persons, one_person_two_charts, namesakes."""

    kind: str
    rows: tuple[str, ...]
    why: tuple[tuple[str, str], ...]

    def say(self, language: str) -> str:
        return dict(self.why).get(language, "")


_WHY = {
    "one_id_two_rows": (
        ("ja", "同じ患者番号の行が複数あります。"),
        ("en", "Several rows carry one patient number."),
    ),
    "one_number_two_persons": (
        ("ja", "同じ被保険者番号・枝番が別の人に付いています。"),
        ("en", "One insured number with its branch stands on different persons."),
    ),
    "one_person_two_charts": (
        ("ja", "同じ人のカルテが複数あるようです。"),
        ("en", "One person seems to have several charts."),
    ),
    "namesakes": (
        ("ja", "カナ・生年月日が同じ別の人、または転居した同じ人です。取り違えに注意してください。"),
        ("en", "Same reading and birth date: namesakes, or one person who moved. Beware of a mix-up."),
    ),
}


def duplicates(rows: Iterable[Row]) -> Iterator[Finding]:
    """Every finding, in the order of the table within a kind. Twins and families are no findings."""
    table = tuple(rows)
    for group in _groups(table, lambda row: row.patient_id.strip() or None):
        yield _finding("one_id_two_rows", group)
    for group in _groups(table, _insured):
        if any(not _same_person(one, other) for one, other in combinations(group, 2)):
            yield _finding("one_number_two_persons", group)
    for group in _groups(table, _reading_and_day):
        yield from _charts(group)


def _finding(kind: str, rows: Iterable[Row]) -> Finding:
    return Finding(kind, tuple(row.patient_id for row in rows), _WHY[kind])


def _groups(table: tuple[Row, ...], key: Callable[[Row], Hashable | None]) -> Iterator[tuple[Row, ...]]:
    found: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in table:
        if (value := key(row)) is not None:
            found[value].append(row)
    return (tuple(group) for group in found.values() if len(group) > 1)


def _insured(row: Row) -> tuple[str, ...] | None:
    """The insurance of one person; a number without branch is a whole family's and tells nothing, but for the elderly."""
    insurer, number, branch = squeezed(row.insurer_number), squeezed(row.number), squeezed(row.branch)
    if not insurer or not number or not (branch or (insurer.startswith(ELDERLY) and len(insurer) == 8)):
        return None
    return insurer.lstrip("0"), squeezed(row.symbol), number.lstrip("0"), branch.lstrip("0")


def _reading_and_day(row: Row) -> tuple[str, date] | None:
    return (kana.key(row.kana), row.birthdate) if row.birthdate and not blank(row.kana) else None


def _person(row: Row) -> Person:
    return Person(
        row.name or None,
        row.kana or None,
        row.sex or None,
        row.birthdate,
        row.address or None,
        row.postcode or None,
    )


def _fields(one: Row, other: Row) -> dict[str, FieldReport]:
    return {each.field: each for each in compare(_person(one), _person(other)).fields}


def _same_person(one: Row, other: Row) -> bool:
    """Nothing that belongs to the person differs; the address may, people move."""
    fields = _fields(one, other)
    personal = [fields[each].outcome for each in ("name", "kana", "sex", "birthdate")]
    return Outcome.DIFFER not in personal and fields["birthdate"].outcome in AGREES


def _charts(group: tuple[Row, ...]) -> Iterator[Finding]:
    for one, other in combinations(group, 2):
        if one.patient_id == other.patient_id or not _same_person(one, other):
            continue
        at_home = _fields(one, other)["address"].outcome in {*AGREES, Outcome.UNKNOWN}
        insured = _insured(one) is not None and _insured(one) == _insured(other)
        yield _finding("one_person_two_charts" if at_home or insured else "namesakes", (one, other))
