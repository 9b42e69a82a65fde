"""advance(): the whole check-in as one pure function of what is, what happened, what is known and what time it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.checkin.machine import asking, fallback, proving, reading, steps
from kiosk.checkin.machine.effects import CloseVisit, Effect, RecogniseCard, RecordFound, RecordTrouble, Wipe
from kiosk.checkin.machine.events import (
    Cancelled,
    CardInserted,
    CardRemoved,
    DeskStarted,
    Event,
    MoreTime,
    Numbered,
    TakenOver,
    TimePassed,
)
from kiosk.checkin.machine.seen import Outcome, Reason, Settled
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.checkin.machine.turn import Facts, Here, Lane, Turn, walk_away
from kiosk.clock import Moment

ATTRACT = steps.Attract()


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One lane's state. `seq` grows with every step; answers and presses must carry it. `deadline` is in ticks."""

    lane: Lane
    step: steps.Step = ATTRACT
    seq: int = 0
    visit: str | None = None
    deadline: float | None = None


def advance(check_in: CheckIn, event: Event, facts: Facts, now: Moment) -> tuple[CheckIn, tuple[Effect, ...]]:
    """The next state, and what it asks for. An event that does not fit changes nothing.

    Nor does a press or an answer where no visit has a number: whatever came of it could not be written down.
    """
    here = Here(check_in.lane, facts, now)
    match event:
        case CardInserted(visit=visit):
            return _inserted(check_in, visit, here)
        case DeskStarted(visit=visit):
            begun = replace(check_in, visit=visit)
            return _enter(begun, Turn(steps.OfferingFallback(Reason.DESK)), here)
        case CardRemoved(code=code):
            return _taken(check_in, code, here)
        case TimePassed():
            return _overdue(check_in, here)
        case MoreTime(seq=seq):
            return _extended(check_in, seq, now), ()
        case _ if check_in.visit is None or event.seq != check_in.seq:
            return check_in, ()
        case _:
            turn = _turn(check_in, event, here)
            return _enter(check_in, turn, here) if turn else (check_in, ())


def _turn(check_in: CheckIn, event: Numbered, here: Here) -> Turn | None:
    step = check_in.step
    found = (
        reading.on(step, event, here)
        or proving.on(step, event, here)
        or asking.on(step, event, here)
        or fallback.on(step, event, here)
    )
    if found is None and isinstance(event, TakenOver | Cancelled):
        return fallback.taken_over(step, event, here)
    return found


def _enter(check_in: CheckIn, turn: Turn, here: Here) -> tuple[CheckIn, tuple[Effect, ...]]:
    wait = WAITS.get(type(turn.step))
    deadline = here.now.ticks + wait.seconds if wait else None
    visit = None if isinstance(turn.step, steps.Attract) else check_in.visit
    following = CheckIn(check_in.lane, turn.step, check_in.seq + 1, visit, deadline)
    return following, turn.effects


def _inserted(check_in: CheckIn, visit: str, here: Here) -> tuple[CheckIn, tuple[Effect, ...]]:
    """A new card ends whatever was open: nothing of the last visit is carried over."""
    ending = _ending(check_in.step)
    begun = replace(check_in, visit=visit)
    following, effects = _enter(begun, Turn(steps.Reading(), (Wipe(), RecogniseCard())), here)
    return following, (*ending, *effects)


def _ending(step: steps.Step, code: str = "") -> tuple[Effect, ...]:
    match step:
        case steps.CardLeft():
            return (RecordFound(taken=True),)
        case steps.Attract() | steps.ShowingResult() | steps.TakeCard() | steps.Closed():
            return ()
        case _:
            return (CloseVisit(_interrupted(step, code)),)


def _interrupted(step: steps.Step, code: str) -> Settled:
    """Whoever takes the card has left; where the reader took it away the patient still stands there."""
    left = walk_away(step)
    if code and left.outcome is Outcome.ABANDONED:
        return Settled(Outcome.HANDED_TO_STAFF, reason=Reason.EQUIPMENT, waits_for="desk", code=code)
    return left


def _taken(check_in: CheckIn, code: str, here: Here) -> tuple[CheckIn, tuple[Effect, ...]]:
    noted = (RecordTrouble(code),) if code else ()
    match check_in.step:
        case steps.Attract() | steps.Closed():
            return check_in, ()
        case step:
            outcome = _interrupted(step, code).outcome
            closed = Turn(steps.Closed(outcome), (*noted, *_ending(step, code), Wipe()))
            return _enter(check_in, closed, here)


def _overdue(check_in: CheckIn, here: Here) -> tuple[CheckIn, tuple[Effect, ...]]:
    if check_in.deadline is None or here.now.ticks < check_in.deadline:
        return check_in, ()
    if isinstance(check_in.step, steps.Closed):
        return _enter(check_in, Turn(steps.Attract(), (Wipe(),)), here)
    turn = fallback.overdue(check_in.step, here)
    if isinstance(turn.step, steps.Closed) and Wipe() not in turn.effects:
        turn = Turn(turn.step, (*turn.effects, Wipe()))
    return _enter(check_in, turn, here)


def _extended(check_in: CheckIn, seq: int, now: Moment) -> CheckIn:
    wait = WAITS.get(type(check_in.step))
    if seq != check_in.seq or wait is None or not wait.person:
        return check_in
    return replace(check_in, deadline=now.ticks + wait.seconds)
