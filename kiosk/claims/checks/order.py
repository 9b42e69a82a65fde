"""The records of one claim: which must be there, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.claims.checks.rules import Finding
from kiosk.claims.file.claim import ACT_SECTION, LISTED, RE_TYPE, Claim
from kiosk.claims.kinds import OUTPATIENT

RANKS = {
    "RE": 0,
    "HO": 1,
    "KO": 2,
    "SN": 3,
    "JD": 4,
    "MF": 5,
    "SY": 6,
    "SI": 7,
    "IY": 7,
    "TO": 7,
    "CO": 7,
    "SJ": 8,
}
MOST_SUBSIDIES = 4
LONGEST_RUN = 98
"""Records in a row without 診療識別."""
INPATIENT_DISPENSING = "24"


def check(claim: Claim) -> Iterator[Finding]:
    yield from _presence(claim)
    rank = 0
    for record in claim.records:
        own = RANKS.get(record.kind, rank)
        if own < rank:
            yield Finding("record-order", record.line, record.kind)
        rank = max(rank, own)
    yield from _sections(claim)


def _presence(claim: Claim) -> Iterator[Finding]:
    line = claim.head.line
    subsidies = claim.of("KO")
    if not claim.of("HO") and not subsidies:
        yield Finding("record-missing", line, "RE", "", "HO")
    if not claim.of("SY"):
        yield Finding("record-missing", line, "RE", "", "SY")
    for extra in (*claim.of("HO")[1:], *claim.of("RE")[1:]):
        yield Finding("record-order", extra.line, extra.kind)
    if len(subsidies) > MOST_SUBSIDIES:
        yield Finding("too-many-subsidies", subsidies[MOST_SUBSIDIES].line, "KO")


def _sections(claim: Claim) -> Iterator[Finding]:
    last, run = "", 0
    outpatient = claim.head.text(RE_TYPE)[3:4] in set(OUTPATIENT)
    for record in claim.of(*LISTED):
        section = record.text(ACT_SECTION)
        run = 0 if section else run + 1
        if run == LONGEST_RUN + 1:
            yield Finding("section-missing", record.line, record.kind, "診療識別")
        if section and section < last:
            yield Finding("section-order", record.line, record.kind, "診療識別")
        last = section or last
        if outpatient and section == INPATIENT_DISPENSING:
            yield Finding("inpatient-section", record.line, record.kind, "診療識別")
