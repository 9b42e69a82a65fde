"""Whether the service answers, told by its last calls. Pure.

Two calls in a row that failed are an outage, however far they lie apart: a small clinic asks three times an hour. In a
busy one a call fails now and then, so there the threshold is the outage definition of gematik's performance
specification (gemSpec_Perf, C_12550): 20 % or more failed requests within five minutes, while the last one failed. One
answer ends an outage at once. `HISTORIES` says it in examples, which the docs print and the tests hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

IN_A_ROW = 2
BUSY_SECONDS = 300.0
BUSY_CALLS = 5
FAILED_SHARE = 0.20
KEPT_SECONDS = 7200.0
"""What is older says nothing about now."""
KEPT_CALLS = 400


class Health(Enum):
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Call:
    """One finished call: `ticks` of the monotonic clock in seconds, and whether a complete answer came."""

    ticks: float
    ok: bool


def recent(calls: Iterable[Call], now: float) -> tuple[Call, ...]:
    """The calls that still count at `now`, the oldest first; what is older may be forgotten."""
    counting = (call for call in calls if now - KEPT_SECONDS < call.ticks <= now)
    return tuple(sorted(counting, key=lambda call: call.ticks))[-KEPT_CALLS:]


def health(calls: Iterable[Call], now: float) -> Health:
    """Nobody asked for two hours is no outage: nobody knows of one."""
    known = recent(calls, now)
    if not known or known[-1].ok:
        return Health.ONLINE
    in_a_row = not any(call.ok for call in known[-IN_A_ROW:]) and len(known) >= IN_A_ROW
    busy = [call for call in known if call.ticks > now - BUSY_SECONDS]
    failed = sum(not call.ok for call in busy)
    often = len(busy) >= BUSY_CALLS and failed >= FAILED_SHARE * len(busy)
    return Health.OFFLINE if in_a_row or often else Health.ONLINE


@dataclass(frozen=True, slots=True)
class History:
    """`calls` as (minutes ago, answered), the oldest first."""

    told: str
    calls: tuple[tuple[float, bool], ...]
    verdict: Health


HISTORIES: tuple[History, ...] = (
    History("nobody has asked yet", (), Health.ONLINE),
    History("one call, answered", ((1, True),), Health.ONLINE),
    History("one call, failed: a single failure is not an outage", ((1, False),), Health.ONLINE),
    History("three calls an hour, the last failed", ((41, True), (21, True), (1, False)), Health.ONLINE),
    History(
        "three calls an hour, the last two failed", ((41, True), (21, False), (1, False)), Health.OFFLINE
    ),
    History(
        "right after recovery: one answer after an hour without",
        ((61, False), (41, False), (21, False), (0, True)),
        Health.ONLINE,
    ),
    History(
        "failing and answering by turns, answered last",
        ((4, False), (3, True), (2, False), (1, True)),
        Health.ONLINE,
    ),
    History(
        "failing and answering by turns, failed last, few calls",
        ((3, True), (2, False), (1, True), (0, False)),
        Health.ONLINE,
    ),
    History(
        "busy: one of six failed, and it was the last",
        ((4, True), (4, True), (3, True), (2, True), (1, True), (0, False)),
        Health.ONLINE,
    ),
    History(
        "busy: two of six failed, the last among them",
        ((4, True), (4, True), (3, False), (2, True), (1, True), (0, False)),
        Health.OFFLINE,
    ),
    History("two failures, and two hours of nobody asking", ((130, False), (121, False)), Health.ONLINE),
)
