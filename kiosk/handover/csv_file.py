"""The confirmed qualification as one CSV row, for receipt computers that take no XML."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import dropwhile
from typing import Literal

from kiosk.handover.model import MAKER, ConfirmedQualification
from kiosk.qualification.model import Qualification

Encoding = Literal["utf-8-sig", "cp932"]
SUBSTITUTE = "〓"
"""Stands where code page 932 has no such character, as printers have always shown a missing type."""
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
    rows = [dict(_columns(confirmed, each)) for each in confirmed.answer.qualifications]
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
    """A text that a spreadsheet would run as a formula gets an apostrophe before it, whatever unseen stands in front."""
    carried = "".join(each if _carries(encoding, each) else SUBSTITUTE for each in text)
    line = " ".join(carried.splitlines())
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


def _columns(confirmed: ConfirmedQualification, qualification: Qualification) -> Iterator[tuple[str, str]]:
    answer = confirmed.answer
    yield "maker", MAKER
    yield "visit", confirmed.visit
    yield "confirmed_on", _day(answer.confirmed_on)
    yield "evidence", confirmed.evidence
    yield "outcome", confirmed.outcome
    yield "validity", answer.validity.value if answer.validity else ""
    yield "patient_id", confirmed.patient_id
    yield "name", qualification.name
    yield "kana", qualification.kana
    yield "sex", qualification.sex.value
    yield "birthdate", _day(qualification.birthdate)
    yield "address", qualification.address
    yield "postcode", qualification.postcode
    yield "insurer_number", qualification.insurer_number.strip()
    yield "insurer_name", qualification.insurer_name
    yield "symbol", qualification.symbol
    yield "number", qualification.number
    yield "branch", qualification.branch
    yield "personal_family", qualification.personal_family
    yield "qualified_on", _day(qualification.qualified_on)
    yield "disqualified_on", _day(qualification.disqualified_on)
    yield "valid_from", _day(qualification.valid_from)
    yield "valid_to", _day(qualification.valid_to)
    yield "share_percent", _share(qualification)
    yield "limit_category", qualification.limit.category if qualification.limit else ""


HEADER = (
    "maker",
    "visit",
    "confirmed_on",
    "evidence",
    "outcome",
    "validity",
    "patient_id",
    "name",
    "kana",
    "sex",
    "birthdate",
    "address",
    "postcode",
    "insurer_number",
    "insurer_name",
    "symbol",
    "number",
    "branch",
    "personal_family",
    "qualified_on",
    "disqualified_on",
    "valid_from",
    "valid_to",
    "share_percent",
    "limit_category",
)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _share(qualification: Qualification) -> str:
    """後期高齢 states its own share; between 70 and 74 the elderly certificate does."""
    percent = qualification.share_percent
    if percent is None and qualification.elderly:
        percent = qualification.elderly.share_percent
    return "" if percent is None else str(percent)
