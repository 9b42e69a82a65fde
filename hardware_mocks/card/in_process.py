"""The virtual card behind the reader's port without PC/SC: for tests, and where no PC/SC service can run."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from hardware_mocks.card.faults import Pulled, Silence
from hardware_mocks.card.virtual_card import VirtualCard
from reader.errors import CardGone, CardMute, ReaderBusy
from reader.events import CardAbsent, CardPresent, ReaderEvent
from reader.port import CardSession

NAME = "VIRTUAL My Number Card Reader (in-process)"


class InProcessReader:
    """A slot that a card is put into by hand. `on_event` hears of it as the monitor of a real reader would tell."""

    def __init__(self, on_event: Callable[[ReaderEvent], None] | None = None) -> None:
        self._on_event = on_event
        self._lock = Lock()
        self._card: VirtualCard | None = None
        self._session: InProcessSession | None = None

    @property
    def name(self) -> str:
        return NAME

    def insert(self, card: VirtualCard) -> None:
        """Lay a card down; one that lay there is taken away first."""
        self.remove()
        card.power_on()
        with self._lock:
            self._card = card
        self._tell(CardPresent())

    def remove(self) -> None:
        """Take the card away, if there is one."""
        with self._lock:
            card, self._card, self._session = self._card, None, None
        if card is not None:
            card.power_off()
            self._tell(CardAbsent())

    def connect(self) -> CardSession:
        with self._lock:
            if self._card is None:
                raise CardGone("no card lies on the reader")
            if self._session is not None:
                raise ReaderBusy("another program holds the card")
            self._session = InProcessSession(self, self._card)
            return self._session

    def holds(self, session: InProcessSession) -> bool:
        """Whether this session is the open one; taking the card away ends it for ever."""
        with self._lock:
            return self._session is session

    def release(self, session: InProcessSession) -> None:
        """Forget the session if it is the open one."""
        with self._lock:
            if self._session is session:
                self._session = None

    def _tell(self, event: ReaderEvent) -> None:
        if self._on_event is not None:
            self._on_event(event)


class InProcessSession:
    """The one open connection to the card in an `InProcessReader`."""

    def __init__(self, reader: InProcessReader, card: VirtualCard) -> None:
        self._reader = reader
        self._card = card

    def transmit(self, command: bytes) -> bytes:
        if not self._reader.holds(self):
            raise CardGone("the card was taken away")
        try:
            return self._card.transmit(command)
        except Pulled:
            self._reader.remove()
            raise CardGone("the card was pulled") from None
        except Silence:
            raise CardMute("the card does not answer") from None

    def close(self) -> None:
        if self._reader.holds(self):
            self._card.reset()
        self._reader.release(self)
