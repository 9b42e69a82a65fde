"""Where the rows of an import wait, beside the kept table, until the whole file has been read: temporary tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

from kiosk.intake.csv_file import Read, Unread
from kiosk.intake.remarks import Remark
from kiosk.matching import kana
from kiosk.storage import tables
from kiosk.storage.search_keys import with_keys

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
STAGES = (incoming, incoming_remarks)


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
