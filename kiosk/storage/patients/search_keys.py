"""The search keys of kept patients, made anew where they are missing or were made by another release's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from operator import attrgetter

from sqlalchemy import BindParameter, Connection, Text, bindparam, column, select, table, update
from sqlalchemy.sql.expression import TableClause

from kiosk.intake.model import Patient
from kiosk.matching.keys import Keys, keys_of

BATCH = 5_000
READ = ("patient_id", "name", "kana", "insurer_number", "symbol", "number", "branch", "address")
KEYS = tuple(Keys.__slots__)


_items = attrgetter(*Patient.__slots__)
_keys = attrgetter(*Keys.__slots__)
_COLUMNS = (*Patient.__slots__, *Keys.__slots__)


def with_keys(patient: Patient) -> dict[str, object]:
    """A patient as a row of the table. A million rows are made so, and `asdict` copies every item."""
    return dict(zip(_COLUMNS, _items(patient) + _keys(keys_of(patient)), strict=True))


def make_keys(connection: Connection, keys: tuple[str, ...] = KEYS) -> None:
    """Give every kept patient the keys of this release; a migration names those that its table has."""
    patients = table("patients", *(column(name, Text) for name in (*READ, *keys)))
    values: dict[str, BindParameter[str]] = {key: bindparam(f"new_{key}") for key in keys}
    keyed = update(patients).where(patients.c.patient_id == bindparam("of")).values(values)
    for batch in _batches(connection, patients):
        connection.execute(keyed, [_renewed(each, keys) for each in batch])


def _renewed(patient: Patient, keys: tuple[str, ...]) -> dict[str, object]:
    made = asdict(keys_of(patient))
    return {"of": patient.patient_id} | {f"new_{key}": made[key] for key in keys}


def _batches(connection: Connection, patients: TableClause) -> Iterator[list[Patient]]:
    """Everybody by number, some at a time: a server's cursor does not survive the update beside it."""
    last = ""
    while True:
        following = (
            select(*(patients.c[name] for name in READ))
            .where(patients.c.patient_id > last)
            .order_by(patients.c.patient_id)
            .limit(BATCH)
        )
        batch = [Patient(**row._mapping) for row in connection.execute(following)]  # noqa: SLF001 - its public name in SQLAlchemy
        if not batch:
            return
        yield batch
        last = batch[-1].patient_id
