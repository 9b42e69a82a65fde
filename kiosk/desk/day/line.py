"""One line of a check of the day: what was looked at, how it is, and where to go about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class State(Enum):
    """Whether the day may begin, or end, on it."""

    GOOD = "good"
    LOOK = "look"
    """Somebody has to look, or to do something today."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Line:
    """`said` is the key of its sentence under the check's name, filled with `facts`; `go` the page where it is done."""

    check: str
    state: State
    said: str
    facts: Mapping[str, object] = field(default_factory=dict)
    go: str = ""


def line(check: str, state: State, go: str = "", said: str = "", **facts: object) -> Line:
    """A line that says what its state says, unless it is told otherwise."""
    return Line(check, state, said or state.value, facts, "" if state is State.GOOD else go)


def counted(check: str, n: int, go: str, state: State = State.LOOK) -> Line:
    """Good where there is none."""
    return line(check, state if n else State.GOOD, go, n=n)
