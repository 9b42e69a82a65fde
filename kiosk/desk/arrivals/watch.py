"""The folder of one terminal, looked at again and again; what it tells goes into the records at once."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from kiosk.clock import Moment
from kiosk.companion.deadline import OneCall
from kiosk.companion.folder import AccessRefused, FolderFault, NotMounted
from kiosk.companion.reading import why_not_whole
from kiosk.companion.terminal import Look, Terminal, TerminalState, look
from kiosk.companion.watching import Appeared, Happening, Unreadable, Watch, handled
from kiosk.desk.arrivals.taking_in import take_in
from kiosk.house import House
from kiosk.storage.faults import StorageFault
from kiosk.storage.unit_of_work import Storage

LOOK_SECONDS = 8.0
"""What one look may take before the share counts as away."""
ENDING_SECONDS = 2.0
AGAIN_SECONDS = 1.0
"""After records that did not answer."""
AWAY = "folder_away"
TROUBLES: dict[type[FolderFault], str] = {
    AccessRefused: "folder_refused",
    NotMounted: "folder_unmounted",
}
"""Refused, not mounted and away are three different calls to make."""


def keyed(storage: Storage) -> Callable[[bytes], str]:
    """What stands for a content in the records."""
    return lambda content: storage.keys.digest("reader_file", hashlib.sha256(content).hexdigest())


def trouble_of(fault: FolderFault) -> str:
    return TROUBLES.get(type(fault), AWAY)


class TerminalWatch:
    """Looks and keeps on two threads: while records are slow, a file that lives for a second is still read.

    The state is told from memory to whoever asks.
    """

    def __init__(self, terminal: Terminal, every: float) -> None:
        self._terminal = terminal
        self._every = every
        self._call = OneCall(LOOK_SECONDS)
        self._watch: Watch | None = None
        self._pending: deque[tuple[Happening, Moment]] = deque()
        self._told = threading.Event()
        self._state = TerminalState(terminal.label)
        self._stop = threading.Event()
        self._threads: tuple[threading.Thread, ...] = ()

    def state(self) -> TerminalState:
        return self._state

    def start(self, house: House) -> None:
        runs = (self._run_looks, self._run_keeping)
        self._threads = tuple(
            threading.Thread(target=run, args=(house,), name="companion", daemon=True) for run in runs
        )
        for each in self._threads:
            each.start()

    def stop(self) -> None:
        """Ends after what is under way; a look that hangs is left behind."""
        self._stop.set()
        self._told.set()
        for each in self._threads:
            each.join(ENDING_SECONDS)

    def look(self, house: House) -> None:
        """One look, and everything that it told kept: for whoever runs it by hand."""
        self._keep(house)
        self._look(house)
        self._keep(house)

    def _look(self, house: House) -> bool:
        """Whether more lies there than one look could read."""
        now = house.clock.now()
        try:
            return self._looked(house, now)
        except FolderFault as fault:
            self._stands(house, replace(self._state, trouble=trouble_of(fault), looked_at=now.ticks))
        except StorageFault as fault:
            house.log("storage_failed", {"kind": type(fault).__name__})
        return False

    def _looked(self, house: House, now: Moment) -> bool:
        watch = self._known(house, now)
        digest = keyed(house.storage)
        found: Look = self._call(lambda: look(self._terminal, watch, now, why_not_whole, digest))
        measured = [each.skew for each in found.told if isinstance(each, Appeared) and each.skew is not None]
        skew = round(measured[-1]) if measured else self._state.skew
        self._watch = handled(found.watch, found.told)
        self._pending.extend((each, now) for each in found.told)
        if found.told:
            self._told.set()
        self._stands(house, TerminalState(self._terminal.label, "", now.ticks, found.lying, skew))
        return found.more

    def _keep(self, house: House) -> bool:
        """Everything that was told, in its order; False where records do not answer, and what is left waits.

        A defect of ours costs one file, which staff are told of.
        """
        while self._pending:
            told, at = self._pending[0]
            try:
                self._kept(house, told, at)
            except StorageFault as fault:
                house.log("storage_failed", {"kind": type(fault).__name__})
                return False
            self._pending.popleft()
        return True

    def _kept(self, house: House, told: Happening, at: Moment) -> None:
        try:
            take_in(house, self._terminal.label, told, at)
        except StorageFault:
            raise
        except Exception as error:  # noqa: BLE001 - the next card is still to be taken in
            house.log("defect", {"kind": type(error).__name__})
            take_in(house, self._terminal.label, Unreadable(told.name, "defect"), at)

    def _known(self, house: House, now: Moment) -> Watch:
        """After a start, what was handled stands in the records, and nowhere else."""
        if self._watch is None:
            with house.storage.unit_of_work(now.wall) as work:
                work.reader_files.drop(now.today)
                self._watch = Watch(handled=work.reader_files.known())
                work.commit()
        return self._watch

    def _stands(self, house: House, state: TerminalState) -> None:
        before, self._state = self._state, state
        if (before.trouble, before.clock_is_off) != (state.trouble, state.clock_is_off):
            house.conductor.touch()

    def _run_looks(self, house: House) -> None:
        more = False
        while not self._stop.wait(0 if more else self._every):
            try:
                more = self._look(house)
            except Exception as error:  # noqa: BLE001 - a defect is told, and the next card is still looked for
                house.log("defect", {"kind": type(error).__name__})
                more = False

    def _run_keeping(self, house: House) -> None:
        while not self._stop.is_set():
            self._told.wait()
            self._told.clear()
            if not self._keep(house) and not self._stop.wait(AGAIN_SECONDS):
                self._told.set()
