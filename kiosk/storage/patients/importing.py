"""An import of the clinic's patients: staged while the file is read, then merged in one short transaction.

The file is the whole table. Who is missing from it is kept and marked as leftover; who stands in a row that could not be
read keeps the row that was there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from kiosk.intake.csv.file import Read, Row
from kiosk.intake.remarks import Reason, Remark
from kiosk.matching.keys import VERSION
from kiosk.storage import tables
from kiosk.storage.engine import indexed_afterwards, staging, with_bulk_cache
from kiosk.storage.patients.emptied import Weighed, keep_emptied, weigh
from kiosk.storage.patients.staged import (
    KEPT,
    STAGES,
    counted_readings,
    incoming,
    incoming_counts,
    incoming_remarks,
    staged_remarks,
    staged_row,
)

_KEPT, _NEW = tables.patients.c, incoming.c
_CHANGED = ~_NEW.repeated & ~_NEW.same
_COUNTED = tuple(column.name for column in tables.reading_counts.columns)
MANY = 20_000
"""Changed rows from which on indexing anew is quicker than bringing the indexes up to date."""
_READ = tuple(name for name in KEPT if not name.endswith("_key") and name != "leftover_since")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to, in rows of the file; `leftover` are kept rows that the file no longer has."""

    rows: int
    unread: int
    repeated: int
    leftover: int

    @property
    def kept(self) -> int:
        return self.rows - self.unread - self.repeated


@dataclass(frozen=True, slots=True)
class Staged:
    """The rows of one import while the file is read. Nothing of them is in the kept table yet."""

    connection: Connection

    def add(self, rows: Sequence[Row]) -> None:
        read = [staged_row(each) for each in rows if isinstance(each, Read)]
        remarks = staged_remarks(rows)
        with staging(self.connection):
            if read:
                self.connection.execute(insert(incoming), read)
            if remarks:
                self.connection.execute(insert(incoming_remarks), remarks)

    def weighed(self) -> Weighed:
        """What the file would fill and empty. Rows under a number that an earlier row had are told apart here."""
        with staging(self.connection):
            self._mark_repeated()
            return weigh(self.connection)

    def keep_emptied(self, items: Collection[str]) -> list[Remark]:
        """Of these items, those of a person that a row leaves empty stay as they were kept; what was said about them."""
        if not items:
            return []
        with staging(self.connection):
            keep_emptied(self.connection, items)
            told = incoming_remarks.c
            found = (
                select(told.line, told.column).where(told.reason == Reason.EMPTIED.value).order_by(told.line)
            )
            rows = self.connection.execute(found).all()
        return [Remark(row.line, row.column, Reason.EMPTIED, kept=True) for row in rows]

    def changed(self) -> int:
        """After `outlook`: rows of kept patients that would be written anew."""
        kept = select(literal(1)).where(_KEPT.patient_id == _NEW.patient_id).correlate(incoming).exists()
        with staging(self.connection):
            return self._count(incoming, _CHANGED, kept)

    def outlook(self) -> Imported:
        """What merging would come to, after `weighed`."""
        with staging(self.connection):
            self._mark_same()
            for counted in counted_readings():
                self.connection.execute(insert(incoming_counts).from_select(_COUNTED, counted))
            nobody = incoming_remarks.c.reason == Reason.NO_PATIENT.value
            unread = self._count(incoming_remarks, ~incoming_remarks.c.kept, ~nobody)
            read = self._count(incoming)
            repeated = self._count(incoming, _NEW.repeated)
            leftover = self._count(tables.patients, *_missing())
        return Imported(read + unread, unread, repeated, leftover)

    def repeated(self) -> list[Remark]:
        """The rows that `outlook` found under a number that an earlier row had."""
        found = select(_NEW.line).where(_NEW.repeated).order_by(_NEW.line)
        with staging(self.connection):
            lines = self.connection.execute(found).scalars().all()
        return [Remark(line, "patient_id", Reason.REPEATED, kept=False) for line in lines]

    def kept_before(self) -> int:
        with staging(self.connection):
            return self._count(tables.patients, _KEPT.leftover_since.is_(None))

    def _count(self, table: Table, *where: ColumnElement[bool]) -> int:
        counted = select(func.count()).select_from(table).where(*where)
        return int(self.connection.execute(counted).scalar_one())

    def _mark_repeated(self) -> None:
        again = incoming.alias()
        twice = select(again.c.patient_id).group_by(again.c.patient_id).having(func.count() > 1)
        first = select(func.min(again.c.seq)).group_by(again.c.patient_id).having(func.count() > 1)
        self.connection.execute(
            update(incoming).where(_NEW.patient_id.in_(twice), _NEW.seq.not_in(first)).values(repeated=True)
        )

    def _mark_same(self) -> None:
        """A row that is kept as it stands need not be written: most of a clinic's patients do not change in a day."""
        alike = [_KEPT[name].is_not_distinct_from(_NEW[name]) for name in KEPT if name != "patient_id"]
        kept = select(literal(1)).where(_KEPT.patient_id == _NEW.patient_id, *alike).correlate(incoming)
        self.connection.execute(update(incoming).where(~_NEW.repeated, kept.exists()).values(same=True))


