"""Where the rows of an import wait, beside the kept table, until the whole file has been read: temporary tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Column, Integer, MetaData, Select, String, Table, Text, func, literal, select
from sqlalchemy.types import TypeEngine

from kiosk.intake.csv.file import Read, Unread
from kiosk.intake.remarks import Remark
from kiosk.matching.names import kana
from kiosk.storage import tables
from kiosk.storage.patients.search_keys import with_keys

_STAGED = MetaData()
_TEMPORARY = ["TEMPORARY"]
YEARS = 5
"""Years of birth that are counted together."""

_folded = lru_cache(maxsize=1 << 16)(kana.folded)


def _as_kept(name: str) -> Column[object]:
    kind: TypeEngine[object] = tables.patients.c[name].type
    return Column(name, kind)


KEPT = tuple(column.name for column in tables.patients.columns)
incoming = Table(
    "incoming_patients",
    _STAGED,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("line", Integer, nullable=False),
    *(_as_kept(name) for name in KEPT),
    Column("family_key", Text),
    Column("given_key", Text),
    Column("years", Integer, nullable=False),
    Column("repeated", Boolean, nullable=False),
    Column("same", Boolean, nullable=False),
    prefixes=_TEMPORARY,
)
incoming_remarks = Table(
    "incoming_remarks",
    _STAGED,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("line", Integer, nullable=False),
    Column("column", String(40), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("kept", Boolean, nullable=False),
    Column("patient_id", Text, nullable=False),
    prefixes=_TEMPORARY,
)
incoming_counts = Table(
    "incoming_counts",
    _STAGED,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    *(Column(column.name, column.type, nullable=False) for column in tables.reading_counts.columns),
    prefixes=_TEMPORARY,
)
STAGES = (incoming, incoming_remarks, incoming_counts)


def counted_readings() -> Iterator[Select[Any]]:
    """How common each reading is in the file, among whom; the empty key is everybody who has one."""
    for_age = (incoming.c.sex, incoming.c.years)
    yield _counted("family", incoming.c.family_key, ())
    yield _counted("family", None, ())
    yield _counted("given", incoming.c.given_key, for_age)
    yield _counted("given", None, for_age)


def _counted(part: str, key: Column[Any] | None, by_age: tuple[Column[Any], ...]) -> Select[Any]:
    sex, years = by_age or (literal(""), literal(0))
    group = by_age if key is None else (key, *by_age)
    wanted = incoming.c.family_key if key is None else key
    found = select(literal(part), literal("") if key is None else key, sex, years, func.count())
    return found.where(~incoming.c.repeated, wanted.is_not(None)).group_by(*group)


def staged_row(row: Read) -> dict[str, object]:
    patient = row.patient
    words = kana.words(patient.kana) if patient.kana else ()
    whole = with_keys(patient)
    return {
        **whole,
        "line": row.line,
        "family_key": _folded(words[0]) if words else None,
        "given_key": _folded("".join(words[1:])) if len(words) > 1 else None,
        "years": patient.birthdate.year // YEARS if patient.birthdate else 0,
        "repeated": False,
        "same": False,
    }


def staged_remarks(rows: Iterable[Read | Unread]) -> list[dict[str, object]]:
    """Every remark of these rows; of a row left out, whose it was."""
    found: list[dict[str, object]] = []
    for row in rows:
        match row:
            case Read(doubts=doubts):
                found.extend(_remark(each, "") for each in doubts)
            case Unread(remark=remark, patient_id=patient_id):
                found.append(_remark(remark, patient_id))
    return found


def _remark(remark: Remark, patient_id: str) -> dict[str, object]:
    return {
        "line": remark.line,
        "column": remark.column,
        "reason": remark.reason.value,
        "kept": remark.kept,
        "patient_id": patient_id,
    }
