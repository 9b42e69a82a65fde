"""Claim files damaged in every way that occurs to us: patch stops them, or changes what it may and nothing else, and once is enough.

Read here by splitting lines and commas, apart from the code under test.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hardware_mocks.clinic.claim_file import FEDERATION, FUND, claim_file
from hardware_mocks.clinic.intake_rows import intake_row
from hardware_mocks.personas.model import Persona, all_personas
from hardware_mocks.world import CLINIC, INSTITUTION
from kiosk.claims.chart import MonthlyChart
from kiosk.claims.checks.check import check_file
from kiosk.claims.checks.gate import gated
from kiosk.claims.checks.rules import Finding
from kiosk.claims.choices import CHOICES
from kiosk.claims.file.claim import ClaimFile, NotPatchable
from kiosk.claims.file.claim import claim_file as as_claims
from kiosk.claims.model import (
    Accepted,
    Current,
    Known,
    Numbers,
    Past,
    PatientMonth,
    Period,
    Standing,
    Unknown,
)
from kiosk.claims.model import Institution as Ours
from kiosk.claims.patch.patch import NotAccepted, Patched, patch
from kiosk.declaration.model import Declaration, InsuranceKind

MONTH = date(2026, 11, 1)
OURS = Ours(INSTITUTION[:2], INSTITUTION[3:])
EVERYTHING = Accepted("rehearsal", MONTH, frozenset(each.id for each in CHOICES))
MAY_CHANGE = {b"RE": {2, 3, 8, 12}, b"HO": {2, 3, 4}, b"SN": {7}}
"""Fields counted from 1: RE number, kind, benefit and income class; insurer, symbol and number; branch."""
HEAD = {b"RE", b"HO", b"KO", b"SN", b"JD", b"SY"}
HEADS_A_SECTION = {b"SI", b"IY", b"TO", b"CO"}
"""A record that followed one of our comments may become the head of its section."""
OUR_CODES = {b"820000245", b"820000246", *(b"83000050%d" % n for n in range(1, 9))}
PIECES = (
    b"", b",", b"\r\n", b"\n", b"\x81", b"\x87\x40", b"9" * 12, b"RE,", b"KO,", b"SI,", b"HO,", b"\x1a", b"\x00",
    "髙".encode("cp932"),
)  # fmt: skip
RECORDS = (
    b"SN,1,01,,,,02,,", b"SN,1,04,01130012,21700023,77,02,,", b"SN,1,01,,,,9,", b"KH,1,x", b"TI,1", b"NI,1", b"JD,1,,1",
    b"KO,12990006,0000018,,,,,,,,,", b"HO,06130512,12,345,1,75,,,,,,,,,", b"CO,01,1,820000245,", b"CO,01,1,820000246,",
    b"CO,,1,830000501,x", b"SJ,01,x", b"HS,1", b"BU,1", b"SY,0000999,20261101,1,,x,01,",
)  # fmt: skip


@dataclass
class Tally:
    """`wrong` holds a sentence for each file that broke a rule, with the seed that makes it again."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def run(files: int, seed: int) -> Tally:
    tally = Tally()
    plain = [claim_file(all_personas(), MONTH, INSTITUTION, CLINIC, payer) for payer in (FUND, FEDERATION)]
    for number in range(seed, seed + files):
        dice = random.Random(number)
        data = dice.choice(plain)
        for _ in range(dice.randint(1, 3)):
            data = dice.choice(DAMAGES)(data, dice)
        try:
            tally.outcomes[_tried(data, _clinic(dice))] += 1
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is what we look for
            tally.wrong.append(f"{number}: {type(fault).__name__}: {fault}")
    return tally


class Wrong(AssertionError):
    """Patch did what it may not."""


def _tried(data: bytes, clinic: MonthlyChart) -> str:
    check_file(data, OURS)
    once = _patched([data], clinic)
    if isinstance(once, str):
        return once
    outgoing = [each.data for each in once.files]
    _only_what_may(data, once)
    again = _patched(outgoing, clinic)
    if isinstance(again, str) or [each.data for each in again.files] != outgoing:
        raise Wrong("a second time changes more")
    return "changed" if outgoing != [data] else "left"


def _patched(contents: Sequence[bytes], clinic: MonthlyChart) -> Patched | str:
    files: list[ClaimFile] = []
    for each in contents:
        passed = gated(each, OURS)
        if isinstance(passed, Finding):
            return f"stopped: {passed.rule}"
        try:
            files.append(as_claims(passed))
        except NotPatchable:
            return "stopped: no whole file"
    done = patch(files, clinic, EVERYTHING)
    if isinstance(done, NotAccepted):
        raise Wrong("a choice that nobody has")
    return done


Fields = tuple[bytes, ...]


def _lines(data: bytes) -> list[Fields]:
    return [tuple(line.split(b",")) for line in data.partition(b"\x1a")[0].split(b"\r\n")[:-1]]


def _claims(lines: Sequence[Fields]) -> Iterator[tuple[int, list[Fields]]]:
    starts = [at for at, line in enumerate(lines) if line[0] == b"RE"]
    for start, end in zip(starts, [*starts[1:], len(lines) - 1], strict=True):
        yield start + 1, list(lines[start:end])


def _only_what_may(data: bytes, done: Patched) -> None:
    came = dict(_claims(_lines(data)))
    parts = Counter(entry.line for entry in done.entries)
    for file in done.files:
        here = [each for each in done.entries if each.payer is file.payer]
        here.sort(key=lambda each: each.filed_with is not file.payer)
        for entry, (_, claim) in zip(here, _claims(_lines(file.data)), strict=True):
            if any(each.record == "CO" and not each.line for each in entry.changes):
                _comments_head_the_acts(entry.line, claim)
            if parts[entry.line] == 1:
                _only_in_its_fields(entry.line, _body(came[entry.line]), _body(claim))


