"""What clients of a private PC/SC service see of its reader, so that laying a card down can wait until they see it."""

from __future__ import annotations

from threading import Condition, Event, Thread

from reader.events import CardAbsent, CardPresent, ReaderBack, ReaderLost
from reader.pcsc.monitor import watch


class Sight:
    """Follows the reader from a thread of its own, for as long as the process lives."""

    def __init__(self, part: str) -> None:
        self._present = False
        self._changed = Condition()
        Thread(target=self._follow, args=(part,), name="sight", daemon=True).start()

    def wait_until(self, *, present: bool, seconds: float) -> bool:
        """Wait until clients see a card, or none; whether they did in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._present is present, seconds)

    def _follow(self, part: str) -> None:
        for events in watch(part, Event()):
            for event in events:
                match event:
                    case CardPresent():
                        self._set(present=True)
                    case CardAbsent() | ReaderLost() | ReaderBack():
                        self._set(present=False)

    def _set(self, *, present: bool) -> None:
        with self._changed:
            self._present = present
            self._changed.notify_all()
