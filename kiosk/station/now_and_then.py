"""Whatever looks after the house between visits, each on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from kiosk.storage.faults import StorageFault

Log = Callable[[str, Mapping[str, object]], None]


class NowAndThen:
    """Calls `look` after `first` seconds and then every `every`. Records that do not answer are logged, and looked at again."""

    def __init__(self, look: Callable[[], object], log: Log, *, every: float, first: float = 0) -> None:
        self._look = look
        self._log = log
        self._first = first or every
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="now and then", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends after the look that is under way."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        wait = self._first
        while not self._stop.wait(wait):
            wait = self._every
            try:
                self._look()
            except StorageFault as fault:
                self._log("storage_failed", {"kind": type(fault).__name__})
