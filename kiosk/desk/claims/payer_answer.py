"""The payer's answer to a claim file, line by line. Pure.

The form (`mock-payer-answer/1`, JSON lines) is our invention: the real payers answer through their portals and by letter,
and no file format of that was available. Whoever has such a letter enters its content in this form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from kiosk.claims.model import Numbers, Payer
from kiosk.storage.claims.claims import ClaimState
from kiosk.storage.claims.payer_findings import Found

FORM = "mock-payer-answer/1"
CONFIRMATIONS = frozenset({*(f"{code:02d}" for code in range(2, 10)), "11", "12", "13", "14"})
"""確認区分 after the claim: 02 to 09 at the payer, 11 to 14 at the insurer (code tables of public claim software)."""


class AnswerUnreadable(ValueError):
    """Not an answer in the form that is read here; the sentence says which line."""


class Verdict(Enum):
    ACCEPTED = "accepted"
    POOLED = "pooled"
    RETURNED = "returned"

    @property
    def state(self) -> ClaimState:
        return ClaimState(self.value)


class Reason(Enum):
    """Why a claim is returned; each has its next step at the desk."""

    OTHER_PAYER = "other_payer"
    UNKNOWN_INSURER = "unknown_insurer"
    LOST_DOCUMENT_RETURNED = "lost_document_returned"
    LOST_BY_DEATH = "lost_by_death"


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """One claim: `confirmation` is 確認区分, `found` the qualifications that the payer filled in."""

    serial: int
    confirmation: str
    verdict: Verdict
    reason: Reason | None
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class PayerAnswer:
    """`file` is the SHA-256 of the claim file that it answers, `pooled_yen` what all insurers bear of it together."""

    payer: Payer
    claimed_in: str
    file: str
    claims: tuple[ClaimAnswer, ...]
    pooled_yen: int = 0
    policy: str = ""


def read_answer(text: str) -> PayerAnswer:
    """Raises AnswerUnreadable."""
    lines = [_line(place, each) for place, each in enumerate(text.splitlines(), 1) if each.strip()]
    header = next(iter(lines), {})
    if header.get("line") != "header" or header.get("form") != FORM:
        raise AnswerUnreadable(f"line 1: no header of the form {FORM}")
    try:
        return _answer(header, lines[1:])
    except (KeyError, TypeError, ValueError) as fault:
        raise AnswerUnreadable(f"a line lacks something or holds something unknown: {fault}") from fault


def _line(place: int, text: str) -> Mapping[str, Any]:
    try:
        line = json.loads(text)
    except ValueError:
        raise AnswerUnreadable(f"line {place}: no JSON") from None
    if not isinstance(line, dict):
        raise AnswerUnreadable(f"line {place}: no JSON object")
    return line


def _answer(header: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> PayerAnswer:
    held = tuple(lines)
    claims = tuple(_claim(each) for each in held if each["line"] == "claim")
    if len(claims) != int(header["claims"]):
        raise AnswerUnreadable(f"{header['claims']} claims are announced and {len(claims)} are there")
    pool: Mapping[str, Any] = next((each for each in held if each["line"] == "apportionment"), {})
    return PayerAnswer(
        Payer(header["payer"]),
        str(header["claimed_in"]),
        str(header["file"]),
        claims,
        int(pool.get("yen", 0)),
        str(pool.get("policy", "")),
    )


def _claim(line: Mapping[str, Any]) -> ClaimAnswer:
    treated = str(line["treated"])
    verdict, code = Verdict(line["outcome"]), str(line["confirmation"])
    reason = Reason(line["reason"]) if line["reason"] else None
    if code not in CONFIRMATIONS or (verdict is Verdict.RETURNED and reason is None):
        raise ValueError(f"claim {line['serial']}: code {code!r}, reason {line['reason']!r}")
    found = (_found(each, treated) for each in line["parts"])
    return ClaimAnswer(int(line["serial"]), code, verdict, reason, tuple(each for each in found if each))


def _found(part: Mapping[str, Any], treated: str) -> Found | None:
    """The SN record of a part: insurer number, symbol, number and branch are its fields 4 to 7; empty is "as billed"."""
    _, _, _, insurer, symbol, number, branch, *_ = part["sn"]
    if not insurer:
        return None
    year, month = int(treated[:4]), int(treated[4:])
    days = tuple(date(year, month, day) for day in part["days"])
    return Found(days, Numbers(insurer, symbol, number, branch))
