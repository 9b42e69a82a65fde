"""The evening of a stopped answer: what may be another person's leaves the records with the day."""

from __future__ import annotations

import threading
from datetime import datetime, time

from kiosk.checkin.conductor.recording import KIOSK
from kiosk.clock import JAPAN
from kiosk.house import House
from kiosk.storage.faults import StorageFault

FIRST, EVERY = 30.0, 300.0
"""Seconds to the first look, when the start is over, and between two looks."""


class DayEnd:
    """Looks now and then whether the day of a sealed answer is over."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="day-end", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def look(self) -> tuple[str, ...]:
        """One look: the visits whose stopped answer has left."""
        now = self._house.clock.now()
        began = datetime.combine(now.today, time(), JAPAN)
        with self._house.storage.unit_of_work(now.wall) as work:
            work.sealing.seal_what_stands()
            gone = work.sealing.destroy_before(began)
            for visit in gone:
                work.audit("answer_destroyed", visit, {"by": KIOSK})
            work.commit()
        if gone:
            self._house.storage.scrub()
        return gone

    def _run(self) -> None:
        wait = FIRST
        while not self._stop.wait(wait):
            wait = EVERY
            try:
                self.look()
            except StorageFault as fault:
                self._house.log("storage_failed", {"kind": type(fault).__name__})
