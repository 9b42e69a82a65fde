"""How the service has been answering, measured over a window of calls. Pure.

The threshold follows the outage definition of gematik's performance specification (gemSpec_Perf, C_12550):
20 % or more failed requests within five minutes. The least number of calls is our own, so that one failed call
in a quiet hour is not an outage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

WINDOW_SECONDS = 300.0
LEAST_CALLS = 5
FAILED_SHARE = 0.20


class Health(Enum):
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Call:
    """One finished call: `ticks` of the monotonic clock in seconds, and whether a complete answer came."""

    ticks: float
    ok: bool


def recent(calls: Iterable[Call], now: float) -> tuple[Call, ...]:
    """The calls that still count at `now`; what is older may be forgotten."""
    return tuple(call for call in calls if now - WINDOW_SECONDS < call.ticks <= now)


def health(calls: Iterable[Call], now: float) -> Health:
    """Offline when at least five calls of the last five minutes ended and a fifth or more of them failed."""
    window = recent(calls, now)
    failed = sum(not call.ok for call in window)
    if len(window) >= LEAST_CALLS and failed >= FAILED_SHARE * len(window):
        return Health.OFFLINE
    return Health.ONLINE
