"""The audit of the kept patient table: groups by stored keys, compared in full within a group alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Row, Select, and_, func, select

from kiosk.intake.model import Patient
from kiosk.matching.duplicates import Finding, Keyed, in_group
from kiosk.matching.keys import Keys
from kiosk.matching.names.site import Site
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record

_HELD = tables.patients.c
_INDEXED: tuple[tuple[Column[Any], Column[Any]], ...] = (
    (_HELD.insurance_key, _HELD.branch_key),
    (_HELD.birthdate, _HELD.kana_key),
    (_HELD.birthdate, _HELD.name_key),
    (_HELD.birthdate, _HELD.home_key),
    (_HELD.home_key, _HELD.kana_key),
)
"""The columns behind each of `WAYS`, in its order, each pair with an index."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with what its rows hold now, so that the same finding is known again."""

    finding: Finding
    contents: tuple[Patient, ...] = field(repr=False)


def audit(ledger: Ledger, site: Site) -> Iterator[Found]:
    """Every finding of the kept table and of the rows that its last import found under a taken number, as `site` compares."""
    yield from _given_twice(ledger)
    for turn, columns in enumerate(_INDEXED):
        for _, group in groupby(ledger.all(_grouped(columns)), key=itemgetter(0, 1)):
            rows = [_keyed(row) for row in group]
            held = {each.row.patient_id: each.row for each in rows}
            for finding in in_group(turn, rows, site):
                yield Found(finding, tuple(held[number] for number in finding.rows))


def _grouped(columns: tuple[Column[Any], Column[Any]]) -> Select[Any]:
    """All rows that share both values with another row, one group after the other."""
    first, second = columns
    shared = (
        select(first.label("first"), second.label("second"))
        .where(first.is_not(None), second.is_not(None))
        .group_by(first, second)
        .having(func.count() > 1)
        .subquery()
    )
    same = and_(first == shared.c.first, second == shared.c.second)
    found = select(shared.c.first, shared.c.second, tables.patients).join_from(shared, tables.patients, same)
    return found.order_by(shared.c.first, shared.c.second, _HELD.patient_id)


def _keyed(row: Row[Any]) -> Keyed[Patient]:
    return Keyed(record(Patient, row), record(Keys, row))


def _given_twice(ledger: Ledger) -> Iterator[Found]:
    """Rows of the last import under a number that an earlier row had, each number once, behind the row that was kept."""
    again = tables.repeated_rows
    latest = select(func.max(tables.imports.c.id)).scalar_subquery()
    columns = [again.c[name] for name in Patient.__slots__ if name in again.c]
    found = select(*columns).where(again.c.import_id == latest).order_by(again.c.patient_id, again.c.line)
    rows = [record(Patient, row, leftover_since=None) for row in ledger.all(found)]
    for number, group in groupby(rows, key=lambda each: each.patient_id):
        kept = ledger.all(select(tables.patients).where(_HELD.patient_id == number))
        contents = (*(record(Patient, row) for row in kept), *group)
        yield Found(Finding("one_id_two_rows", (number,) * len(contents)), contents)
