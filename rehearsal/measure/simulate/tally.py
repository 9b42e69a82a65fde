"""What a stream of simulated pairs came to: decisions by rule, baselines' scores, time; streams add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.matching.report import Decision
from rehearsal.measure.population.sides import Pair
from rehearsal.measure.simulate.intervals import Share

Key = tuple[str, bool, Decision, str]
"""(policy, whether an address was displayed, decision, decision rule)."""


@dataclass(frozen=True, slots=True)
class Example:
    """A simulated pair that a rule decided; nobody in it exists."""

    rule: str
    pair: Pair


@dataclass(slots=True)
class Tally:
    """`seconds` are those of the comparisons alone; `scores` hold one value a pair and baseline, higher is more alike."""

    decisions: Counter[Key] = field(default_factory=Counter)
    field_rules: Counter[str] = field(default_factory=Counter)
    """Pairs in which a field rule had a part."""
    marks: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(decision rule, error that had happened) on true links."""
    groups: Counter[tuple[str, Decision]] = field(default_factory=Counter)
    """(group, decision) with every absent address asked."""
    scores: dict[str, list[float]] = field(default_factory=dict)
    seconds: float = 0.0
    compared: int = 0
    digests: list[str] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.decisions += other.decisions
        self.field_rules += other.field_rules
        self.marks += other.marks
        self.groups += other.groups
        for name, values in other.scores.items():
            self.scores.setdefault(name, []).extend(values)
        self.seconds += other.seconds
        self.compared += other.compared
        self.digests += other.digests
        self.examples += other.examples

    def share(self, policy: str, decisions: frozenset[Decision], *, shown: bool | None = None) -> Share:
        """How many were decided so, of all or of those with (without) a displayed address."""
        of = [
            (decision, count)
            for (name, address, decision, _), count in self.decisions.items()
            if name == policy and shown in {None, address}
        ]
        return Share(sum(count for each, count in of if each in decisions), sum(count for _, count in of))

    def share_of_group(self, group: str, decisions: frozenset[Decision]) -> Share:
        of = [(decision, count) for (name, decision), count in self.groups.items() if name == group]
        return Share(sum(count for each, count in of if each in decisions), sum(count for _, count in of))

    def by_rule(self, policy: str) -> Mapping[str, Share]:
        """The share of each decision rule, the most frequent first."""
        found: Counter[str] = Counter()
        for (name, _, _, rule), count in self.decisions.items():
            found[rule] += count if name == policy else 0
        return {rule: Share(count, found.total()) for rule, count in found.most_common() if count}


ALARM = frozenset({Decision.ASK, Decision.STOP})
STOPPED = frozenset({Decision.STOP})
ASKED = frozenset({Decision.ASK})
