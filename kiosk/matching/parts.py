"""What a field's comparison found, and which part of a name makes the difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.matching.report import Outcome

AGREES = frozenset({Outcome.AGREE, Outcome.EXPLAINED})


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome for one field, the ids of the rules behind it, and the part that differs."""

    outcome: Outcome
    rules: tuple[str, ...]
    part: str = ""


SAME = Finding(Outcome.AGREE, ("same",))
ABSENT = Finding(Outcome.UNKNOWN, ("absent",))
UNREADABLE = Finding(Outcome.UNKNOWN, ("unreadable",))


def agreed_by(finding: Finding, *rules: str) -> Finding:
    """The same agreement, reached by more rules."""
    return Finding(Outcome.EXPLAINED, (*(each for each in finding.rules if each != SAME.rules[0]), *rules))


def differing_part(one: tuple[str, ...], other: tuple[str, ...], same: Callable[[str, str], bool]) -> str:
    """family, given or both. Where a side is not split, the longer common end tells; a doubt is "both"."""
    if len(one) > 1 and len(other) > 1:
        family = same(one[0], other[0])
        given = same("".join(one[1:]), "".join(other[1:]))
        return _name_of(family=family, given=given)
    if len(one) > 1 or len(other) > 1:
        split, solid = (one, "".join(other)) if len(one) > 1 else (other, "".join(one))
        head, tail = split[0], "".join(split[1:])
        return _name_of(family=same(head, solid[: len(head)]), given=same(tail, solid[-len(tail) :]))
    return _by_longer_end("".join(one), "".join(other))


def _name_of(*, family: bool, given: bool) -> str:
    if family == given:
        return "both"
    return "given" if family else "family"


def _by_longer_end(one: str, other: str) -> str:
    head, tail = _common(one, other), _common(one[::-1], other[::-1])
    if head == tail:
        return "both"
    return "given" if head > tail else "family"


def _common(one: str, other: str) -> int:
    return next(
        (i for i, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
