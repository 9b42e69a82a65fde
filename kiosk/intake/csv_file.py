"""The clinic's patients from a CSV file as receipt computers export it: cp932 or UTF-8, era dates, any column order.

Every row of the file ends as a patient, as a remark, or both. Nothing is dropped unsaid.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.intake.layout import Layout, places
from kiosk.intake.model import COLUMNS, Patient
from kiosk.matching.dates import read_date
from kiosk.matching.normalise import blank
from kiosk.matching.people import read_sex


@dataclass(frozen=True, slots=True)
class Remark:
    """What could not be read: the line of the file (the header is line 1), the column, why, and whether the row was kept.

    Values are not repeated: they belong to a patient.
    """

    line: int
    column: str
    reason: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Import:
    """`rows` counts the data rows of the file; each is among the patients or has a remark with kept=False.

    `repeated`: rows under a number that an earlier row had. Nobody imports them; an audit of the table wants to see them.
    """

    patients: tuple[Patient, ...] = field(repr=False)
    remarks: tuple[Remark, ...]
    rows: int
    encoding: str
    repeated: tuple[Patient, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str] = field(repr=False)


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """(text, encoding). Bytes that fit no encoding become surrogates, so that only their own rows are lost."""
    if encoding is None and data.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    if encoding is None:
        encoding = "utf-8" if _fits(data, "utf-8") else "cp932"
    return data.decode(encoding, errors="surrogateescape"), encoding


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def read_patients(data: bytes, layout: Layout | None = None) -> Import:
    """The whole file. A header without a patient's number is a LayoutError; a bad row is a remark."""
    layout = layout or Layout()
    text, encoding = decode(data, layout.encoding)
    patients: dict[str, Patient] = {}
    first_line: dict[str, int] = {}
    repeated: list[Patient] = []
    remarks: list[Remark] = []
    rows = 0
    for row in _rows(text, layout):
        rows += 1
        if isinstance(row, Remark):
            remarks.append(row)
            continue
        number = row.cells["patient_id"]
        if number in patients:
            repeated.append(_patient(row, layout)[0])
            remarks.append(
                Remark(row.line, "patient_id", f"same number as line {first_line[number]}", kept=False)
            )
            continue
        first_line[number] = row.line
        patients[number], doubts = _patient(row, layout)
        remarks.extend(doubts)
    return Import(tuple(patients.values()), tuple(remarks), rows, encoding, tuple(repeated))


def _rows(text: str, layout: Layout) -> Iterator[_Row | Remark]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter, strict=True)
    header = next(reader, [])
    at = places(header, layout)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as failed:
            yield Remark(line, "", f"lines {line} to {reader.line_num} are not CSV: {failed}", kept=False)
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _row(line, cells, len(header), at)


def _row(line: int, cells: list[str], width: int, at: Mapping[str, tuple[int, ...]]) -> _Row | Remark:
    if len(cells) != width:
        return Remark(line, "", f"{len(cells)} columns where the header has {width}", kept=False)
    found = {
        column: " ".join(cells[place].strip() for place in places).strip() for column, places in at.items()
    }
    broken = next(
        (column for column, cell in found.items() if any("\ud800" <= each <= "\udfff" for each in cell)), None
    )
    if broken is not None:
        return Remark(line, broken, "bytes that fit no known encoding", kept=False)
    if not found["patient_id"]:
        return Remark(line, "patient_id", "the patient's number is missing", kept=False)
    return _Row(line, found)


def _patient(row: _Row, layout: Layout) -> tuple[Patient, list[Remark]]:
    cells = row.cells
    written = {column: cells.get(column, "") for column in ("sex", "birthdate")}
    sex = layout.sexes.get(written["sex"]) or read_sex(written["sex"]) or ""
    birthdate = read_date(written["birthdate"])
    read = {"sex": sex, "birthdate": birthdate}
    doubts = [
        Remark(row.line, column, "cannot be read", kept=True)
        for column, value in read.items()
        if not value and not blank(written[column])
    ]
    texts = {column: _text(cells.get(column, "")) for column in COLUMNS if column not in read}
    return Patient(sex=sex, birthdate=birthdate, **texts), doubts


def _text(cell: str) -> str:
    """A field of dashes is how receipt computers write nothing."""
    return "" if blank(cell) else cell
