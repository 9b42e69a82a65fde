"""Who has the page of a visit open at this moment, so that two people do not work on one visit unawares. In memory alone."""

from __future__ import annotations

import threading

AWAY_AFTER = 45.0
"""Seconds without a sign: a page asks for itself every twenty."""


class Together:
    """Thread-safe; `now` is in ticks."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def looks(self, number: str, name: str, now: float) -> tuple[str, ...]:
        """`name` has the visit open; the others who have it open too, by name."""
        with self._lock:
            self._seen = {key: at for key, at in self._seen.items() if now - at < AWAY_AFTER}
            self._seen[number, name] = now
            return tuple(sorted(who for where, who in self._seen if where == number and who != name))
