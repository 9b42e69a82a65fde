"""What becomes of a finding of the clinic's own audit: looked at, explained or corrected by one, signed off by another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class State(Enum):
    """OPEN waits for somebody. SEEN says that somebody looks into it; it counts until the next audit."""

    OPEN = "open"
    SEEN = "seen"
    EXPLAINED = "explained"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Mark:
    """Who put a finding into its state, in which role, and when."""

    by: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days from one audit to the next, 0 for none, and days within which one has to be signed off."""

    every: int
    sign_within: int


class Overdue(Enum):
    """What the desk lead is told."""

    AUDIT = "audit"
    SIGNATURE = "signature"


class Unsigned(Enum):
    """Why an audit cannot be signed off yet, or not by this person."""

    OPEN_FINDINGS = "open_findings"
    SAME_PERSON = "same_person"
    SAME_ROLE = "same_role"


def stands_again(state: State, marked_at: datetime | None, imported_at: datetime | None) -> State:
    """The state of a finding that the next audit meets unchanged.

    What was explained stays explained. What was corrected must have gone with the next import; before it, nobody can tell.
    """
    match state:
        case State.SEEN:
            return State.OPEN
        case State.CORRECTED if marked_at and imported_at and imported_at > marked_at:
            return State.OPEN
        case _:
            return state


def refusal(by: str, role: str, still_open: int, marks: Iterable[Mark], run_by: str) -> Unsigned | None:
    """Why this person may not sign; None when nothing is open and nobody of this name or role judged a finding."""
    if still_open:
        return Unsigned.OPEN_FINDINGS
    judged = tuple(marks)
    if by == run_by or any(each.by == by for each in judged):
        return Unsigned.SAME_PERSON
    return Unsigned.SAME_ROLE if any(each.role == role for each in judged) else None


def is_due(last: datetime | None, schedule: Schedule, now: datetime) -> bool:
    """Whether the patient table is to be audited now."""
    return schedule.every > 0 and (last is None or now - last >= timedelta(days=schedule.every))


def overdue(
    due: datetime, last: datetime | None, *, signed: bool, schedule: Schedule, now: datetime
) -> Overdue | None:
    """An audit is late a day after it is due, a signature when its days are over; without a schedule, nothing is."""
    if not schedule.every:
        return None
    if now - due >= timedelta(days=1):
        return Overdue.AUDIT
    if last is None:
        return None
    late = not signed and now - last >= timedelta(days=schedule.sign_within)
    return Overdue.SIGNATURE if late else None
