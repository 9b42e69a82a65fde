"""What the records say between visits, looked at on a thread of its own: everybody else is told from memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from kiosk.clock import Clock
from kiosk.outage.line import LOOK_SECONDS, is_away
from kiosk.outage.mode import SwitchedOn
from kiosk.storage.faults import StorageFault
from kiosk.storage.unit_of_work import Storage

Log = Callable[[str, Mapping[str, object]], None]


class Pulse:
    """Looks once a second. What it saw last holds until it sees something else; that nothing answers is told too."""

    def __init__(self, storage: Storage, clock: Clock, log: Log) -> None:
        self._storage = storage
        self._clock = clock
        self._log = log
        self._failure_mode = False
        self._unanswered_since: float | None = None
        self._looking = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def start(self) -> None:
        self.look()
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    # -- from memory -------------------------------------------------------------------------------------------

    def failure_mode(self) -> bool:
        return self._failure_mode

    def is_away(self) -> bool:
        """Whether the records have not answered for a while."""
        return is_away(self._unanswered_since, self._clock.now().ticks)

    # -- from the records --------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look now: for whoever has just changed what is looked at. Whatever fails, what was known stays."""
        with self._looking:
            if self._unanswered_since is None:
                self._unanswered_since = self._clock.now().ticks
            try:
                with self._storage.glancing() as books:
                    self._failure_mode = isinstance(books.outages.mode(), SwitchedOn)
            except StorageFault as fault:
                self._log("storage_failed", {"kind": type(fault).__name__})
            else:
                self._unanswered_since = None

    def _run(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self.look()
