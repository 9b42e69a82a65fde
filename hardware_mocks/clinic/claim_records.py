"""The records of a medical claim file, each as its layout table has it. Written apart from the kiosk's and the payer's reading.

Layout: オンライン又は光ディスク等による請求に係る記録条件仕様（医科用）, as transcribed in public software ("unverified", 2026-11).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

WIDTHS = {"IR": 10, "RE": 38, "HO": 15, "KO": 12, "SN": 9, "JD": 33, "SY": 8, "SI": 44, "CO": 5, "GO": 4}
UNCODED_ILLNESS = "0000999"
NOT_IN_THE_FILE = "？"
"""What stands for a character outside JIS X 0208."""

Record = list[str]


@dataclass(frozen=True, slots=True)
class Act:
    """One act and the days of the month on which it was done; `section` is 診療識別."""

    section: str
    code: str
    points: int
    days: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.points * len(self.days)


@dataclass(frozen=True, slots=True)
class PublicFund:
    """公費: payer's number and the recipient's."""

    number: str
    recipient: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Billed:
    """Everything that one claim says. `insurer` has 6 or 8 digits, or none where the clinic holds no number."""

    chart: str
    kind: str
    name: str = field(repr=False)
    kana: str = field(repr=False)
    sex: str
    birthdate: date
    insurer: str
    symbol: str
    number: str = field(repr=False)
    branch: str
    illness: str
    since: date
    acts: tuple[Act, ...]
    benefit: str = ""
    notes: str = ""
    public_fund: PublicFund | None = None

    @property
    def points(self) -> int:
        return sum(act.total for act in self.acts)

    @property
    def days(self) -> tuple[int, ...]:
        return tuple(sorted({day for act in self.acts for day in act.days}))


def record(kind: str, fields: Mapping[int, str]) -> Record:
    """A record of the table's width; `fields` by the table's numbers, from 2."""
    return [kind, *(fields.get(number, "") for number in range(2, WIDTHS[kind] + 1))]


def header(payer: str, institution: str, name: str, claimed_in: str) -> Record:
    code = institution[-7:]
    fields = {2: payer, 3: institution[:2], 4: "1", 5: code, 7: wide(name), 8: claimed_in, 9: "00"}
    return record("IR", fields | {10: "00-0000-0000"})


def trailer(claims: int, points: int) -> Record:
    """総件数 counts insurers and public funds, not claims."""
    return record("GO", {2: str(claims), 3: str(points), 4: "99"})


def claim(billed: Billed, serial: int, treated: str) -> list[Record]:
    """RE to the last act, in the order of the file."""
    records = [_common(billed, serial, treated), _insured(billed)]
    if billed.public_fund:
        records.append(_public_fund(billed, billed.public_fund))
    if billed.branch:
        records.append(record("SN", {2: "1", 3: "01", 7: billed.branch}))
    records += [_days(billed), _illness(billed)]
    return records + [_act(act, "2" if billed.public_fund else "1") for act in billed.acts]


def _common(billed: Billed, serial: int, treated: str) -> Record:
    fields = {
        2: str(serial),
        3: billed.kind,
        4: treated,
        5: wide(billed.name),
        6: billed.sex,
        7: f"{billed.birthdate:%Y%m%d}",
        8: billed.benefit,
        12: billed.notes,
        14: billed.chart,
        37: "".join(wide(billed.kana).split()),
    }
    return record("RE", fields)


def _insured(billed: Billed) -> Record:
    fields = {
        2: billed.insurer.rjust(8),
        3: wide(billed.symbol),
        4: wide(billed.number),
        5: str(len(billed.days)),
        6: str(billed.points),
    }
    return record("HO", fields)


def _public_fund(billed: Billed, fund: PublicFund) -> Record:
    fields = {2: fund.number, 3: fund.recipient, 5: str(len(billed.days)), 6: str(billed.points)}
    return record("KO", fields)


def _days(billed: Billed) -> Record:
    return record("JD", {2: "1"} | {day + 2: "1" for day in billed.days})


def _illness(billed: Billed) -> Record:
    fields = {2: UNCODED_ILLNESS, 3: f"{billed.since:%Y%m%d}", 4: "1", 6: wide(billed.illness), 7: "01"}
    return record("SY", fields)


def _act(act: Act, borne_by: str) -> Record:
    fields = {2: act.section, 3: borne_by, 4: act.code, 6: str(act.points), 7: str(len(act.days))}
    return record("SI", fields | {day + 13: "1" for day in act.days})


def wide(text: str) -> str:
    """Full width, and only what JIS X 0208 has."""
    full = unicodedata.normalize("NFKC", text)
    return "".join(_carried(_widened(each)) for each in full)


def _widened(character: str) -> str:
    if character == " ":
        return "　"
    return chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character


def _carried(character: str) -> str:
    """The rows of JIS X 0208 begin with 81 to 9F and E0 to EA; row 87 (NEC's signs) is none of them."""
    try:
        coded = character.encode("cp932")
    except UnicodeEncodeError:
        return NOT_IN_THE_FILE
    official = len(coded) == 2 and (coded[0] in range(0x81, 0xA0) or coded[0] in range(0xE0, 0xEB))
    return character if official and coded[0] != 0x87 else NOT_IN_THE_FILE


def encoded(records: list[Record]) -> bytes:
    """CR LF after each record, 1A after the last."""
    return b"".join(",".join(each).encode("cp932") + b"\r\n" for each in records) + b"\x1a"
