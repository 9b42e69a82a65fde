"""A claim file as claims: the institution's record, the claims, the totals. And which field stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.claims.file.uke import Lines, Record
from kiosk.claims.model import Institution, Numbers, Payer

IR_PAYER, IR_PREFECTURE, IR_TABLE, IR_INSTITUTION, IR_MONTH, IR_VOLUME = 1, 2, 3, 4, 7, 8
RE_NUMBER, RE_TYPE, RE_MONTH, RE_BIRTHDATE, RE_BENEFIT, RE_REMARKS = 1, 2, 3, 6, 7, 11
RE_NAME, RE_SEX, RE_CHART, RE_SEARCH, RE_KANA = 4, 5, 13, 18, 36
HO_INSURER, HO_SYMBOL, HO_NUMBER, HO_DAYS, HO_POINTS = 1, 2, 3, 4, 5
HO_MEALS, HO_MEAL_YEN, HO_PAID = 7, 8, 11
KO_DAYS, KO_POINTS = 4, 5
SN_PAYER_KIND, SN_CHECKED, SN_BRANCH = 1, 2, 6
JD_PAYER_KIND = 1
SY_BEGINS = 2
ACT_SECTION, ACT_BURDEN, ACT_CODE, ACT_POINTS, ACT_TIMES = 1, 2, 3, 5, 6
GO_COUNT, GO_POINTS, GO_VOLUME = 1, 2, 3

INSURANCE = "1"
"""負担者種別 of the medical insurance, in SN and JD."""
MEDICAL = "1"
"""点数表: 医科."""
FIRST_DAY: Mapping[str, int] = {"JD": 2, "SI": 13, "IY": 13, "TO": 17}
"""Where the field of the first day of the month stands; the other thirty follow."""
ACTS = frozenset({"SI", "IY", "TO"})
LISTED = ACTS | {"CO"}
"""What stands in 摘要."""
FIRST_YEAR, LAST_YEAR = 1868, 2200
"""Between these a day of birth or treatment can be meant."""
BEFORE_ACTS = frozenset({"RE", "HO", "KO", "SN", "JD", "MF", "SY"})


CUT = BEFORE_ACTS | LISTED | {"SJ"}
"""The records of a medical claim."""
OPAQUE = frozenset({"KH", "NI", "TI", "TR", "TS"})
"""Records of 国保連 and of organ donors: in no table that was readable, let pass where they stand."""


class NotPatchable(Exception):
    """The file is not one whole claim file of a clinic; the sentence says where and what to do."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One レセプト: its records from RE on, in order."""

    records: tuple[Record, ...]

    @property
    def head(self) -> Record:
        return self.records[0]

    def of(self, *kinds: str) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.kind in kinds)

    def with_changed(self, record: Record, changed: Mapping[int, bytes]) -> Claim:
        """The claim with fields of one of its records changed; itself when they hold these values already."""
        news = {at: value for at, value in changed.items() if record.raw(at) != value}
        if not news:
            return self
        new = record.having(news)
        return Claim(tuple(new if each is record else each for each in self.records))


@dataclass(frozen=True, slots=True)
class ClaimFile:
    heading: Record
    claims: tuple[Claim, ...]
    closing: Record
    tail: bytes

    @property
    def payer(self) -> Payer:
        return Payer(self.heading.text(IR_PAYER))


def claim_file(lines: Lines) -> ClaimFile:
    """Raises NotPatchable."""
    records = lines.records
    starts = [at for at, record in enumerate(records) if record.kind == "RE"]
    _refuse(lines, starts)
    ends = [*starts[1:], len(records) - 1]
    claims = tuple(Claim(records[start:end]) for start, end in zip(starts, ends, strict=True))
    return ClaimFile(records[0], claims, records[-1], lines.tail)


def _refuse(lines: Lines, starts: list[int]) -> None:
    records = lines.records
    kinds = [record.kind for record in records]
    if kinds.count("IR") != 1 or kinds[0] != "IR" or records[0].text(IR_TABLE) != MEDICAL:
        raise NotPatchable("line 1: no medical claim file (one IR with 点数表 1); give 医科 RECEIPTC.UKE")
    if kinds.count("GO") != 1 or kinds[-1] != "GO":
        raise NotPatchable(f"line {len(kinds)}: one GO must be the last record; write the file again")
    if starts[:1] != [1]:
        raise NotPatchable("line 2: no claim (RE) follows IR; write the file again")
    if records[0].text(IR_PAYER) not in {each.value for each in Payer}:
        raise NotPatchable("line 1: 審査支払機関 is neither 1 nor 2; write the file again")
    if records[0].raw(IR_VOLUME) not in {b"00", b""} or records[-1].raw(GO_VOLUME) not in {b"99", b""}:
        raise NotPatchable("line 1: one volume of several; write the claims into one file")
    if lines.tail.strip(b"\x1a\x00\r\n ") or records[-1].ending == b"":
        raise NotPatchable(
            "the end of the file is broken: something behind the end mark, or no line end before it"
        )


def institution_of(heading: Record) -> Institution:
    return Institution(heading.text(IR_PREFECTURE), heading.text(IR_INSTITUTION))


def numbers_in(claim: Claim) -> Numbers:
    """The numbers of the claim's one HO, 枝番 from its SN."""
    (insurance,) = claim.of("HO")
    branch = next(
        (each.text(SN_BRANCH) for each in claim.of("SN") if each.text(SN_PAYER_KIND) == INSURANCE), ""
    )
    return Numbers(insurance.text(HO_INSURER), insurance.text(HO_SYMBOL), insurance.text(HO_NUMBER), branch)


def subject(claim: Claim) -> tuple[str, ...]:
    """Patient, month and insurer as they stand: what two claims of a file must not share."""
    head = claim.head
    who = (head.text(RE_CHART), head.text(RE_KANA), head.text(RE_NAME), head.text(RE_BIRTHDATE))
    numbers = tuple(claim.of("HO")[0].text(at).strip() for at in (HO_INSURER, HO_SYMBOL, HO_NUMBER))
    return (*who, head.text(RE_SEX), head.text(RE_MONTH), head.text(RE_TYPE), *numbers)


def out_of_order(claim: Claim) -> bool:
    """Whether something of the claim's head stands behind an act: nobody can say what belongs where."""
    kinds = [record.kind for record in claim.records]
    listed = next((at for at, kind in enumerate(kinds) if kind in LISTED), len(kinds))
    return any(kind in BEFORE_ACTS for kind in kinds[listed:])


def after(claim: Claim, kinds: frozenset[str]) -> int:
    """Where a record goes that follows the last of these kinds; what stands opaquely behind that one stays with it."""
    at = 1 + max(at for at, record in enumerate(claim.records) if record.kind in kinds)
    while at < len(claim.records) and claim.records[at].kind not in CUT:
        at += 1
    return at


def month_of(claim: Claim) -> date | None:
    """The first day of 診療年月 (YYYYMM)."""
    return _day(claim.head.text(RE_MONTH) + "01")


def birthdate_of(claim: Claim) -> date | None:
    return _day(claim.head.text(RE_BIRTHDATE))


def _day(text: str) -> date | None:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    if not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def renumbered(claim: Claim, number: int) -> Claim:
    return claim.with_changed(claim.head, {RE_NUMBER: str(number).encode()})
