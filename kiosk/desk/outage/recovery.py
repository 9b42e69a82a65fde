"""Asking the noted visits again once the service answers, without anybody pressing for it."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.checkin.conductor.recording import KIOSK
from kiosk.desk.acting import Desk
from kiosk.desk.outage.backlog import Round
from kiosk.desk.outage.failure import ask_noted
from kiosk.house import House
from kiosk.qualification.port import ServiceFault

EVERY = 30.0
"""Seconds between two looks."""


class Recovery:
    """Looks now and then. While staff keep failure mode on, nothing is asked: they say when it is over."""

    def __init__(self, house: House, healthy: Callable[[], bool]) -> None:
        self._house = house
        self._healthy = healthy

    def look(self) -> Round | None:
        """One look: the round that was made, or None when there was nothing to ask or nobody to ask."""
        if self._house.ports.failure_mode() or not self._waiting() or not self._answers():
            return None
        return ask_noted(Desk(self._house, KIOSK, self._house.clock.now()))

    def _waiting(self) -> bool:
        with self._house.storage.reading() as books:
            return bool(books.outages.waiting())

    def _answers(self) -> bool:
        try:
            return self._healthy()
        except ServiceFault:
            return False