@contextmanager
def staged(connection: Connection) -> Iterator[Staged]:
    """Temporary tables on this connection, gone at the end of the block."""
    with with_bulk_cache(connection):
        with staging(connection):
            for table in STAGES:
                table.create(connection)
        try:
            yield Staged(connection)
        finally:
            if connection.in_transaction():
                connection.rollback()
            with staging(connection):
                for table in STAGES:
                    table.drop(connection)


def merge(connection: Connection, now: datetime, by: str, outlook: Imported) -> int:
    """The number of the import. Bring the kept table to what is staged, inside the writing transaction that is open."""
    made = connection.execute(
        insert(tables.imports).values(at=now, by=by, keys_version=VERSION, **asdict(outlook))
    )
    key = made.inserted_primary_key
    assert key is not None
    changed = select(_NEW.patient_id).where(_CHANGED)
    connection.execute(update(tables.patients).where(*_missing()).values(leftover_since=now))
    with _indexed(connection):
        connection.execute(delete(tables.patients).where(_KEPT.patient_id.in_(changed)))
        _copy(connection, tables.patients, KEPT, _CHANGED)
    _copy(connection, tables.repeated_rows, ("line", *_READ), _NEW.repeated, import_id=key[0])
    _keep_remarks(connection, key[0])
    connection.execute(delete(tables.reading_counts))
    connection.execute(
        insert(tables.reading_counts).from_select(
            _COUNTED, select(*(incoming_counts.c[name] for name in _COUNTED))
        )
    )
    return int(key[0])


def _indexed(connection: Connection) -> AbstractContextManager[None]:
    """Few rows are indexed one by one, as many as this quicker all at once."""
    changed = connection.execute(select(func.count()).where(_CHANGED)).scalar_one()
    return indexed_afterwards(connection, tables.patients) if changed > MANY else nullcontext()


def _missing() -> tuple[ColumnElement[bool], ...]:
    """In use until now, and neither read from the file nor standing in a row of it that could not be read."""
    return (
        _KEPT.leftover_since.is_(None),
        _KEPT.patient_id.not_in(select(_NEW.patient_id)),
        _KEPT.patient_id.not_in(select(incoming_remarks.c.patient_id)),
    )


def _copy(
    connection: Connection, to: Table, names: Sequence[str], where: ColumnElement[bool], **constant: int
) -> None:
    columns = (*(literal(value) for value in constant.values()), *(_NEW[name] for name in names))
    found = select(*columns).where(where).order_by(_NEW.seq)
    connection.execute(insert(to).from_select([*constant, *names], found))


def _keep_remarks(connection: Connection, import_id: int) -> None:
    names = ("line", "column", "reason", "kept")
    found = select(literal(import_id), *(incoming_remarks.c[name] for name in names))
    connection.execute(insert(tables.unread_rows).from_select(["import_id", *names], found))
