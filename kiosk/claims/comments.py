"""The comments that say why a claim carries no current qualification, and what the patient declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.claims.file.claim import ACT_CODE, ACT_SECTION, BEFORE_ACTS, LISTED, Claim, after
from kiosk.claims.file.text import Written, cut, wide
from kiosk.claims.file.uke import Record
from kiosk.claims.model import Unknown
from kiosk.claims.remarks import Remark
from kiosk.declaration.model import InsuranceKind
from kiosk.matching.names import kana

PAST = "820000245"
UNKNOWN = "820000246"
MAX_CHARACTERS = 38
WHOLE_CLAIM = b"01"
INSURANCE_ALONE = b"1"

HEADINGS: Mapping[str, str] = {
    PAST: "旧資格情報",
    UNKNOWN: "不詳",
    "830000501": "カナ氏名",
    "830000502": "保険種別",
    "830000503": "保険者等名称",
    "830000504": "事業所名",
    "830000505": "住所１",
    "830000506": "住所２以降",
    "830000507": "連絡先電話番号",
    "830000508": "患者への連絡を行った日付",
}
"""コメントコード in published order (comment master of 支払基金, in force since 2023-08-01)."""

KINDS: Mapping[InsuranceKind, str] = {
    InsuranceKind.EMPLOYEES: "被用者保険",
    InsuranceKind.NATIONAL: "国民健康保険",
    InsuranceKind.ELDERLY: "後期高齢者医療",
    InsuranceKind.UNKNOWN: "わからない",
}


@dataclass(frozen=True, slots=True)
class Comments:
    """The records in their order, and what had to be left out or replaced."""

    records: tuple[Record, ...]
    remarks: tuple[Remark, ...] = ()


def _comment(code: str, text: bytes, *, first: bool) -> Record:
    """診療識別 stands on the first record of a section alone."""
    return Record(0, (b"CO", WHOLE_CLAIM if first else b"", INSURANCE_ALONE, code.encode(), text))


PAST_COMMENTS = (_comment(PAST, b"", first=True),)


def unknown_comments(standing: Unknown) -> Comments:
    """Blanks of the form stay blanks: they get no comment."""
    records = [_comment(UNKNOWN, b"", first=True)]
    remarks: list[Remark] = []
    for code, written in _declared(standing):
        kept, over = cut(written, MAX_CHARACTERS)
        records.append(_comment(code, kept.data, first=False))
        remarks += [Remark("text-cut", code)] if over.data else []
        remarks += _about_characters(code, written)
    return Comments(tuple(records), tuple(remarks))


def _about_characters(code: str, written: Written) -> Iterable[Remark]:
    if written.lost:
        yield Remark("characters-lost", f"{code}: {' '.join(written.lost)}")
    if written.replaced:
        yield Remark("characters-replaced", f"{code}: {' '.join(written.replaced)}")


def _declared(standing: Unknown) -> Iterable[tuple[str, Written]]:
    said = standing.declaration
    address_1, address_2 = _two_parts(said.address)
    kind = KINDS[said.insurance_kind] if said.insurance_kind else ""
    texts = (
        ("830000501", wide(" ".join(kana.words(said.kana)))),
        ("830000502", wide(kind)),
        ("830000503", wide(said.insurer_name)),
        ("830000504", wide(said.employer)),
        ("830000505", address_1),
        ("830000506", address_2),
        ("830000507", wide(said.phone)),
        ("830000508", wide(_day(standing.contacted_on))),
    )
    return (each for each in texts if each[1].data)


def _two_parts(address: str) -> tuple[Written, Written]:
    """Broken at the last space of the first 38 characters where there is one, as between house number and building."""
    line = " ".join(address.split())
    whole = wide(line)
    if whole.characters <= MAX_CHARACTERS:
        return whole, Written(b"")
    space = line[: MAX_CHARACTERS + 1].rfind(" ")
    building = wide(line[space + 1 :])
    if space > 0 and building.characters <= MAX_CHARACTERS:
        return wide(line[:space]), building
    return cut(whole, MAX_CHARACTERS)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def with_comments(claim: Claim, wanted: tuple[Record, ...]) -> Claim:
    """The claim with exactly these of our comments, heading its 摘要; itself when they stand there already."""
    at = after(claim, BEFORE_ACTS)
    ours = [record for record in claim.records if _is_ours(record)]
    standing = claim.records[at : at + len(wanted)]
    if len(ours) == len(wanted) and [each.fields for each in standing] == [each.fields for each in wanted]:
        return claim
    kept = _without_ours(claim.records)
    at = after(Claim(kept), BEFORE_ACTS)
    return Claim((*kept[:at], *wanted, *kept[at:]))


def _is_ours(record: Record) -> bool:
    return record.kind == "CO" and record.text(ACT_CODE) in HEADINGS


def _without_ours(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """A record that lost the head of its section with them becomes that head."""
    kept: list[Record] = []
    section = b""
    for record in records:
        if _is_ours(record):
            section = record.raw(ACT_SECTION) or section
            continue
        headless = section and record.kind in LISTED and not record.raw(ACT_SECTION)
        kept.append(record.having({ACT_SECTION: section}) if headless else record)
        section = b""
    return tuple(kept)
