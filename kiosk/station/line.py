"""Whether the records answer, from memory: noted by whoever looks, asked by everybody else."""

from __future__ import annotations

from kiosk.clock import Clock
from kiosk.outage.line import is_away


class Line:
    """`asked` before a look, `answered` after one that succeeded; in between nothing has answered."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._unanswered_since: float | None = None

    def asked(self) -> None:
        if self._unanswered_since is None:
            self._unanswered_since = self._clock.now().ticks

    def answered(self) -> None:
        self._unanswered_since = None

    def is_away(self) -> bool:
        """Whether the records have not answered for a while."""
        return is_away(self._unanswered_since, self._clock.now().ticks)

    def lost(self) -> None:
        """Nothing answered at the start, and whoever tried has waited long enough."""
        self._unanswered_since = float("-inf")
