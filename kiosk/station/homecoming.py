"""After an outage: the server is the truth again between two visits, and what was kept here is handed in."""

from __future__ import annotations

import threading
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
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="homecoming", daemon=True)

    def start(self) -> None:
        self.look()
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def look(self) -> Came:
        """One look; what was handed in by it. A line that goes meanwhile is no end: the next look goes on there."""
        now, came = self._clock.now(), Came()
        try:
            back = self._stores.come_back(self._carried())
            if not self._stores.is_at_home:
                if back or now.ticks - self._prepared >= PREPARED_EVERY:
                    self._stores.prepare(now.wall)
                    self._prepared = now.ticks
                came = self._stores.hand_in(now.wall)
        except StorageFault as fault:
            self._log("storage_failed", {"kind": type(fault).__name__})
            return came
        if back or came != Came():
            self._changed()
        return came

    def _run(self) -> None:
        while not self._stop.wait(EVERY):
            self.look()
