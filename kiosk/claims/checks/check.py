"""Check a claim file by every rule of `rules.RULES`. Pure; nothing that a file can hold makes it fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kiosk.claims.checks import acts, fields, insurance, order
from kiosk.claims.checks.gate import gated
from kiosk.claims.checks.rules import Finding
from kiosk.claims.file.assemble import totals
from kiosk.claims.file.claim import (
    GO_COUNT,
    GO_POINTS,
    IR_MONTH,
    IR_PAYER,
    IR_TABLE,
    MEDICAL,
    RE_MONTH,
    Claim,
    subject,
)
from kiosk.claims.file.uke import ENDING, Lines, Record
from kiosk.claims.model import Institution, Payer


def check_file(data: bytes, ours: Institution | None = None) -> tuple[Finding, ...]:
    """What stops the whole file, as the only finding; else every finding in it."""
    passed = gated(data, ours)
    return (passed,) if isinstance(passed, Finding) else check(passed)


def check(lines: Lines) -> tuple[Finding, ...]:
    """Every finding, in the order of the lines."""
    records = lines.records
    if not records or records[0].kind != "IR" or records[0].text(IR_TABLE) != MEDICAL:
        return (Finding("other-kind", 1, records[0].kind if records else ""),)
    found = [*_file(lines), *(each for record in records for each in fields.check(record))]
    claims = _claims(records)
    found += _twice(claims)
    for number, claim in enumerate(claims, 1):
        found += _claim(claim, number, records[0])
    return tuple(sorted(found, key=lambda finding: finding.line))


def _claims(records: Sequence[Record]) -> list[Claim]:
    """Whatever stands from one RE to the next, without IR and GO wherever they are."""
    claims: list[list[Record]] = []
    for record in records:
        if record.kind == "RE":
            claims.append([])
        if claims and record.kind not in {"IR", "GO"}:
            claims[-1].append(record)
    return [Claim(tuple(each)) for each in claims]


def _file(lines: Lines) -> Iterator[Finding]:
    records = lines.records
    for at, record in enumerate(records):
        wrong = (record.kind == "IR" and at) or (record.kind == "GO" and at != len(records) - 1)
        if wrong or (at == 1 and record.kind != "RE"):
            yield Finding("file-order", record.line, record.kind, "", record.kind)
        if record.ending != ENDING:
            yield Finding("line-end", record.line, record.kind)
    last = records[-1]
    if last.kind != "GO":
        yield Finding("file-order", last.line, last.kind, "", "GO")
    else:
        yield from _totals(last, _claims(records))
    if lines.tail.strip(b"\x1a\x00\r\n "):
        yield Finding("after-end", last.line + 1, "")


def _totals(closing: Record, claims: Sequence[Claim]) -> Iterator[Finding]:
    count, points = totals(claims)
    if closing.number(GO_COUNT) != count:
        yield Finding("claim-count", closing.line, "GO", "総件数", str(count))
    if closing.number(GO_POINTS) != points:
        yield Finding("claim-points", closing.line, "GO", "総合計点数", str(points))


def _twice(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A claim is one patient, one month, one insurer."""
    first: dict[object, Claim] = {}
    for claim in claims:
        same = first.setdefault(subject(claim), claim) if len(claim.of("HO")) == 1 else claim
        if same is not claim:
            yield Finding("claim-twice", claim.head.line, "RE", "", str(same.head.line))


def _claim(claim: Claim, number: int, heading: Record) -> Iterator[Finding]:
    head = claim.head
    if head.number(1) != number:
        yield Finding("claim-number", head.line, "RE", "レセプト番号", str(number))
    if head.text(RE_MONTH) >= heading.text(IR_MONTH):
        yield Finding("claim-month", head.line, "RE", "診療年月")
    payer = heading.text(IR_PAYER)
    filed_with = Payer(payer) if payer in {each.value for each in Payer} else None
    for rule in (
        order.check,
        acts.check,
        partial(insurance.check, filed_with=filed_with),
    ):
        yield from rule(claim)
