"""What an import would fill and empty, item by item, before anything is merged; and the kept values that stay meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    and_,
    case,
    func,
    insert,
    literal,
    select,
    true,
    update,
)

from kiosk.intake.model import COLUMNS
from kiosk.intake.remarks import Reason
from kiosk.storage import tables
from kiosk.storage.patients.staged import incoming, incoming_remarks

_KEPT, _NEW = tables.patients.c, incoming.c
ITEMS = tuple(each for each in COLUMNS if each != "patient_id")
STAY = {
    "name": ("name", "name_key"),
    "kana": ("kana", "kana_key"),
    "sex": ("sex",),
    "birthdate": ("birthdate",),
    "address": ("address",),
}
"""Items that belong to the person, with their keys: one that a file leaves empty stays as it was kept."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """`filled`: item to rows of the file that have it. `emptied`: item to (kept values it would empty, kept values).

    `new`: rows of patients who were not kept before.
    """

    filled: Mapping[str, int]
    emptied: Mapping[str, tuple[int, int]]
    new: int = 0


def weigh(connection: Connection) -> Weighed:
    """Once rows under a number that an earlier row had are marked."""
    once = ~_NEW.repeated
    filled = select(*(_sum(_has(_NEW[item])) for item in ITEMS), _sum(true())).where(once)
    both = incoming.join(tables.patients, _KEPT.patient_id == _NEW.patient_id)
    counted = [
        each
        for item in ITEMS
        for each in (_sum(and_(_has(_KEPT[item]), ~_has(_NEW[item]))), _sum(_has(_KEPT[item])))
    ]
    rows = tuple(connection.execute(filled).one())
    held = tuple(connection.execute(select(*counted, _sum(true())).select_from(both).where(once)).one())
    return Weighed(
        dict(zip(ITEMS, rows, strict=False)),
        {item: (held[2 * at], held[2 * at + 1]) for at, item in enumerate(ITEMS)},
        rows[-1] - held[-1],
    )


def keep_emptied(connection: Connection, items: Collection[str]) -> None:
    """What a row leaves empty of these items and the kept one has stays, with a remark."""
    for item in items:
        columns = STAY.get(item, ())
        if not columns:
            continue
        kept = select(literal(1)).where(_KEPT.patient_id == _NEW.patient_id, _has(_KEPT[item]))
        emptied = and_(~_NEW.repeated, ~_has(_NEW[item]), kept.correlate(incoming).exists())
        told = select(_NEW.line, literal(item), literal(Reason.EMPTIED.value), true(), literal("")).where(
            emptied
        )
        names = ["line", "column", "reason", "kept", "patient_id"]
        if not connection.execute(insert(incoming_remarks).from_select(names, told)).rowcount:
            continue
        values = {
            name: select(_KEPT[name])
            .where(_KEPT.patient_id == _NEW.patient_id)
            .correlate(incoming)
            .scalar_subquery()
            for name in columns
        }
        connection.execute(update(incoming).where(emptied).values(values))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _has(column: Column[Any]) -> ColumnElement[bool]:
    present = column.is_not(None)
    return present if isinstance(column.type, Date) else and_(present, column != "")
