"""What every book of records stands on: one open transaction and its time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Executable,
    Row,
    Select,
    Table,
    insert,
    select,
    update,
)

from kiosk.storage.engine import clock_of
from kiosk.storage.faults import Overtaken, in_our_words

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Ledger:
    """One transaction: where to write, and when it is."""

    connection: Connection
    now: datetime
    _ahead: dict[tuple[str, str], dict[object, list[Row[Any]]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def add(self, table: Table, **values: object) -> None:
        """The values go beside the statement and not into it: a compiled statement is kept, with whatever stands in it."""
        self._ahead.clear()
        with in_our_words():
            self.connection.execute(insert(table), values)

    def add_all(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            self._ahead.clear()
            with in_our_words():
                self.connection.execute(insert(table), rows)

    def change(self, statement: Executable) -> int:
        """Run an update or delete; how many rows it touched."""
        self._ahead.clear()
        with in_our_words():
            return self.connection.execute(statement).rowcount

    def hold(self, table: Table, this: ColumnElement[bool], seen: int | None) -> None:
        """Hold a row to the end of the transaction and move its version on; another station's act waits here.

        Nothing happens where there is no such row. Raises Overtaken when its version is not the one that was `seen`.
        """
        kept = this if seen is None else this & (table.c.version == seen)
        held = self.change(update(table).where(kept).values(version=table.c.version + 1))
        if not held and self.first(select(table.c.version).where(this)):
            raise Overtaken("somebody else was first")

    def clock(self) -> datetime:
        """What time the database has: the one clock that all stations share, for whatever expires."""
        with in_our_words():
            return clock_of(self.connection)

    def all(self, statement: Executable) -> list[Row[Any]]:
        with in_our_words():
            return list(self.connection.execute(statement))

    def of(self, wanted: Select[Any], column: Column[Any], key: object) -> list[Row[Any]]:
        """The rows of `wanted` in which the column has this value: from memory where they were read ahead."""
        kept = self._ahead.get(_place(column), {})
        return kept[key] if key in kept else self.all(wanted.where(column == key))

    def read_ahead(self, wanted: Select[Any], column: Column[Any], keys: Collection[object]) -> None:
        """Read at once what `of` would be asked for each of these values; until the next write in this transaction."""
        kept: dict[object, list[Row[Any]]] = {key: [] for key in keys}
        for some in parted(list(kept)):
            for row in self.all(wanted.where(column.in_(some))):
                kept[row._mapping[column]].append(row)  # noqa: SLF001 - its public name in SQLAlchemy
        self._ahead.setdefault(_place(column), {}).update(kept)

    def first(self, statement: Executable) -> Row[Any] | None:
        with in_our_words():
            return self.connection.execute(statement).first()


MOST_KEYS = 5000
"""In one statement: databases limit how many values one may have."""


def parted(keys: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """In pieces of which each fits one statement."""
    return (keys[at : at + MOST_KEYS] for at in range(0, len(keys), MOST_KEYS))


def _place(column: Column[Any]) -> tuple[str, str]:
    return column.table.name, column.name


def columns(row: Row[Any]) -> dict[str, Any]:
    """The row's values by column name."""
    return {str(name): value for name, value in row._mapping.items()}  # noqa: SLF001 - its public name in SQLAlchemy


def record(kind: type[Record], row: Row[Any], **read: object) -> Record:
    """The frozen record whose fields are named like the row's columns; `read` gives those that need reading."""
    values = columns(row)
    names = (field.name for field in fields(kind))  # type: ignore[arg-type]  # every record is a dataclass
    return kind(**{name: read[name] if name in read else values[name] for name in names})
