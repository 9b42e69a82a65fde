"""The clinic's patients from a file as receipt computers export it: any usual encoding, delimiter, heading and column order.

Every row of the file ends as a patient, as a remark, or both. Nothing is dropped unsaid. One row is in memory at a time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import BinaryIO

from kiosk.intake.csv.beginning import LOOK, Beginning, find_beginning
from kiosk.intake.csv.cells import ODD, REMARKED, unwrapped
from kiosk.intake.csv.encoding import encoding_of, on_error, refuse_other_files
from kiosk.intake.csv.headings import TOTALS, folded
from kiosk.intake.csv.layout import Columns, Layout
from kiosk.intake.csv.records import Record, records
from kiosk.intake.model import COLUMNS, LONGEST, Patient
from kiosk.intake.remarks import Reason, Remark, shape
from kiosk.matching.dates.notation import read_date
from kiosk.matching.people import read_sex
from kiosk.matching.text.normalise import blank

_BROKEN = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TEXTS = tuple(column for column in COLUMNS if column not in {"patient_id", "sex", "birthdate"})
# A clinic's patients were born on some 36,000 days, each written in one notation or two.
_day = lru_cache(maxsize=1 << 16)(read_date)
Places = Mapping[str, tuple[int, ...]]
_TOTALS = tuple(map(folded, TOTALS))
_LONGEST_TOTAL = 20
_CELLS_OF_TOTALS = 3
"""Filled cells that a line of totals may have; a patient has more."""


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
    beginning: Beginning
    rows: Iterator[Row]


@dataclass(frozen=True, slots=True)
class _Table:
    """How the rows of one file are read."""

    beginning: Beginning
    layout: Layout
    today: date

    @property
    def columns(self) -> Columns:
        return self.beginning.columns


def open_patients(file: BinaryIO, layout: Layout | None = None, today: date = date.max) -> PatientFile:
    """`today`: nobody is born later. Raises LayoutError when no row names the patient's number, or two columns where one is meant."""
    layout = layout or Layout()
    refuse_other_files(file)
    encoding = layout.encoding or encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, errors=on_error(encoding), newline="")
    for _ in range(layout.skip):
        text.readline()
    head = list(islice(text, LOOK))
    try:
        beginning = find_beginning(head, layout)
    except ValueError:
        text.detach()
        raise
    found = records(chain(head, text), beginning.delimiter)
    return PatientFile(encoding, beginning, _lent(text, _rows(found, _Table(beginning, layout, today))))


def _lent(text: io.TextIOWrapper, rows: Iterator[Row]) -> Iterator[Row]:
    """The file stays open behind us: whoever opened it closes it."""
    try:
        yield from rows
    finally:
        text.detach()


def _rows(found: Iterator[Record], table: _Table) -> Iterator[Row]:
    width, last = table.beginning.width, table.beginning.last_line
    for record in found:
        if record.line <= last:
            continue
        line = record.line + table.layout.skip
        if record.cells is None:
            yield Unread(Remark(line, "", Reason.NOT_CSV, kept=False))
            continue
        cells = _fitted(record.cells, table.beginning)
        if _is_no_patient(cells, table.beginning):
            yield Unread(Remark(line, "", Reason.NO_PATIENT, kept=False))
        elif len(cells) != width:
            yield Unread(Remark(line, "", Reason.TORN, kept=False), _number(cells, table.columns.at))
        else:
            yield _row(line, cells, table)


def _fitted(cells: list[str], beginning: Beginning) -> list[str]:
    """Empty cells behind the last heading mean nothing, whether the row has more of them or the header."""
    if len(cells) > beginning.width and not any(map(str.strip, cells[beginning.width :])):
        return cells[: beginning.width]
    if len(cells) < beginning.width and beginning.headings and not any(beginning.headings[len(cells) :]):
        return cells + [""] * (beginning.width - len(cells))
    return cells


def _is_no_patient(cells: list[str], beginning: Beginning) -> bool:
    """A line of totals under the table, or the header once more where a printed page began."""
    first = cells[0] or next((cell for cell in cells if cell and not cell.isspace()), "")
    if first[:1].isdecimal():
        # Nearly every row begins with a number, and no total or heading does.
        return False
    if len(first) <= _LONGEST_TOTAL and folded(first).startswith(_TOTALS):
        return sum(not blank(cell) for cell in cells) <= _CELLS_OF_TOTALS
    return bool(beginning.headings) and tuple(map(unwrapped, cells)) == beginning.headings


def _number(cells: list[str], at: Places) -> str:
    """Of a torn row, the number when it stands first: behind a stray comma every column is another."""
    first = unwrapped(cells[0]) if at["patient_id"] == (0,) else ""
    return "" if _BROKEN.search(first) or len(first) > LONGEST["patient_id"] else first


def _row(line: int, cells: list[str], table: _Table) -> Row:
    items = {column: _joined(cells, each) for column, each in table.columns.at.items()}
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
    if ODD.search(whole):
        doubts += _odd(line, items)
    return _read(line, items, table, doubts)


def _joined(cells: list[str], at: tuple[int, ...]) -> str:
    if len(at) == 1:
        return unwrapped(cells[at[0]])
    return " ".join(filter(None, (unwrapped(cells[place]) for place in at)))


def _odd(line: int, items: Mapping[str, str]) -> Iterator[Remark]:
    """Characters of names and places that were lost, or that not every computer shows."""
    for column in ("name", "kana", "address"):
        for pattern, reason in REMARKED:
            if pattern.search(items.get(column, "")):
                yield Remark(line, column, reason, kept=True)


def _without_control(line: int, items: Mapping[str, str], doubts: list[Remark]) -> dict[str, str]:
    clean = {column: _CONTROL.sub("", item) for column, item in items.items()}
    doubts += [
        Remark(line, column, Reason.CONTROL, kept=True) for column in items if items[column] != clean[column]
    ]
    return clean


def _read(line: int, items: Mapping[str, str], table: _Table, doubts: list[Remark]) -> Read:
    written = items.get("birthdate", "")
    birthdate = _day(written) if written else None
    if birthdate is not None and birthdate > table.today:
        birthdate = None
    if birthdate is None and not blank(written):
        doubts.append(Remark(line, "birthdate", Reason.UNREADABLE, kept=True, seen=shape(written)))
    coded = items.get("sex", "")
    sex = table.layout.sexes.get(coded) or read_sex(coded) or ""
    if not sex and not blank(coded):
        doubts.append(Remark(line, "sex", Reason.UNREADABLE, kept=True, seen=coded[:8]))
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
