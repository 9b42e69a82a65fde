"""Every case from the door to its claim; what ends nowhere is found and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kiosk.checkin.machine import effects
from kiosk.checkin.machine.seen import Outcome
from kiosk.checkin.walk import Hand
from kiosk.clock import Moment
from kiosk.declaration.deemed import Deemed
from kiosk.evidence.kinds import EvidenceKind
from kiosk.outage.emergency import ORDER, CentreClosed, Due, Taken, next_step
from kiosk.outage.health import IN_A_ROW, Call, Health, health
from rehearsal.measure.dead_ends.cases import Card, Case, Known, Outage, Paper, Reply, every_case
from rehearsal.measure.dead_ends.clinic import Clinic
from rehearsal.measure.dead_ends.coming import (
    NO_SERVICE,
    Sitter,
    Sitting,
    Stuck,
    at_the_desk,
    at_the_reader,
    begun_at_the_desk,
    noted,
)
from rehearsal.measure.dead_ends.following import DeadEnd, Ending, Follower, Rules

WITH_FRONT = frozenset(Card) - {Card.NONE, Card.OF_ANOTHER}
"""Whose four printed items may be copied."""
LEFT_OPEN = frozenset({Outcome.ABANDONED, Outcome.INACTIVE, Outcome.NOT_IDENTIFIED, Outcome.HANDED_TO_STAFF})


@dataclass(frozen=True, slots=True)
class Found:
    """One case and where it ends; `dead` says why it ends nowhere."""

    case: Case
    ending: Ending | None
    dead: str = ""


@dataclass
class Asked:
    """What the service will say, and whether anybody asked: a case that never asks ends like its neighbours."""

    reply: Reply
    used: bool = False

    def __call__(self) -> Reply:
        self.used = True
        return self.reply


Key = tuple[object, ...]


@dataclass
class Walk:
    """Cases that leave the same records behind, apart from their days, are followed once."""

    clinic: Clinic
    hand: Hand
    rules: Rules
    ends: dict[Key, Ending | str] = field(default_factory=dict)
    deemable: dict[date, Deemed] = field(default_factory=dict)

    def found(self, cases: Iterable[Case] | None = None) -> Iterator[Found]:
        for case in every_case() if cases is None else cases:
            yield self._of(case)

    def _of(self, case: Case) -> Found:
        try:
            calls = self._called(case)
            end = self._followed(case, self._sittings(case))
        except (DeadEnd, Stuck) as dead:
            return Found(case, None, str(dead))
        if isinstance(end, str):
            return Found(case, None, end)
        return Found(case, Ending(end.claim, (*end.steps, *calls)))

    # -- the outage ------------------------------------------------------------------------------------------------

    def _called(self, case: Case) -> tuple[str, ...]:
        """What the desk reads about the operating body's function, from the first call to the report."""
        if case.outage is Outage.SERVICE_DOWN:
            calls = [Call(case.now.ticks, ok=False)] * IN_A_ROW
            if health(calls, case.now.ticks) is not Health.OFFLINE:
                raise DeadEnd("the outage is not noticed")
        if case.outage not in NO_SERVICE:
            return ()
        return tuple(self._told_of_calls(case.now))

    def _told_of_calls(self, now: Moment) -> Iterator[str]:
        taken: list[Taken] = []
        wall = now.wall
        while len(taken) < len(ORDER):
            match next_step(taken, wall):
                case CentreClosed(opens=opens):
                    key, wall = "centre_closed", opens
                case Due(step=step):
                    key = f"due.{step.value}"
                    taken.append(Taken(step, "kanri", wall))
            if not self.rules.named(f"desk.emergency.{key}"):
                raise DeadEnd(f"no sentence for {key!r}")
            yield key

    # -- the visit -------------------------------------------------------------------------------------------------

    def _sittings(self, case: Case) -> tuple[Sitting, ...]:
        number = f"{case.now.today:%Y%m%d}-0001"
        if case.card is Card.NONE:
            first = begun_at_the_desk(case, self.hand, number) if case.outage is Outage.CUT_OFF else None
        else:
            first = at_the_reader(case, self.hand, number)
        sat = [first.sitting()] if first else []
        if first is None or (_is_open(first) and (not first.gave or _deems(case))):
            sat.append(at_the_desk(case, self.hand, number, self._deemed(case)).sitting())
        return tuple(sat)

    def _deemed(self, case: Case) -> Deemed | None:
        if not _deems(case):
            return None
        day = case.now.today
        if day not in self.deemable:
            self.deemable[day] = self.clinic.deemed(day)
        return self.deemable[day]

    def _followed(self, case: Case, sittings: tuple[Sitting, ...]) -> Ending | str:
        has_front = case.card in WITH_FRONT
        key = (tuple(each.undated for each in sittings), case.known, has_front)
        for each in (key, (*key, case.reply)):
            if each in self.ends:
                return self.ends[each]
        reply = Asked(case.reply)
        end = self._follow(case, sittings, reply)
        self.ends[(*key, case.reply) if reply.used else key] = end
        return end

    def _follow(self, case: Case, sittings: tuple[Sitting, ...], reply: Callable[[], Reply]) -> Ending | str:
        self.clinic.service.known, self.clinic.service.reply = case.known, reply
        take = (lambda number: noted(case, self.hand, number).sitting()) if case.card in WITH_FRONT else None
        try:
            return Follower(self.clinic, self.rules, case.known, case.now, take).follows(sittings)
        except DeadEnd as dead:
            return str(dead)


WORKED_ON = frozenset({"application", "question"})


def _is_open(sitter: Sitter) -> bool:
    """Whether the visit was left without anything that it could rest on."""
    closed = [each.settled for each in sitter.records if isinstance(each, effects.CloseVisit)]
    return not closed or (closed[-1].outcome in LEFT_OPEN and closed[-1].waits_for not in WORKED_ON)


def _deems(case: Case) -> bool:
    """An earlier visit stands only where the desk has said whose visit this is."""
    held = isinstance(case.evidence, Paper) and case.evidence.kind is EvidenceKind.EARLIER_VISIT
    return held and case.known is Known.KNOWN
