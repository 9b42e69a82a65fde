"""What the desk types, read once: trimmed, cut to a length that paper takes, dates in any notation of the counter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from werkzeug.datastructures import FileStorage

from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.desk.acting import NotNow
from kiosk.desk.papers.documents import Keyed
from kiosk.evidence.kinds import EvidenceKind
from kiosk.matching.dates.notation import read_date
from kiosk.matching.report import Person
from kiosk.matching.text.normalise import plain
from kiosk.qualification.grounds import OutageNote

Form = Mapping[str, str]
Choice = TypeVar("Choice", bound=Enum)
LONGEST = 120
SEXES = frozenset({"1", "2", "3"})
SHARES = {"10": 10, "20": 20, "30": 30}


@dataclass(frozen=True, slots=True)
class Misread:
    """Something typed cannot be read; `code` is the key of the sentence that says what."""

    code: str


def upload(files: Mapping[str, FileStorage]) -> bytes:
    """The bytes of the file that was chosen. Raises NotNow when none was."""
    given = files.get("file")
    content = given.read() if given else b""
    if not content:
        raise NotNow("no_file")
    return content


def text(form: Form, name: str) -> str:
    """One line as typed: a name keeps its own characters, control characters do not belong to it."""
    typed = "".join(each if each.isprintable() else " " for each in form.get(name, ""))
    return typed.strip()[:LONGEST]


def why_typed(form: Form) -> str:
    """The reason of an undoing. Raises NotNow when there is none: a trace without a reason explains nothing."""
    why = text(form, "why")
    if not why:
        raise NotNow("why")
    return why


def one_of(kind: type[Choice], form: Form, name: str) -> Choice:
    """The member that was chosen. Raises NotNow when none was, or none that the page offered."""
    try:
        return kind(form.get(name, ""))
    except ValueError:
        raise NotNow("incomplete") from None


def whole_number(form: Form, name: str) -> int | None:
    """Digits as typed, wide ones and a comma between thousands too; None for anything else."""
    typed = plain(text(form, name)).replace(",", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else None


def day(form: Form, name: str) -> date | None:
    return read_date(text(form, name))


def person_typed(form: Form) -> Person | Misread:
    """The five items, all of them: what is left empty could not be compared."""
    birthdate = day(form, "birthdate")
    name, kana, address = text(form, "name"), text(form, "kana"), text(form, "address")
    sex = form.get("sex", "")
    if birthdate is None:
        return Misread("birthdate")
    if not (name and kana and address) or sex not in SEXES:
        return Misread("five_items")
    return Person(name=name, kana=kana, sex=sex, birthdate=birthdate, address=address)


def note_typed(form: Form, by: str, at: datetime) -> OutageNote | Misread:
    """The four printed items."""
    birthdate = day(form, "birthdate")
    name, address, sex = text(form, "name"), text(form, "address"), form.get("sex", "")
    if birthdate is None:
        return Misread("birthdate")
    if not (name and address) or sex not in SEXES:
        return Misread("four_items")
    return OutageNote(name, birthdate, sex, address, noted_by=by, noted_at=at)


def keyed(form: Form, turn: str) -> Keyed:
    """One keying of a document; `turn` is first or second."""
    written = day(form, f"{turn}_birthdate")
    return Keyed(
        plain(text(form, f"{turn}_insurer_number")),
        text(form, f"{turn}_symbol"),
        text(form, f"{turn}_number"),
        text(form, f"{turn}_branch"),
        written.isoformat() if written else text(form, f"{turn}_birthdate"),
        "no_symbol" in form,
    )


def evidence(form: Form) -> EvidenceKind | None:
    chosen = form.get("kind", "")
    return EvidenceKind(chosen) if chosen in {each.value for each in EvidenceKind} else None


def declaration_typed(form: Form, today: date) -> Declaration | Misread:
    """申立書 as taken down at the desk: blanks are allowed everywhere, nonsense nowhere."""
    birthdate = day(form, "birthdate")
    if birthdate is None and text(form, "birthdate"):
        return Misread("birthdate")
    kind, share = form.get("insurance_kind", ""), form.get("share_percent", "")
    kinds = {each.value for each in InsuranceKind}
    return Declaration(
        name=text(form, "name"),
        kana=text(form, "kana"),
        birthdate=birthdate,
        sex=form.get("sex", "") if form.get("sex") in SEXES else "",
        address=text(form, "address"),
        phone=text(form, "phone"),
        insurance_kind=InsuranceKind(kind) if kind in kinds else None,
        insurer_name=text(form, "insurer_name"),
        employer=text(form, "employer"),
        share_percent=SHARES.get(share),
        declared_on=today,
        signer=text(form, "signer") or text(form, "name"),
        signer_relation=text(form, "signer_relation"),
    )
