"""From what happens at the reader to what the check-in is told."""

from __future__ import annotations

from kiosk.checkin.conductor.conductor import Conductor
from kiosk.checkin.machine.events import CardInserted, CardRemoved
from reader.events import CardAbsent, CardPresent, ReaderBack, ReaderEvent, ReaderLost


class ReaderWatch:
    """Hears the monitor. A reader that is lost takes its card with it; `connected` is for the screens."""

    def __init__(self, conductor: Conductor) -> None:
        self._conductor = conductor
        self.connected = True

    def __call__(self, event: ReaderEvent) -> None:
        match event:
            case CardPresent():
                self._conductor.post(CardInserted(""))
            case CardAbsent():
                self._conductor.post(CardRemoved())
            case ReaderLost():
                self.connected = False
                self._conductor.post(CardRemoved("reader_gone"))
                self._conductor.touch()
            case ReaderBack():
                self.connected = True
                self._conductor.touch()
