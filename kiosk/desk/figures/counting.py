"""What a month came to, counted from the audit's rows in one pass. Pure.

Troubles stand in the categories of the survey of clinics (保団連, 2024): not valid or nothing found, reader or
authentication, certificate expired. Its fourth, ● in a name or address, the audit does not know: it keeps no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median, quantiles

from kiosk.checkin.machine.seen import Outcome
from kiosk.storage.audit.chain import AuditRow
from kiosk.troubles import TROUBLES

COUNTED = frozenset(
    {
        "visit_opened",
        "visit_closed",
        "trouble_met",
        "service_answered",
        "certificate_checked",
        "question_answered",
        "evidence_brought",
        "staff_vouched",
        "face_compared",
    }
)
"""The events that figures are made of."""
ANSWERED = {
    "agrees": Outcome.CONFIRMED_AFTER_QUESTION.value,
    "differs": Outcome.STOPPED.value,
}
"""What a visit comes to by the answer to its question."""
NOT_VALID = frozenset({"invalid", "invalid_newer", "not_found"})
EXPIRED = frozenset({"expired", "in_grace"})
FEWEST = 10
"""Visits from which a tenth is worth naming."""


def category(code: str) -> str:
    """Where a trouble stands among the survey's."""
    head = code.partition("_")[0]
    if (
        head
        in {"card", "reader", "camera", "face", "photo", "signature", "revocation", "certificate", "anchors"}
        or code == "no_method"
    ):
        return "expired" if code == "certificate_expired" else "reader"
    if head in {"service", "answer"}:
        return "line"
    return "own"


CATEGORIES = (*dict.fromkeys(category(each.code) for each in TROUBLES), "not_valid")


@dataclass(frozen=True, slots=True)
class Figures:
    """`ways` by how the holder was proved or what was shown instead; `minutes` from the first press to the end, median and the slowest tenth."""

    visits: int
    hours: Mapping[int, int]
    ways: Mapping[str, int]
    outcomes: Mapping[str, int]
    troubles: Mapping[str, int]
    questions: Mapping[str, int]
    minutes: tuple[float, float] | None
    to_staff: int
    """Whose face did not agree, and whom staff then confirmed."""


@dataclass(slots=True)
class _Visit:
    opened: datetime | None = None
    closed: datetime | None = None
    outcome: str = ""
    way: str = ""
    face_failed: bool = False
    vouched: bool = False
    troubles: set[str] = field(default_factory=set)


def figures_of(rows: Iterable[AuditRow]) -> Figures:
    """Each visit once, by its end at the reader, its question or what was brought later; a trouble once a visit and category."""
    visits: dict[str, _Visit] = {}
    questions: Counter[str] = Counter()
    for row in sorted(rows, key=lambda each: (each.at, each.station, each.seq)):
        if not row.visit:
            continue
        held = visits.setdefault(row.visit, _Visit())
        _count(held, row)
        if row.kind == "question_answered":
            questions[str(row.facts.get("answer", ""))] += 1
    opened = [each for each in visits.values() if each.opened]
    return Figures(
        visits=len(opened),
        hours=Counter(each.opened.hour for each in opened if each.opened),
        ways=Counter(each.way or "none" for each in opened),
        outcomes=Counter(each.outcome or "open" for each in opened),
        troubles=Counter(category for each in opened for category in each.troubles),
        questions=questions,
        minutes=_minutes(opened),
        to_staff=sum(each.face_failed and each.vouched for each in opened),
    )


def _count(held: _Visit, row: AuditRow) -> None:
    facts = row.facts
    match row.kind:
        case "visit_opened":
            held.opened = held.opened or row.instant
        case "visit_closed":
            held.closed, held.outcome = row.instant, str(facts.get("outcome") or "")
            held.way = str(facts.get("method") or facts.get("evidence") or "")
        case "trouble_met":
            held.troubles.add(category(str(facts.get("code", ""))))
        case "service_answered" if facts.get("validity") in NOT_VALID:
            held.troubles.add("not_valid")
        case "certificate_checked" if facts.get("verdict") in EXPIRED:
            held.troubles.add("expired")
        case "face_compared":
            held.face_failed = held.face_failed or facts.get("outcome") != "agrees"
        case "question_answered" if facts.get("answer") in ANSWERED:
            held.outcome = ANSWERED[str(facts["answer"])]
        case "evidence_brought":
            held.outcome = str(facts.get("outcome") or held.outcome)
        case "staff_vouched":
            held.vouched = True
        case _:
            pass


def _minutes(visits: Iterable[_Visit]) -> tuple[float, float] | None:
    took = [
        (each.closed - each.opened).total_seconds() / 60 for each in visits if each.opened and each.closed
    ]
    if not took:
        return None
    slow = quantiles(took, n=10)[-1] if len(took) >= FEWEST else max(took)
    return round(median(took), 1), round(slow, 1)
