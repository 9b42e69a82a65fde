"""What clients of a private PC/SC service see of its reader, so that laying a card down can wait until they see it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Event, Thread

from reader.pcsc.monitor import states
from reader.pcsc.slot_state import NoReader, Slot, SlotState


class Sight:
    """Follows the reader from a thread of its own, for as long as the process lives."""

    def __init__(self, part: str) -> None:
        self._now: SlotState = NoReader()
        self._card: Slot | None = None
        self._changed = Condition()
        Thread(target=self._follow, args=(part,), name="sight", daemon=True).start()

    def wait_for_card(self, seconds: float) -> bool:
        """Wait until clients see a card; whether they did in time."""
        return self._wait(lambda: isinstance(self._now, Slot) and self._now.present, seconds)

    def wait_for_no_card(self, seconds: float) -> bool:
        """Wait until clients see none and the service has counted its going; whether both came in time.

        A reset that fails makes pcscd say at once that the slot is empty, while the thread that looks into it every 400 ms
        still knows the old card. A card laid down before that thread has looked would be taken for the old one, and
        never be announced.
        """
        return self._wait(lambda: gone(self._card, self._now), seconds)

    def _wait(self, came: Callable[[], bool], seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(came, seconds)

    def _follow(self, part: str) -> None:
        for state in states(part, Event()):
            with self._changed:
                self._now = state
                match state:
                    case NoReader():
                        self._card = None
                    case Slot(present=True):
                        self._card = state
                    case _:
                        pass
                self._changed.notify_all()


def gone(card: Slot | None, now: SlotState) -> bool:
    """Whether the card that was seen last (None: none) has left, in the eyes of clients and of the service's counter."""
    match now:
        case NoReader():
            return True
        case Slot(present=present, changes=changes):
            return not present and (card is None or card.changes != changes)
