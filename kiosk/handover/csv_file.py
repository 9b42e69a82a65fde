"""The confirmed qualification as one CSV row, for receipt computers that take no XML."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import dropwhile
from typing import Literal

from kiosk.handover.model import MAKER, ConfirmedQualification
from kiosk.qualification.model import Qualification, SpecificDisease

Encoding = Literal["utf-8-sig", "cp932"]
SUBSTITUTE = "〓"
"""Stands where code page 932 has no such character, as printers have always shown a missing type."""
EDITION = "2"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Replaced:
    """One character that the encoding could not carry, so that staff can correct it by hand."""

    column: str
    character: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CsvFile:
    data: bytes = field(repr=False)
    replaced: tuple[Replaced, ...] = ()


def render_csv(confirmed: ConfirmedQualification, encoding: Encoding = "utf-8-sig") -> CsvFile:
    """A header and one row for each qualification, CRLF as spreadsheets write it."""
    rows = [
        {name: told(confirmed, each) for name, told in COLUMNS} for each in confirmed.answer.qualifications
    ]
    replaced = tuple(
        Replaced(column, character)
        for row in rows
        for column, text in row.items()
        for character in text
        if not _carries(encoding, character)
    )
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([_cell(row[column], encoding) for column in HEADER] for row in rows)
    return CsvFile(out.getvalue().encode(encoding), replaced)


def _cell(text: str, encoding: Encoding) -> str:
    return harmless("".join(each if _carries(encoding, each) else SUBSTITUTE for each in text))


def harmless(text: str) -> str:
    """One line; a text that a spreadsheet would run as a formula gets an apostrophe before it, whatever unseen stands in front."""
    line = " ".join(text.splitlines())
    seen = "".join(dropwhile(_is_unseen, line))
    return f"'{line}" if seen.startswith(_FORMULA) or line.startswith("\t") else line


def _is_unseen(character: str) -> bool:
    return character.isspace() or not character.isprintable()


def _carries(encoding: Encoding, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _share(qualification: Qualification) -> str:
    """後期高齢 states its own share; between 70 and 74 the elderly certificate does."""
    percent = qualification.share_percent
    if percent is None and qualification.elderly:
        percent = qualification.elderly.share_percent
    return "" if percent is None else str(percent)


def _disease(each: SpecificDisease) -> str:
    """Category, what the patient pays a month at most, first and last day."""
    ceiling = "" if each.monthly_limit is None else str(each.monthly_limit)
    return ":".join((each.category, ceiling, _day(each.valid_from), _day(each.valid_to)))


Column = Callable[[ConfirmedQualification, Qualification], str]

COLUMNS: tuple[tuple[str, Column], ...] = (
    ("maker", lambda _, __: MAKER),
    ("visit", lambda given, _: given.visit),
    ("confirmed_on", lambda given, _: _day(given.answer.confirmed_on)),
    ("evidence", lambda given, _: given.evidence),
    ("outcome", lambda given, _: given.outcome),
    ("validity", lambda given, _: given.answer.validity.value if given.answer.validity else ""),
    ("patient_id", lambda given, _: given.patient_id),
    ("name", lambda _, each: each.name),
    ("kana", lambda _, each: each.kana),
    ("sex", lambda _, each: each.sex.value),
    ("birthdate", lambda _, each: _day(each.birthdate)),
    ("address", lambda _, each: each.address),
    ("postcode", lambda _, each: each.postcode),
    ("insurer_number", lambda _, each: each.insurer_number.strip()),
    ("insurer_name", lambda _, each: each.insurer_name),
    ("symbol", lambda _, each: each.symbol),
    ("number", lambda _, each: each.number),
    ("branch", lambda _, each: each.branch),
    ("personal_family", lambda _, each: each.personal_family),
    ("qualified_on", lambda _, each: _day(each.qualified_on)),
    ("disqualified_on", lambda _, each: _day(each.disqualified_on)),
    ("valid_from", lambda _, each: _day(each.valid_from)),
    ("valid_to", lambda _, each: _day(each.valid_to)),
    ("share_percent", lambda _, each: _share(each)),
    ("limit_category", lambda _, each: each.limit.category if each.limit else ""),
    # Second edition: what the XML always said too.
    ("edition", lambda _, __: EDITION),
    ("card_classification", lambda _, each: each.card_classification),
    ("name_of_other", lambda _, each: each.name_of_other),
    ("kana_of_other", lambda _, each: each.kana_of_other),
    ("insured_name", lambda _, each: each.insured_name),
    ("issued_on", lambda _, each: _day(each.issued_on)),
    ("preschool", lambda _, each: each.preschool),
    ("reason_of_loss", lambda _, each: each.reason_of_loss),
    ("elderly_from", lambda _, each: _day(each.elderly.valid_from if each.elderly else None)),
    ("elderly_to", lambda _, each: _day(each.elderly.valid_to if each.elderly else None)),
    ("limit_classification", lambda _, each: each.limit.classification if each.limit else ""),
    ("limit_from", lambda _, each: _day(each.limit.valid_from if each.limit else None)),
    ("limit_to", lambda _, each: _day(each.limit.valid_to if each.limit else None)),
    ("specific_diseases", lambda _, each: ";".join(map(_disease, each.specific_diseases))),
    ("reference_number", lambda _, each: each.reference_number),
    ("identifier", lambda given, _: given.answer.identifier),
)
"""Columns are only ever appended, and `edition` counts how often: a program that reads the first ones goes on reading."""

HEADER = tuple(name for name, _ in COLUMNS)
