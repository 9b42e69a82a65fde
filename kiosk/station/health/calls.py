"""Calls to the service as they end, kept for the window that decides whether we are offline."""

from __future__ import annotations

import threading

from kiosk.clock import Clock, Moment
from kiosk.outage.health import Call, Health, health, recent


class CallLog:
    """Thread-safe; `note` is what the check-in calls after each call."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: tuple[Call, ...] = ()
        self._lock = threading.Lock()

    def note(self, answered: bool, at: Moment) -> None:  # noqa: FBT001 - (answered, when) is the pair it is called with
        with self._lock:
            self._calls = (*recent(self._calls, at.ticks), Call(at.ticks, answered))

    def health(self) -> Health:
        return health(self._calls, self._clock.now().ticks)
