"""What the records say between visits, looked at on a thread of its own: everybody else is told from memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping

from kiosk.clock import Clock
from kiosk.outage.line import LOOK_SECONDS
from kiosk.outage.mode import SwitchedOn
from kiosk.station.line import Line
from kiosk.storage.faults import StorageFault
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.lanes import RENEW_SECONDS

Log = Callable[[str, Mapping[str, object]], None]


class Pulse:
    """Looks once a second. What it saw last holds until it sees something else; that nothing answers is told too.

    Now and then it says for this station which visits it carries (`carried`); `changed` hears when another station's
    visits have begun, ended or come back to the desk. Both are the conductor's, which is made after this.
    """

    def __init__(self, storage: Storage, line: Line, clock: Clock, log: Log) -> None:
        self._storage = storage
        self._line = line
        self._clock = clock
        self._log = log
        self._carried: Callable[[], Collection[str]] = frozenset
        self._changed: Callable[[], object] = frozenset
        self._back: Callable[[], object] = frozenset
        self._silent = False
        self._failure_mode = False
        self._elsewhere: frozenset[str] = frozenset()
        self._renewed = clock.now().ticks
        self._conflicts: tuple[str, ...] = ()
        self._looking = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def start(
        self,
        carried: Callable[[], Collection[str]],
        changed: Callable[[], object],
        back: Callable[[], object] = frozenset,
    ) -> None:
        """`back` hears when the records answer again that did not."""
        self._carried, self._changed, self._back = carried, changed, back
        self.look()
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    # -- from memory -------------------------------------------------------------------------------------------

    def failure_mode(self) -> bool:
        return self._failure_mode

    def conflicts(self) -> tuple[str, ...]:
        """The visits that began without the records and contradict them."""
        return self._conflicts

    # -- from the records --------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look now: for whoever has just changed what is looked at. Whatever fails, what was known stays."""
        with self._looking:
            self._line.asked()
            try:
                with self._storage.glancing() as books:
                    self._failure_mode = isinstance(books.outages.mode(), SwitchedOn)
                    self._conflicts = books.segments.conflicts()
                    elsewhere = books.lanes.elsewhere(self._storage.station)
            except StorageFault as fault:
                if not self._silent:
                    self._log("storage_failed", {"kind": type(fault).__name__})
                self._silent = True
                return
            self._line.answered()
            silent, self._silent = self._silent, False
            self._elsewhere, before = elsewhere, self._elsewhere
        if silent:
            self._back()
        if elsewhere != before or silent:
            self._changed()

    def renew(self) -> None:
        """Say that this station carries its visits still; one that misses its term comes back to the desk."""
        self._renewed = self._clock.now().ticks
        try:
            self._storage.renew_lanes(self._carried())
        except StorageFault as fault:
            self._log("storage_failed", {"kind": type(fault).__name__})

    def _run(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self.look()
            if self._clock.now().ticks - self._renewed >= RENEW_SECONDS:
                self.renew()
