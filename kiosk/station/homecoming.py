"""After an outage: the server is the truth again between two visits, and what was kept here is handed in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from kiosk.clock import Clock
from kiosk.storage.away.handing_in import Came
from kiosk.storage.away.two_stores import TwoStores
from kiosk.storage.faults import StorageFault

EVERY = 1.0
"""Seconds between two looks."""
PREPARED_EVERY = 30.0
"""Seconds after which a retired account cannot sign in at a station without a line, at the latest."""


class Homecoming:
    """Looks on a thread of its own; `carried` are the visits that run here, `changed` hears when screens are to renew."""

    def __init__(
        self,
        stores: TwoStores,
        clock: Clock,
        carried: Callable[[], Collection[str]],
        changed: Callable[[], object],
        log: Callable[[str, Mapping[str, object]], None],
    ) -> None:
        self._stores = stores
        self._clock = clock
        self._carried = carried
        self._changed = changed
        self._log = log
        self._prepared = -PREPARED_EVERY

    def look(self) -> Came:
        """One look; what was handed in by it. A line that goes meanwhile is no end: the next look goes on there."""
        now, came = self._clock.now(), Came()
        try:
            if self._stores.come_back(self._carried()):
                self._changed()
            if self._stores.is_at_home:
                return came
            if self._stores.lacks_spare or now.ticks - self._prepared >= PREPARED_EVERY:
                self._stores.prepare(now.wall)
                self._prepared = now.ticks
            came = self._stores.hand_in(now.wall)
        except StorageFault as fault:
            self._log("storage_failed", {"kind": type(fault).__name__})
        if came != Came():
            self._changed()
        return came
