"""A plain reader of claim files, written from the published field orders and not from the code under test, and a small clinic."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from kiosk.claims.chart import MonthlyChart
from kiosk.claims.choices import CHOICES
from kiosk.claims.file.claim import claim_file
from kiosk.claims.file.uke import read
from kiosk.claims.model import (
    Accepted,
    Current,
    Known,
    Numbers,
    Past,
    PatientMonth,
    Payer,
    Period,
    Relation,
    Unknown,
)
from kiosk.claims.patch.patch import patch
from kiosk.declaration.model import Declaration, InsuranceKind

COUNTS = {
    "IR": 10, "RE": 38, "HO": 15, "KO": 12, "SN": 9, "JD": 33, "MF": 33,
    "SY": 8, "SI": 44, "IY": 44, "TO": 48, "CO": 5, "SJ": 3, "GO": 4,
}  # fmt: skip
"""Fields of each kind of record, its id included."""
PLACES = {
    "IR": {"payer": 2, "month": 8},
    "RE": {"number": 2, "type": 3, "month": 4, "name": 5, "born": 7, "rate": 8, "notes": 12, "chart": 14, "kana": 37},
    "HO": {"insurer": 2, "symbol": 3, "number": 4, "days": 5, "points": 6},
    "KO": {"payer": 2, "recipient": 3, "days": 5, "points": 6},
    "SN": {"kind": 2, "checked": 3, "branch": 7},
    "SY": {"code": 2, "begins": 3},
    "SI": {"section": 2, "burden": 3, "code": 4, "points": 6, "times": 7},
    "IY": {"section": 2, "burden": 3, "code": 4, "points": 6, "times": 7},
    "TO": {"section": 2, "burden": 3, "code": 4, "points": 6, "times": 7},
    "CO": {"section": 2, "burden": 3, "code": 4, "text": 5},
    "GO": {"count": 2, "points": 3},
}  # fmt: skip
"""Where a field stands, counted from 1 with the record id, as the published tables do."""


@dataclass(frozen=True)
class Line:
    kind: str
    values: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        at = PLACES[self.kind][name] - 1
        return self.values[at] if at < len(self.values) else ""

    def days(self, first: int) -> dict[int, str]:
        return {day: self.values[first + day - 2] for day in range(1, 32) if self.values[first + day - 2]}


@dataclass
class PlainClaim:
    lines: list[Line]

    def all(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]

    def __getitem__(self, kind: str) -> Line:
        return self.all(kind)[0]


@dataclass
class PlainFile:
    head: Line
    claims: list[PlainClaim]
    foot: Line
    rest: bytes


def plain_read(data: bytes) -> PlainFile:
    """Text first, then lines and commas: the other way round than the code under test."""
    at = data.rfind(b"\n") + 1
    lines = [
        Line(line.partition(",")[0], tuple(line.split(",")))
        for line in data[:at].decode("cp932").replace("\r", "").split("\n")[:-1]
    ]
    claims: list[PlainClaim] = []
    for line in lines[1:-1]:
        if line.kind == "RE":
            claims.append(PlainClaim([]))
        claims[-1].lines.append(line)
    return PlainFile(lines[0], claims, lines[-1], data[at:])


def record(kind: str, /, **fields: object) -> str:
    values = [kind] + [""] * (COUNTS[kind] - 1)
    for name, value in fields.items():
        values[PLACES[kind][name] - 1] = str(value)
    return ",".join(values)


def with_days(line: str, days: dict[int, int], first: int) -> str:
    values = line.split(",")
    for day, times in days.items():
        values[first + day - 2] = str(times)
    return ",".join(values)


FIRST_DAY_AT = {"JD": 3, "SI": 14, "IY": 14, "TO": 18}


def act(kind: str, section: str, code: str, points: int, days: dict[int, int], burden: str = "1") -> str:
    line = record(kind, section=section, burden=burden, code=code, points=points, times=sum(days.values()))
    return with_days(line, days, FIRST_DAY_AT[kind])


@dataclass
class Bill:
    """One claim as a receipt computer would have it."""

    chart: str = "1001"
    kana: str = "ミホンタロウ"
    born: str = "19800401"
    type: str = "1112"
    rate: str = ""
    notes: str = ""
    month: str = "202610"
    insurer: str = "06130512"
    symbol: str = "12"
    number: str = "3456"
    branch: str | None = "00"
    visits: dict[int, int] = field(default_factory=lambda: {5: 1})
    extra: tuple[str, ...] = ()
    kinds: str = "SI"

    def acts(self) -> list[str]:
        each = dict.fromkeys(self.visits, 1)
        lines = [act("SI", "12", "112007410", 75, each)]
        if "IY" in self.kinds:
            lines.append(act("IY", "21", "620000001", 12, dict.fromkeys(each, 7)))
        if "TO" in self.kinds:
            lines.append(act("TO", "40", "710000001", 30, each))
        return sorted([*lines, *self.extra], key=lambda line: line.split(",")[1] or "99")

    def points(self) -> int:
        total = 0
        for line in self.acts():
            values = line.split(",")
            if values[0] in {"SI", "IY", "TO"}:
                total += int(values[5]) * int(values[6])
        return total

    def lines(self, number: int) -> list[str]:
        born, month = self.born, self.month
        head = record(
            "RE", number=number, type=self.type, month=month, name="見本　太郎", born=born, rate=self.rate, notes=self.notes,
            chart=self.chart, kana=self.kana,
        )  # fmt: skip
        days, points = len(self.visits), self.points()
        insured = record(
            "HO", insurer=self.insurer.rjust(8), symbol=self.symbol, number=self.number, days=days, points=points
        )  # fmt: skip
        branch = [] if self.branch is None else [record("SN", kind="1", checked="01", branch=self.branch)]
        calendar = with_days("JD,1" + "," * 31, self.visits, FIRST_DAY_AT["JD"])
        illness = record("SY", code="0000999", begins=f"{month}01")
        return [head, insured, *branch, calendar, illness, *self.acts()]


def uke(bills: list[Bill], payer: str = "1", end: bytes = b"\x1a") -> bytes:
    lines = [f"IR,{payer},13,1,9999999,,見本クリニック,202611,00,00-0000-0000"]
    for number, bill in enumerate(bills, 1):
        lines += bill.lines(number)
    lines.append(f"GO,{len(bills)},{sum(bill.points() for bill in bills)},99")
    return b"".join(line.encode("cp932") + b"\r\n" for line in lines) + end


MONTH = date(2026, 10, 1)
EVERYTHING = Accepted("見本　院長", date(2026, 11, 21), frozenset(choice.id for choice in CHOICES))
DECLARED = Declaration(
    name="見本　太郎",
    kana="みほん　たろう",
    address="見本県見本市見本町一丁目2番3号",
    phone="090-0000-0000",
    insurance_kind=InsuranceKind.EMPLOYEES,
    insurer_name="見本健康保険組合",
    employer="株式会社見本",
    share_percent=30,
)


def day(number: int) -> date:
    return MONTH.replace(day=number)


def through(standing, first: int = 1, last: int = 31, **known) -> Period:
    return Period(day(first), day(last), standing, **({"since": date(2026, 4, 1)} | known))


BEFORE = Numbers("06130512", "12", "3456")
"""What a bill names unless it is told otherwise: the clinic has seen it."""


def patient(
    *periods: Period, chart="1001", kana="ﾐﾎﾝ ﾀﾛｳ", born=date(1980, 4, 1), name="", sex="", known=(BEFORE,)
) -> PatientMonth:
    seen = tuple(each if isinstance(each, Known) else Known(each, date(2020, 4, 1)) for each in known)
    return PatientMonth(chart, kana, born, periods, name, sex, seen)


def patched(data: bytes | list[bytes], patients: list[PatientMonth], accepted=EVERYTHING, **more):
    """What patch makes of files and a clinic: the files by payer, read plainly, and the entries."""
    files = [claim_file(read(each)) for each in ([data] if isinstance(data, bytes) else data)]
    return patch(files, MonthlyChart(lambda _month: patients), accepted, **more)


@dataclass(frozen=True)
class Clinic:
    """Everything above, for tests that cannot import it."""

    plain_read: Callable = plain_read
    record: Callable = record
    act: Callable = act
    bill: type[Bill] = Bill
    uke: Callable = uke
    through: Callable = through
    patient: Callable = patient
    patched: Callable = patched
    day: Callable = day
    counts: dict = field(default_factory=lambda: COUNTS)
    declared: Declaration = DECLARED
    everything: Accepted = EVERYTHING

    def of(self, result, payer: Payer) -> PlainFile:
        return plain_read(next(file.data for file in result.files if file.payer is payer))

    def random_bills(self, dice: random.Random, most: int = 6) -> tuple[list[Bill], list[PatientMonth]]:
        """Claims of patients with every kind of standing, and the clinic that knows them, or does not."""
        pairs = [_random_pair(dice, number) for number in range(1, dice.randint(1, most) + 1)]
        return [bill for bill, _ in pairs], [known for _, known in pairs if known]


INSURERS = (
    ("06130512", "1112", "", "12"),
    ("01130012", "1116", "", "12345678"),
    ("138057", "1112", "70", "見本"),
    ("39131008", "1318", "", ""),
)


def _random_pair(dice: random.Random, number: int) -> tuple[Bill, PatientMonth | None]:
    insurer, type_, rate, symbol = dice.choice(INSURERS)
    elderly = insurer.startswith("39")
    born = date(1940, 4, 1) if elderly else date(1980, 4, 1)
    bill = Bill(
        chart=f"{number:05}", born=f"{born:%Y%m%d}", type=type_, rate=rate, insurer=insurer, symbol=symbol,
        notes="42" if elderly else "", branch=None if elderly else dice.choice([None, "00", "02"]),
        number=str(dice.randint(1, 10**8)).zfill(8), visits=dict.fromkeys(dice.sample(range(1, 32), dice.randint(1, 5)), 1),
        kinds=dice.choice(["SI", "SI IY", "SI IY TO"]),
        extra=tuple(dice.sample([record("CO", section="12", burden="1", code="810000001", text="①髙―－ソ"),
                                 record("CO", section="01", burden="1", code="820000001")], dice.randint(0, 2))),
    )  # fmt: skip
    if dice.random() < 0.15:
        return bill, None
    same = Current(Numbers(insurer, symbol, bill.number, bill.branch or ""))
    turn = dice.randint(1, 30)
    first, second = _standing(dice, same), _standing(dice, same)
    since = date(2026, 4, 1)
    known = {
        "share_percent": 10 if elderly else 30,
        "relation": dice.choice([None, *Relation]),
        "since": since,
    }
    periods = (through(first, 1, turn, **known), through(second, turn + 1, 31, **known))
    old = Known(Numbers(insurer, symbol, bill.number), date(2020, 4, 1))
    return bill, patient(*periods, chart=bill.chart, born=born, known=(old,))


def _standing(dice: random.Random, same: Current) -> Current | Past | Unknown:
    other = Numbers(dice.choice(INSURERS)[0], "77", str(dice.randint(1, 10**8)), dice.choice(["", "01"]))
    declared = Declaration(
        kana="ミホン",
        address=dice.choice(["", "見本町" * 30]),
        insurance_kind=dice.choice([None, *InsuranceKind]),
    )
    return dice.choice([same, same, same, Current(other), Past(other), Past(same.numbers), Unknown(declared)])


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    return Clinic()
