"""Questions at the desk for each hundred visits: at the first one, and at the next with what staff confirmed remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk.matching.decide import recalled
from kiosk.matching.remember import confirmation_digest
from kiosk.matching.report import Decision, MatchReport
from rehearsal.measure.population.sides import Side
from rehearsal.measure.population.visits import TwoVisits
from rehearsal.measure.simulate.clinic import KanaCounts, person
from rehearsal.measure.simulate.intervals import Share
from rehearsal.measure.simulate.rules import POLICIES, Compare, decided

_KEY = b"the simulation's own key"


@dataclass(slots=True)
class Questions:
    """By policy. `again_changed` counts questions at the next visit by what had changed since."""

    visits: int = 0
    first: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    again_changed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def at_first(self, policy: str) -> Share:
        return Share(self.first[policy], self.visits)

    def at_return(self, policy: str) -> Share:
        return Share(self.again[policy], self.visits)


def questions(visits: Iterable[TwoVisits], clinic: KanaCounts, compare: Compare) -> Questions:
    """People who come twice; a question that was asked was answered and confirmed."""
    asked = Questions()
    for two in visits:
        asked.visits += 1
        _count(asked, two, compare, clinic)
    return asked


def _count(asked: Questions, two: TwoVisits, compare: Compare, clinic: KanaCounts) -> None:
    held = person(two.held)
    first = decided(compare, person(two.first), held, clinic)
    again = decided(compare, person(two.again), held, clinic) if two.again != two.first else first
    same = _digest(two.first) == _digest(two.again)
    for policy in POLICIES:
        confirmed = _asks(first.by(policy))
        asked.first[policy] += confirmed
        report = again.by(policy)
        if _asks(recalled(report) if confirmed and same else report):
            asked.again[policy] += 1
            asked.again_changed[policy, two.changed] += 1


def _asks(report: MatchReport) -> bool:
    return report.decision is Decision.ASK


def _digest(side: Side) -> str:
    return confirmation_digest(_KEY, person(side), side.insurer_number, side.number)