def _comments_head_the_acts(line: int, claim: Sequence[Fields]) -> None:
    ours = [at for at, each in enumerate(claim) if _is_ours(each)]
    head = [at for at, each in enumerate(claim) if each[0] in HEAD]
    acts = [at for at, each in enumerate(claim) if each[0] in HEADS_A_SECTION and not _is_ours(each)]
    if ours and not max(head) < min(ours) <= max(ours) < min(acts, default=len(claim)):
        raise Wrong(f"line {line}: a comment of ours does not head the acts")


def _is_ours(line: Fields) -> bool:
    return line[0] == b"CO" and len(line) > 3 and line[3] in OUR_CODES


def _only_in_its_fields(line: int, before: Sequence[Fields], after: Sequence[Fields]) -> None:
    if len(before) != len(after):
        raise Wrong(f"line {line}: a record came or went")
    for one, other in zip(before, after, strict=True):
        _same_but_for(one, other)


def _body(claim: Sequence[Fields]) -> list[Fields]:
    """Without what patch may add or take away."""
    return [line for line in claim if line[0] != b"SN" and not _is_ours(line)]


def _same_but_for(one: Fields, other: Fields) -> None:
    may = MAY_CHANGE.get(one[0], set()) | ({2} if one[0] in HEADS_A_SECTION else set())
    length = max(len(one), len(other))
    padded = (each + (b"",) * (length - len(each)) for each in (one, other))
    changed = {at for at, (a, b) in enumerate(zip(*padded, strict=True), 1) if a != b}
    if changed - may:
        raise Wrong(f"{one[0]!r}: fields {sorted(changed - may)}")


def _clinic(dice: random.Random) -> MonthlyChart:
    """Everybody of the clinic's table, some of them with something new known."""
    patients = [_patient(each, row, dice) for each in all_personas() if (row := intake_row(each))]
    return MonthlyChart(lambda _month: patients)


def _patient(someone: Persona, row: Mapping[str, str], dice: random.Random) -> PatientMonth:
    held = Numbers(row["insurer_number"], row["symbol"], row["number"], row["branch"])
    turn = dice.choice([30, 30, 30, dice.randint(1, 29)])
    first, second = _standing(held, dice), _standing(held, dice)
    periods = [Period(MONTH, MONTH.replace(day=turn), first, 30, since=date(2026, 4, 1))]
    if turn < 30:
        new = MONTH.replace(day=turn + 1)
        periods.append(Period(new, MONTH.replace(day=30), second, 30, since=new))
    known = (Known(held, date(2020, 4, 1)),)
    born = someone.resident.birthdate
    return PatientMonth(row["patient_id"], row["kana"], born, tuple(periods), row["name"], row["sex"], known)


def _standing(held: Numbers, dice: random.Random) -> Standing:
    insurer = dice.choice(["06130512", "01130012", "138057", "39131008"])
    other = Numbers(insurer, "77", str(dice.randint(1, 10**8)), dice.choice(["", "1", "01", "A", "123"]))
    said = Declaration(
        kana="ミホン", address="見本町" * 20, insurance_kind=dice.choice([None, *InsuranceKind])
    )
    ways: tuple[Standing, ...] = (Current(held), Current(other), Past(other), Past(held), Unknown(said))
    return dice.choice(ways)


# -- ways to damage a file ---------------------------------------------------------------------------------------------


def _byte(data: bytes, dice: random.Random) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.choice(PIECES) + data[at + dice.randint(0, 6) :]


def _line(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\r\n")
    at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.choice(["drop", "repeat", "swap", "move", "add"]):
        case "drop":
            del lines[at]
        case "repeat":
            lines.insert(at, lines[at])
        case "swap":
            lines[at], lines[other] = lines[other], lines[at]
        case "move":
            lines.insert(other, lines.pop(at))
        case _:
            lines.insert(at, dice.choice(RECORDS))
    return b"\r\n".join(lines)


def _field(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\r\n")
    at = dice.randrange(len(lines))
    fields = lines[at].split(b",")
    place = dice.randrange(len(fields))
    match dice.choice(["empty", "digit", "text", "cut", "more"]):
        case "empty":
            fields[place] = b""
        case "digit":
            fields[place] = str(dice.randint(0, 10**9)).encode()
        case "text":
            fields[place] = "見本①ｱ".encode("cp932")
        case "cut":
            fields = fields[: place + 1]
        case _:
            fields.insert(place, b"")
    lines[at] = b",".join(fields)
    return b"\r\n".join(lines)


def _claim(data: bytes, dice: random.Random) -> bytes:
    """A whole claim once more."""
    lines = data.split(b"\r\n")
    starts = [at for at, line in enumerate(lines) if line.startswith(b"RE,")]
    if len(starts) < 2:
        return data
    at = dice.randrange(len(starts) - 1)
    return b"\r\n".join([*lines[: starts[at]], *lines[starts[at] : starts[at + 1]], *lines[starts[at] :]])


def _saved_otherwise(data: bytes, dice: random.Random) -> bytes:
    text = data.decode("cp932", "replace")
    return text.encode(dice.choice(["utf-8", "utf-8-sig", "utf-16", "euc_jp"]), "replace")


Damage = Callable[[bytes, random.Random], bytes]
DAMAGES: tuple[Damage, ...] = (*[_byte] * 3, *[_line] * 6, *[_field] * 6, *[_claim] * 2, _saved_otherwise)
