"""What a check found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from kiosk.clock import Clock
from kiosk.settings import Settings


class State(Enum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: the subject, how it is, what was seen, and the remedy (empty when nothing is to be done)."""

    check: str
    state: State
    seen: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the doctor looks at. `card`: also look at the card that lies on the reader."""

    settings: Settings
    clock: Clock
    card: bool


Check = Callable[[Subject], Iterator[Finding]]
"""Raises nothing: whatever it meets is a finding."""


def ok(check: str, seen: str) -> Finding:
    return Finding(check, State.OK, seen)


def warn(check: str, seen: str, remedy: str) -> Finding:
    return Finding(check, State.WARN, seen, remedy)


def fail(check: str, seen: str, remedy: str) -> Finding:
    return Finding(check, State.FAIL, seen, remedy)
