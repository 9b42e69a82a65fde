"""The payer's answer to a claim file, line by line. Pure.

The form (`mock-payer-answer/1`, JSON lines) is our invention: the real payers answer through their portals and by letter,
and no file format of that was available. Whoever has such a letter enters its content in this form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NoReturn, TypeVar

from kiosk.claims.ledger import Act
from kiosk.claims.model import Numbers, Payer
from kiosk.storage.claims.payer_findings import Found

FORM = "mock-payer-answer/1"
CONFIRMATIONS = frozenset({*(f"{code:02d}" for code in range(2, 10)), "11", "12", "13", "14"})
"""確認区分 after the claim: 02 to 09 at the payer, 11 to 14 at the insurer (code tables of public claim software)."""


class AnswerUnreadable(ValueError):
    """Not an answer in the form that is read here; `line` is the one that says so."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line


class Verdict(Enum):
    ACCEPTED = "accepted"
    POOLED = "pooled"
    RETURNED = "returned"

    @property
    def act(self) -> Act:
        return {"accepted": Act.ACCEPT, "pooled": Act.POOL, "returned": Act.RETURN}[self.value]


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


Line = Mapping[str, object]
MOST_CLAIMS = 999_999
"""レセプト番号 has six digits."""
MOST_YEN = 10**12
LONGEST_NUMBER = 19
"""Characters of a 記号 or 番号."""


def read_answer(text: str) -> PayerAnswer:
    """Raises AnswerUnreadable."""
    lines = [(place, _line(place, each)) for place, each in enumerate(text.split("\n"), 1) if each.strip()]
    place, header = next(iter(lines), (1, {}))
    if header.get("line") != "header" or header.get("form") != FORM:
        raise AnswerUnreadable(place, f"no header of the form {FORM}")
    for at, line in lines[1:]:
        if line.get("line") not in {"claim", "apportionment"}:
            raise AnswerUnreadable(at, "neither a claim nor an apportionment")
    said = [(at, line) for at, line in lines[1:] if line["line"] == "claim"]
    claims = tuple(_at(at, _claim, line) for at, line in said)
    _refuse_repeated(said)
    announced = _at(place, lambda line: _number(line, "claims", MOST_CLAIMS), header)
    if len(claims) != announced:
        raise AnswerUnreadable(lines[-1][0], f"{announced} claims are announced and {len(claims)} are there")
    pool = next(((place, line) for place, line in lines[1:] if line.get("line") == "apportionment"), None)
    yen, policy = _at(pool[0], _pool, pool[1]) if pool else (0, "")
    payer, claimed_in, file = _at(place, _head, header)
    return PayerAnswer(payer, claimed_in, file, claims, yen, policy)


def _line(place: int, text: str) -> Line:
    try:
        line = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise AnswerUnreadable(place, "no JSON") from None
    if not isinstance(line, dict):
        raise AnswerUnreadable(place, "no JSON object")
    return line


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


Read = TypeVar("Read")


def _at(place: int, read: Callable[[Line], Read], line: Line) -> Read:
    try:
        return read(line)
    except (KeyError, TypeError, ValueError) as fault:
        raise AnswerUnreadable(place, f"lacks something or holds something unknown: {fault}") from None


def _refuse_repeated(lines: Iterable[tuple[int, Line]]) -> None:
    seen: set[object] = set()
    for place, line in lines:
        if line["serial"] in seen:
            raise AnswerUnreadable(place, "a claim that an earlier line answered already")
        seen.add(line["serial"])


def _head(header: Line) -> tuple[Payer, str, str]:
    return Payer(_text(header, "payer")), _text(header, "claimed_in"), _text(header, "file")


def _pool(line: Line) -> tuple[int, str]:
    return _number(line, "yen", MOST_YEN), _text(line, "policy")


def _text(line: Line, key: str) -> str:
    found = line[key]
    if not isinstance(found, str):
        raise TypeError(f"{key} is no text")
    return found


def _number(line: Line, key: str, most: int) -> int:
    found = line[key]
    if type(found) is not int or not 0 <= found <= most:
        raise ValueError(f"{key} is no number from 0 to {most}")
    return found


def _claim(line: Line) -> ClaimAnswer:
    verdict, code, reason = (
        Verdict(_text(line, "outcome")),
        _text(line, "confirmation"),
        _text(line, "reason"),
    )
    if code not in CONFIRMATIONS or (verdict is Verdict.RETURNED and not reason):
        raise ValueError(f"code {code!r}, reason {reason!r}")
    parts = line["parts"]
    if not isinstance(parts, list):
        raise TypeError("parts is no list")
    found = (_found(each, _text(line, "treated")) for each in parts)
    serial = _number(line, "serial", MOST_CLAIMS)
    return ClaimAnswer(
        serial, code, verdict, Reason(reason) if reason else None, tuple(each for each in found if each)
    )


def _found(part: Line, treated: str) -> Found | None:
    """The SN record of a part: insurer number, symbol, number and branch are its fields 4 to 7; empty is "as billed"."""
    record, marked = part["sn"], part["days"]
    if (
        not isinstance(record, list)
        or not isinstance(marked, list)
        or not all(isinstance(each, str) for each in record)
    ):
        raise TypeError("sn or days is no list")
    _, _, _, insurer, symbol, number, branch, *_ = record
    if not insurer:
        return None
    first = datetime.strptime(treated, "%Y%m").date()  # noqa: DTZ007 - a month has no zone
    days = tuple(first.replace(day=day) for day in marked)
    return Found(days, Numbers(*(_short(each) for each in (insurer, symbol, number, branch))))


def _short(text: str) -> str:
    if len(text) > LONGEST_NUMBER:
        raise ValueError("a number that no SN record could hold")
    return text
