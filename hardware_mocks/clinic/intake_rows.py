"""見本: what the clinic of the demo holds about the made-up people, as its receipt computer would export it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from hardware_mocks.personas.model import Persona

HEADER = (
    "patient_id",
    "name",
    "kana",
    "sex",
    "birthdate",
    "address",
    "postcode",
    "insurer_number",
    "symbol",
    "number",
    "branch",
    "phone",
)
JAPANESE_HEADER = (
    "患者番号",
    "氏名",
    "カナ氏名",
    "性別",
    "生年月日",
    "住所",
    "郵便番号",
    "保険者番号",
    "記号",
    "番号",
    "枝番",
    "電話番号",
)
SUBSTITUTE = "〓"


def intake_row(persona: Persona) -> dict[str, str] | None:
    """The persona's row; what its file leaves out is as the resident register has it. None for a first visit."""
    if persona.intake is None:
        return None
    resident = persona.resident
    known = {
        "name": resident.name,
        "kana": resident.kana,
        "sex": resident.sex,
        "birthdate": _iso(resident.birthdate),
        "address": resident.address,
        "postcode": resident.postcode,
    }
    return {column: persona.intake.get(column, known.get(column, "")) for column in HEADER}


def intake_rows(personas: Iterable[Persona]) -> tuple[dict[str, str], ...]:
    """One row for each persona that the clinic knows, by its number; each number once, a family shares none."""
    rows = (intake_row(persona) for persona in personas)
    return tuple(sorted((row for row in rows if row), key=lambda row: row["patient_id"]))


def intake_csv(personas: Iterable[Persona]) -> bytes:
    """The export in code page 932 under Japanese headings; what that page lacks becomes 〓, as in real exports."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(JAPANESE_HEADER)
    writer.writerows([row[column] for column in HEADER] for row in intake_rows(personas))
    return "".join(_carried(character) for character in out.getvalue()).encode("cp932")


def _carried(character: str) -> str:
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return SUBSTITUTE
    return character


def _iso(day: date) -> str:
    return day.isoformat()
