"""Failure mode (システム障害時モード): what staff switched, never what a machine concluded. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Off:
    """The service is asked as usual."""


@dataclass(frozen=True, slots=True)
class SwitchedOn:
    """Staff note the four printed items and the service is asked later.

    `by` is the account that switched, `why` its own words, `since` the wall clock in Japan's zone.
    """

    by: str
    why: str
    since: datetime


FailureMode = Off | SwitchedOn


def switch_on(mode: FailureMode, by: str, why: str, now: datetime) -> SwitchedOn:
    """Switching on twice keeps the first: the history says who began it."""
    return mode if isinstance(mode, SwitchedOn) else SwitchedOn(by, why, now)
