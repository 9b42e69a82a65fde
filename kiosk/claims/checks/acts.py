"""Days, counts and points of one claim against each other."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from itertools import chain

from kiosk.claims.checks.rules import Finding
from kiosk.claims.days import marked_days
from kiosk.claims.file.claim import (
    ACT_BURDEN,
    ACT_POINTS,
    ACT_SECTION,
    ACT_TIMES,
    ACTS,
    FIRST_DAY,
    HO_DAYS,
    HO_POINTS,
    INSURANCE,
    JD_PAYER_KIND,
    KO_DAYS,
    KO_POINTS,
    LISTED,
    Claim,
    month_of,
)
from kiosk.claims.file.uke import Record

BURDENS: Mapping[str, frozenset[int]] = {
    "1": frozenset({0}),
    "5": frozenset({1}),
    "6": frozenset({2}),
    "B": frozenset({3}),
    "C": frozenset({4}),
    "2": frozenset({0, 1}),
    "3": frozenset({0, 2}),
    "E": frozenset({0, 3}),
    "G": frozenset({0, 4}),
    "7": frozenset({1, 2}),
    "4": frozenset({0, 1, 2}),
    "9": frozenset({0, 1, 2, 3, 4}),
}
"""負担区分: who bears an act; 0 is the insurance, 1 to 4 are 公費 in their order. Codes H to Z were not readable and are let pass."""
MEALS = "97"
"""診療識別 of what is counted in yen."""
COUNTED = b"1"


def check(claim: Claim) -> Iterator[Finding]:
    yield from chain(_month(claim), _times(claim), _burdens(claim), _payers(claim))


def _month(claim: Claim) -> Iterator[Finding]:
    month = month_of(claim)
    if month is None:
        yield Finding("mode", claim.head.line, "RE", "診療年月", "YYYYMM")
        return
    last = calendar.monthrange(month.year, month.month)[1]
    for record in claim.of(*FIRST_DAY):
        beyond = [day for day in sorted(marked_days(record)) if day > last]
        if beyond:
            yield Finding("day-beyond-month", record.line, record.kind, "", ", ".join(map(str, beyond)))


def _times(claim: Claim) -> Iterator[Finding]:
    """Only where days are given: old files have none."""
    for act in claim.of(*ACTS):
        days = marked_days(act)
        total = sum(act.number(FIRST_DAY[act.kind] + day - 1) or 0 for day in days)
        if days and act.number(ACT_TIMES) != total:
            yield Finding("times", act.line, act.kind, "回数", str(total))


def _burdens(claim: Claim) -> Iterator[Finding]:
    present = frozenset(_billed(claim))
    for record in claim.of(*LISTED):
        code = record.text(ACT_BURDEN)
        if code in BURDENS and code != "9" and not BURDENS[code] <= present:
            yield Finding("burden", record.line, record.kind, "負担区分", code)


def _billed(claim: Claim) -> dict[int, Record]:
    """The payers' records by their place in `BURDENS`."""
    return dict(enumerate(claim.of("HO")[:1])) | dict(enumerate(claim.of("KO"), 1))


def _payers(claim: Claim) -> Iterator[Finding]:
    calendars = {each.text(JD_PAYER_KIND): each for each in claim.of("JD")}
    judged = all(record.text(ACT_BURDEN) in BURDENS for record in claim.of(*ACTS))
    for place, record in _billed(claim).items():
        days_at, points_at = (KO_DAYS, KO_POINTS) if place else (HO_DAYS, HO_POINTS)
        days = calendars.get(str(place + int(INSURANCE)))
        if days is not None:
            counted = sum(days.raw(FIRST_DAY["JD"] + day) == COUNTED for day in range(31))
            if record.raw(days_at) and record.number(days_at) != counted:
                yield Finding("days", record.line, record.kind, "診療実日数", str(counted))
        if judged and record.raw(points_at) and record.number(points_at) != (points := _points(claim, place)):
            yield Finding("points", record.line, record.kind, "合計点数", str(points))


def _points(claim: Claim, place: int) -> int:
    """Of acts whose 負担区分 are all known. 診療識別 stands on the first record of a unit alone, so the last one seen counts."""
    total, section = 0, ""
    for record in claim.of(*LISTED):
        section = record.text(ACT_SECTION) or section
        if record.kind in ACTS and section != MEALS and place in BURDENS[record.text(ACT_BURDEN)]:
            total += (record.number(ACT_POINTS) or 0) * (record.number(ACT_TIMES) or 0)
    return total
