"""The clinic's patients from a CSV file as receipt computers export it: cp932 or UTF-8, era dates, any column order.

Every row of the file ends as a patient, as a remark, or both. Nothing is dropped unsaid. One row is in memory at a time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO

from kiosk.intake.csv.encoding import encoding_of
from kiosk.intake.csv.layout import Layout, places
from kiosk.intake.csv.records import Record, records
from kiosk.intake.model import COLUMNS, LONGEST, Patient
from kiosk.intake.remarks import Reason, Remark
from kiosk.matching.dates.notation import read_date
from kiosk.matching.people import read_sex
from kiosk.matching.text.normalise import blank

_BROKEN = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TEXTS = tuple(column for column in COLUMNS if column not in {"patient_id", "sex", "birthdate"})
# A clinic's patients were born on some 36,000 days, each written in one notation or two.
_day = lru_cache(maxsize=1 << 16)(read_date)
Places = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Read:
    """A row with its patient; `doubts` name the items of it that could not be read and stay empty."""

    line: int
    patient: Patient = field(repr=False)
    doubts: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A row left out. `patient_id` is whose row it was, where that much could be read."""

    remark: Remark
    patient_id: str = ""


Row = Read | Unread


@dataclass(frozen=True, slots=True)
class PatientFile:
    """`rows` can be gone through once."""

    encoding: str
    rows: Iterator[Row]


def open_patients(file: BinaryIO, layout: Layout | None = None) -> PatientFile:
    """Raises LayoutError when the header names no patient's number, or two columns where one is meant."""
    layout = layout or Layout()
    encoding = layout.encoding or encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
    for _ in range(layout.skip):
        text.readline()
    found = records(iter(text), layout.delimiter)
    header = next(found, Record(1, [])).cells or []
    return PatientFile(encoding, _lent(text, _rows(found, layout, len(header), places(header, layout))))


def _lent(text: io.TextIOWrapper, rows: Iterator[Row]) -> Iterator[Row]:
    """The file stays open behind us: whoever opened it closes it."""
    try:
        yield from rows
    finally:
        text.detach()


def _rows(found: Iterator[Record], layout: Layout, width: int, at: Places) -> Iterator[Row]:
    for record in found:
        line = record.line + layout.skip
        if record.cells is None:
            yield Unread(Remark(line, "", Reason.NOT_CSV, kept=False))
        elif len(record.cells) != width:
            number = _number(record.cells, at)
            yield Unread(Remark(line, "", Reason.TORN, kept=False), number)
        else:
            yield _row(line, record.cells, layout, at)


def _number(cells: list[str], at: Places) -> str:
    """Of a torn row, the number when it stands first: behind a stray comma every column is another."""
    first = cells[0].strip() if at["patient_id"] == (0,) else ""
    return "" if _BROKEN.search(first) or len(first) > LONGEST["patient_id"] else first


def _row(line: int, cells: list[str], layout: Layout, at: Places) -> Row:
    items = {column: _joined(cells, each) for column, each in at.items()}
    number, whole = items["patient_id"], "\t".join(items.values())
    if _BROKEN.search(whole):
        column = next(name for name, item in items.items() if _BROKEN.search(item))
        return Unread(
            Remark(line, column, Reason.BYTES, kept=False), "" if column == "patient_id" else number
        )
    if not number:
        return Unread(Remark(line, "patient_id", Reason.NO_NUMBER, kept=False))
    if len(number) > LONGEST["patient_id"]:
        return Unread(Remark(line, "patient_id", Reason.TOO_LONG, kept=False))
    doubts: list[Remark] = []
    if _CONTROL.search(whole.replace("\t", "")):
        items = _without_control(line, items, doubts)
    return _read(line, items, layout, doubts)


def _joined(cells: list[str], at: tuple[int, ...]) -> str:
    if len(at) == 1:
        return cells[at[0]].strip()
    return " ".join(cells[place].strip() for place in at).strip()


def _without_control(line: int, items: Mapping[str, str], doubts: list[Remark]) -> dict[str, str]:
    clean = {column: _CONTROL.sub("", item) for column, item in items.items()}
    doubts += [
        Remark(line, column, Reason.CONTROL, kept=True) for column in items if items[column] != clean[column]
    ]
    return clean


def _read(line: int, items: Mapping[str, str], layout: Layout, doubts: list[Remark]) -> Read:
    written = items.get("birthdate", "")
    birthdate = _day(written) if written else None
    if birthdate is None and not blank(written):
        doubts.append(Remark(line, "birthdate", Reason.UNREADABLE, kept=True))
    coded = items.get("sex", "")
    sex = layout.sexes.get(coded) or read_sex(coded) or ""
    if not sex and not blank(coded):
        doubts.append(Remark(line, "sex", Reason.UNREADABLE, kept=True))
    texts = {column: _text(line, column, items.get(column, ""), doubts) for column in _TEXTS}
    patient = Patient(
        patient_id=items["patient_id"],
        name=texts["name"],
        kana=texts["kana"],
        sex=sex,
        birthdate=birthdate,
        address=texts["address"],
        postcode=texts["postcode"],
        insurer_number=texts["insurer_number"],
        symbol=texts["symbol"],
        number=texts["number"],
        branch=texts["branch"],
        phone=texts["phone"],
    )
    return Read(line, patient, tuple(doubts))


def _text(line: int, column: str, item: str, doubts: list[Remark]) -> str:
    """A field of dashes is how receipt computers write nothing."""
    if not item or blank(item):
        return ""
    if len(item) > LONGEST[column]:
        doubts.append(Remark(line, column, Reason.TOO_LONG, kept=True))
        return ""
    return item
