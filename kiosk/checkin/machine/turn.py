"""One turn of the machine: the next step and what it asks for; and the moves that several rooms share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import CloseVisit, Effect, Record, RecordTrouble, Wipe
from kiosk.checkin.machine.seen import CardSeen, Outcome, Reason, Settled
from kiosk.clock import Moment


class Lane(Enum):
    """Where a check-in runs."""

    READER = "reader"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the machine is told with each event instead of remembering it."""

    failure_mode: bool = False
    face_attempts: int = 3


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a turn is taken."""

    lane: Lane
    facts: Facts
    now: Moment


@dataclass(frozen=True, slots=True)
class Turn:
    step: steps.Step
    effects: tuple[Effect, ...] = ()


INACTIVE_REASONS = frozenset(
    {
        Reason.INVALID,
        Reason.INVALID_NEWER,
        Reason.NO_DATA,
        Reason.SEVERAL,
        Reason.AID_UNREGISTERED,
        Reason.ON_ASSISTANCE,
        Reason.DECEASED,
    }
)


def walk_away(step: steps.Step) -> Settled:
    """How the visit ends when the person leaves at this step."""
    match step:
        case (
            steps.ShowingResult(settled=settled)
            | steps.TakeCard(settled=settled)
            | steps.CardLeft(settled=settled)
        ):
            return settled
        case steps.Choosing(failed=failed, code=code) if failed:
            return Settled(Outcome.NOT_IDENTIFIED, reason=Reason.NOT_IDENTIFIED, waits_for="desk", code=code)
        case steps.AwaitingStaff(failed=failed) if failed:
            return Settled(Outcome.NOT_IDENTIFIED, reason=Reason.NOT_IDENTIFIED, waits_for="desk")
        case (
            steps.OfferingFallback(reason=reason, code=code, noted=True)
            | steps.ShowingEvidence(reason=reason, code=code, noted=True)
            | steps.Declaring(reason=reason, code=code, noted=True)
        ):
            return Settled(Outcome.NOTED_IN_OUTAGE, reason=reason, code=code)
        case (
            steps.OfferingFallback(reason=reason, code=code)
            | steps.ShowingEvidence(reason=reason, code=code)
            | steps.Declaring(reason=reason, code=code)
        ):
            return Settled(_left_without(reason), reason=reason, waits_for="desk", code=code)
        case steps.CardTrouble(code="card_gone" as code):
            return Settled(Outcome.ABANDONED, waits_for="desk", code=code)
        case steps.CardTrouble(code=code):
            return Settled(Outcome.HANDED_TO_STAFF, reason=Reason.EQUIPMENT, waits_for="desk", code=code)
        case _:
            return Settled(Outcome.ABANDONED, waits_for="desk")


def _left_without(reason: Reason) -> Outcome:
    if reason in INACTIVE_REASONS:
        return Outcome.INACTIVE
    if reason is Reason.NOT_IDENTIFIED:
        return Outcome.NOT_IDENTIFIED
    return Outcome.HANDED_TO_STAFF


def settle(lane: Lane, settled: Settled, *records: Effect) -> Turn:
    """The result is known: the desk sees it at once, the patient until the card is taken."""
    closing = (*records, CloseVisit(settled))
    if lane is Lane.DESK:
        return Turn(steps.Closed(settled.outcome), (*closing, Wipe()))
    return Turn(steps.ShowingResult(settled), closing)


def leave(lane: Lane, step: steps.Step) -> Turn:
    """The person gives up: the card is to be taken, unless there is none."""
    settled = walk_away(step)
    if lane is Lane.DESK:
        return Turn(steps.Closed(settled.outcome), (CloseVisit(settled), Wipe()))
    return Turn(steps.TakeCard(settled), (CloseVisit(settled),))


def trouble(code: str, card: CardSeen | None = None) -> Turn:
    return Turn(steps.CardTrouble(code, card), (RecordTrouble(code),))


def noted(turn: Turn, *records: Record) -> Turn:
    """The same turn, with what is written down of how it came first."""
    return Turn(turn.step, (*records, *turn.effects))


def fallback(reason: Reason, code: str = "", card: CardSeen | None = None, *records: Effect) -> Turn:
    named = (RecordTrouble(code),) if code else ()
    return Turn(steps.OfferingFallback(reason, code, card), (*records, *named))
