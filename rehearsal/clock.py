"""A clock that may be set ahead, so that nobody waits for a deadline that is only being tried."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

from kiosk.clock import Moment


class SteppedClock:
    """Runs like the machine's clocks from `start` on; `step` sets both ahead at once."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = time.monotonic()
        self._ahead = 0.0
        self._lock = threading.Lock()

    def now(self) -> Moment:
        with self._lock:
            ticks = time.monotonic() + self._ahead
        return Moment(self._start + timedelta(seconds=ticks - self._began), ticks)

    def step(self, seconds: float) -> None:
        """Set the clock ahead; a clock never goes back."""
        with self._lock:
            self._ahead += max(seconds, 0.0)
