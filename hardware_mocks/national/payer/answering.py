"""審査支払機関, a mock: takes claim files, answers every claim, and shares out what stays without an insurer.

Its reading of the claim file is its own: nothing of the kiosk is used. The form of the answer is our invention; the real
payers answer through their own portals and letters (資格確認結果連絡書, 返戻), whose files were not available.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hardware_mocks.national.payer.apportion import Policy, Pool, apportion
from hardware_mocks.national.payer.checks import Fault, faults_of, points_of
from hardware_mocks.national.payer.file import Claim, ClaimFile, UnreadableFileError, read_claim_file
from hardware_mocks.national.payer.people import Insurance, People
from hardware_mocks.national.payer.resolve import Confirmation, Outcome, Part, Verdict, resolve

BASE_AMOUNTS = Path(__file__).parent / "base_amounts.toml"
FORM = "mock-payer-answer/1"
SPLIT_COMMENT = "820000244"
YEN_A_POINT = 10
BENEFITS = {"2": 70, "6": 70, "4": 80, "8": 80, "0": 70}
"""給付割合 in percent by the last figure of the claim's kind (レセプト種別), where the claim does not state it."""
LATE_ELDERLY = "3"
TWO_TENTHS = "41"


@dataclass(frozen=True, slots=True)
class Base:
    """What the pools are shared out by: yen by insurer number, by payer."""

    policy: Policy
    paid: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Refused:
    """The whole file goes back: nothing of it was looked at further."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One file: a verdict for each claim, and the pool of those that nobody's insurer was found for."""

    file: ClaimFile
    verdicts: tuple[tuple[Claim, Verdict], ...]
    pool: Pool
    shares: Mapping[str, int]
    policy: Policy


def base_amounts() -> Base:
    """The demo's."""
    table = tomllib.loads(BASE_AMOUNTS.read_text("utf-8"))
    return Base(Policy(table["name"], table["period"]), table["paid"])


def take(content: bytes, people: People, base: Base) -> Answered | Refused:
    """Look at one claim file, and answer it whole or refuse it whole."""
    try:
        file = read_claim_file(content)
    except UnreadableFileError as fault:
        return Refused((Fault("unreadable", found=str(fault)),))
    if faults := faults_of(file):
        return Refused(faults)
    verdicts = tuple((claim, resolve(claim, file.payer, people)) for claim in file.claims)
    pooled = sum(_borne_by_insurers(claim) for claim, each in verdicts if each.outcome is Outcome.POOLED)
    pool = Pool(file.payer, file.claimed_in, pooled)
    return Answered(file, verdicts, pool, apportion(pooled, base.paid[file.payer]), base.policy)


def _borne_by_insurers(claim: Claim) -> int:
    """Yen. Points are tens of yen and benefits tens of percent, so nothing is rounded."""
    return points_of(claim) * YEN_A_POINT * _benefit(claim) // 100


def _benefit(claim: Claim) -> int:
    stated = claim.common(8)
    if stated.isascii() and stated.isdigit():
        return int(stated)
    kind = claim.common(3)
    if kind[1:2] == LATE_ELDERLY and kind[-1:] == "8":
        notes = claim.common(12)
        return 80 if TWO_TENTHS in (notes[at : at + 2] for at in range(0, len(notes), 2)) else 90
    return BENEFITS.get(kind[-1:], 70)


# -- the answer as lines ---------------------------------------------------------------------------------------


def lines(answered: Answered) -> Iterator[dict[str, object]]:
    """The answer file: a header, a line a claim, a line for the pool. Numbers, no names of patients."""
    yield {
        "line": "header",
        "form": FORM,
        "emulation": "MOCK payer, 見本: the form is our invention",
        "payer": answered.file.payer,
        "institution": answered.file.institution,
        "claimed_in": answered.file.claimed_in,
        "file": answered.file.digest,
        "claims": len(answered.verdicts),
    }
    for claim, verdict in answered.verdicts:
        yield _claim_line(claim, verdict)
    yield {
        "line": "apportionment",
        "policy": answered.policy.name,
        "base": answered.policy.base,
        "assumed": answered.policy.assumed,
        "yen": answered.pool.yen,
        "shares": dict(answered.shares),
    }


def refusal_lines(refused: Refused) -> Iterator[dict[str, object]]:
    for fault in refused.faults:
        yield {"line": "fault", "code": fault.code, "claim": fault.claim, "found": fault.found}


def _claim_line(claim: Claim, verdict: Verdict) -> dict[str, object]:
    return {
        "line": "claim",
        "serial": int(claim.serial),
        "chart": claim.common(14),
        "treated": claim.common(4),
        "points": points_of(claim),
        "confirmation": verdict.confirmation.value,
        "outcome": verdict.outcome.value,
        "reason": verdict.reason,
        "asked": list(verdict.asked),
        "parts": [_part_line(part, verdict) for part in verdict.parts],
    }


def _part_line(part: Part, verdict: Verdict) -> dict[str, object]:
    split = verdict.confirmation is Confirmation.SPLIT
    return {
        "days": list(part.days),
        "points": part.points,
        "sn": list(_confirmed(part.insurance, verdict.confirmation)),
        "insurer_name": part.insurance.insurer_name if part.insurance else "",
        "comments": [SPLIT_COMMENT] if split else [],
    }


def _confirmed(found: Insurance | None, code: Confirmation) -> tuple[str, ...]:
    """SN (資格確認レコード) of the insurance itself (負担者種別 1)."""
    if found is None:
        return ("SN", "1", code.value, "", "", "", "", "", "")
    numbers = (found.insurer, found.symbol, found.number, found.branch)
    return ("SN", "1", code.value, *numbers, "", "")
