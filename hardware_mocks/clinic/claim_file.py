"""見本: RECEIPTC.UKE of the demo's clinic for one month, as its receipt computer writes it before anything is confirmed.

Everybody with a chart has a claim, with the numbers that the clinic holds: right ones, old ones, and none where a first
visit brought none. Days of treatment follow from the persona's name and the month alone, so the same month is the same file.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from zlib import crc32

from hardware_mocks.clinic.claim_records import (
    Act,
    Billed,
    PublicFund,
    Record,
    claim,
    encoded,
    header,
    trailer,
)
from hardware_mocks.clinic.intake_rows import intake_row
from hardware_mocks.personas.model import Persona, Resident

FUND = "1"
FEDERATION = "2"
"""審査支払機関: 支払基金 and 国保連."""
FIRST_VISIT = ("11", "111000110", 291)
RETURN_VISIT = ("12", "112007410", 75)
AMBULATORY = ("12", "112011010", 52)
PRESCRIPTION = ("80", "120002910", 60)
"""(診療識別, 診療行為コード, points of 2024-06), from memory of the published tables: "unverified", 2026-11."""

ILLNESSES = ("見本かぜ症候群", "見本アレルギー性鼻炎", "見本高血圧症", "見本腰痛症")
CHILDREN_FUND = PublicFund("83990002", "0000018")
"""A town's subsidy for children. Its prefecture is 99: no such payer exists."""
PRESCHOOL_YEARS = 6
FROM_70 = 70
NOTE_OF_SHARE = {"010": "42", "020": "41", "030": "26"}
"""特記事項 by the late elderly's share."""


NEVER_HERE_BEFORE = frozenset({"newcomer"})
"""Personas without a row in the clinic's table whose first visit is billed: without chart number and insurer."""
Came = Mapping[str, tuple[int, ...]]
"""Days of the month by persona id."""


def claim_file(
    personas: Iterable[Persona],
    month: date,
    institution: str,
    clinic: str,
    payer: str = FUND,
    came: Came | None = None,
) -> bytes:
    """The claims of treatment in `month` (any day of it) for one payer, billed in the month after.

    Parted by the numbers that the clinic holds; whoever has none is billed to the fund. `came` bills those personas
    alone, on these days. The institution's code has ten digits.
    """
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    claims = [each for each in _billed_in(personas, month, came) if _payer(each.insurer) == payer]
    records: list[Record] = [header(payer, institution, f"見本　{clinic}", f"{after:%Y%m}")]
    for serial, each in enumerate(claims, 1):
        records += claim(each, serial, f"{month:%Y%m}")
    count = sum(2 if each.public_fund else 1 for each in claims)
    records.append(trailer(count, sum(each.points for each in claims)))
    return encoded(records)


def _billed_in(personas: Iterable[Persona], month: date, came: Came | None) -> list[Billed]:
    if came is not None:
        return [_billed(each, month, came[each.id]) for each in personas if each.id in came]
    known = (each for each in personas if intake_row(each) or each.id in NEVER_HERE_BEFORE)
    return [_billed(each, month, days_of_treatment(each, month)) for each in known]


def _payer(insurer: str) -> str:
    return FEDERATION if len(insurer) == 6 or insurer.startswith("39") else FUND


def days_of_treatment(persona: Persona, month: date) -> tuple[int, ...]:
    """One weekday, or two of them in both halves of the month."""
    dice = crc32(f"{persona.id} {month:%Y%m}".encode())
    last = calendar.monthrange(month.year, month.month)[1]
    first = _weekday(month.replace(day=1 + dice % 14))
    if dice % 3 and persona.id not in NEVER_HERE_BEFORE:
        return (first, _weekday(month.replace(day=min(last - 2, first + 14))))
    return (first,)


def _weekday(day: date) -> int:
    """That day, or the Friday before it; at the start of a month the Monday after."""
    back = max(0, day.weekday() - 4)
    return day.day - back if day.day > back else day.day + 7 - day.weekday()


def _billed(persona: Persona, month: date, days: tuple[int, ...]) -> Billed:
    row = intake_row(persona) or dict.fromkeys(("insurer_number", "symbol", "number", "branch"), "")
    dice = crc32(persona.id.encode())
    resident = persona.resident
    plain = Billed(
        chart=row.get("patient_id", ""),
        kind=_kind(persona, row["insurer_number"], month, funds=1),
        name=row.get("name", resident.name),
        kana=_full_kana(row.get("kana", resident.kana)),
        sex=resident.sex,
        birthdate=resident.birthdate,
        insurer=row["insurer_number"],
        symbol=row["symbol"],
        number=row["number"],
        branch=row["branch"],
        illness=ILLNESSES[dice % len(ILLNESSES)],
        since=month.replace(day=days[0]),
        acts=_acts(days, first_visit=persona.intake is None),
        benefit=_benefit(persona, row["insurer_number"], month),
        notes=_notes(persona),
    )
    if _age(resident, month) >= PRESCHOOL_YEARS:
        return plain
    kind = _kind(persona, row["insurer_number"], month, funds=2)
    return replace(plain, public_fund=CHILDREN_FUND, kind=kind)


def _acts(days: tuple[int, ...], *, first_visit: bool) -> tuple[Act, ...]:
    seen = FIRST_VISIT if first_visit else RETURN_VISIT
    acts = [Act(*seen, days)]
    if not first_visit:
        acts.append(Act(*AMBULATORY, days))
    return (*acts, Act(*PRESCRIPTION, days[:1]))


def _kind(persona: Persona, insurer: str, month: date, funds: int) -> str:
    """レセプト種別 of an outpatient claim: insurance, number of payers, whose and which age."""
    if insurer.startswith("39"):
        return f"13{funds}{'0' if _share(persona) == '030' else '8'}"
    age = _age(persona.resident, month)
    if age < PRESCHOOL_YEARS:
        return f"11{funds}4"
    if age >= FROM_70:
        return f"11{funds}8"
    family = any(each.get("family") == "2" for each in persona.registry.get("qualifications", ()))
    return f"11{funds}{'6' if family else '2'}"


def _benefit(persona: Persona, insurer: str, month: date) -> str:
    """給付割合 stands in claims of national health insurance alone."""
    if len(insurer) != 6:
        return ""
    age = _age(persona.resident, month)
    return "80" if age < PRESCHOOL_YEARS or age >= FROM_70 else "70"


def _notes(persona: Persona) -> str:
    share = _share(persona)
    if share:
        return NOTE_OF_SHARE[share]
    return "29" if any("elderly" in each for each in persona.registry.get("qualifications", ())) else ""


def _share(persona: Persona) -> str:
    shares = [each.get("share", "") for each in persona.registry.get("qualifications", ())]
    return next((each for each in shares if each), "")


def _age(resident: Resident, month: date) -> int:
    """Years on the first of the month."""
    born = resident.birthdate
    return month.year - born.year - ((month.month, 1) < (born.month, born.day))


def _full_kana(kana: str) -> str:
    return unicodedata.normalize("NFKC", kana)
