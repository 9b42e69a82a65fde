"""The paper pack for a power cut as one PDF: a list of patients, four-item notes, blank declarations."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from kiosk.declaration.era import in_era
from kiosk.declaration.form import layout
from kiosk.declaration.model import Declaration
from kiosk.declaration.sheet import HERE, Text, one_line, printable, set_type, sheet_of

NOTES_ON_A_PAGE = 4


@dataclass(frozen=True, slots=True)
class PackRow:
    """One patient whom the clinic knows and who may come; empty strings and None are blanks."""

    patient_id: str
    name: str = field(repr=False)
    kana: str = field(repr=False)
    birthdate: date | None = field(repr=False)
    sex: str
    phone: str = field(repr=False)
    insurance: str = field(repr=False)
    confirmed_on: date | None
    """The day of the last confirmed visit."""


@dataclass(frozen=True, slots=True)
class Pack:
    """`blanks` declarations and as many notes as fill the pages for them; `on` is the day for which it is printed."""

    clinic: str
    on: date
    rows: tuple[PackRow, ...]
    blanks: int


def render_pack(pack: Pack, *, demo: bool) -> bytes:
    """The PDF, the same bytes for the same pack. Raises SheetUnprintable."""
    content, footnotes = printable(_content(pack))
    data = {
        **content,
        "demo": demo,
        "footnotes": footnotes,
        "sheet": sheet_of(Declaration(), demo=demo, clinic=pack.clinic),
    }
    stamp = datetime(pack.on.year, pack.on.month, pack.on.day, tzinfo=UTC)
    return set_type((HERE / "pack.typ").read_bytes(), {"pack": json.dumps(data)}, stamp)


def _content(pack: Pack) -> dict[str, Text]:
    return {
        "title": "停電・障害のときの用紙",
        "clinic": one_line(pack.clinic),
        "on": in_era(pack.on),
        "rows": [_row(each) for each in pack.rows],
        "notes": str(-(-pack.blanks // NOTES_ON_A_PAGE)),
        "blanks": str(pack.blanks),
        "version": layout().version,
    }


SEX = {"1": "男", "2": "女", "3": "－"}


def _row(row: PackRow) -> Text:
    return [
        row.patient_id,
        one_line(row.name),
        one_line(row.kana),
        in_era(row.birthdate) if row.birthdate else "",
        SEX.get(row.sex, ""),
        one_line(row.phone),
        one_line(row.insurance),
        row.confirmed_on.isoformat() if row.confirmed_on else "",
    ]
