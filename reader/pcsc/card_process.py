"""The card of a visit behind one function, in this thread or in a supervised child."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from reader.card import (
    CardAnswer,
    Released,
    TerminalAuthenticator,
    open_face,
    recognise,
    sign_for_terminal,
    sign_with_pin,
)
from reader.errors import CardGone, CardMute, CardRefused, CardUnreadable, ReaderFault
from reader.pcsc.service import PcscReader
from reader.pcsc.supervise import GetsOn, Supervised
from reader.port import CardReader, CardSession

SILENCE_SECONDS = 3.0
"""A card that answers a command later than this is mute. Signing takes a real card about one."""
SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"


@dataclass(frozen=True, slots=True)
class Recognise:
    """Open the card that lies there now, and read what is free; `simulation` asks for the demo's protocol too."""

    simulation: bool = False


@dataclass(frozen=True, slots=True)
class OpenFace:
    """Read photograph and items; arguments as `reader.card.open_face`."""

    number_b: str = field(repr=False)
    card_ca: bytes
    nonce: bytes


@dataclass(frozen=True, slots=True)
class SignWithPin:
    """One VERIFY, and a signature if the PIN was right."""

    pin: str = field(repr=False)
    message: bytes


@dataclass(frozen=True, slots=True)
class SignForTerminal:
    """A signature on the strength of the terminal."""

    terminal: TerminalAuthenticator
    message: bytes


@dataclass(frozen=True, slots=True)
class Release:
    """Reset the card and let go; fine without one."""


CardRequest = Recognise | OpenFace | SignWithPin | SignForTerminal | Release


class CardVisit:
    """The session that stays open between the requests of one visit.

    Recognise alone opens a session. Every other request needs the one that is open, so that a card laid down
    instead of the recognised one is never taken for it.
    """

    def __init__(self, reader: CardReader) -> None:
        self._reader = reader
        self._session: CardSession | None = None

    def answer(self, request: CardRequest) -> CardAnswer:
        """Carry out one request. After a fault of the connection the session is closed for good."""
        try:
            return self._answered(request)
        except (CardRefused, CardUnreadable):
            raise
        except ReaderFault:
            self.release()
            raise

    def release(self) -> None:
        """Reset the card and let go, if one is open."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _answered(self, request: CardRequest) -> CardAnswer:
        match request:
            case Release():
                self.release()
                return Released()
            case Recognise(simulation):
                self.release()
                self._session = self._reader.connect()
                return recognise(self._session, simulation=simulation)
            case OpenFace(number_b, card_ca, nonce):
                return open_face(self._open(), number_b, card_ca=card_ca, nonce=nonce)
            case SignWithPin(pin, message):
                return sign_with_pin(self._open(), pin, message)
            case SignForTerminal(terminal, message):
                return sign_for_terminal(self._open(), terminal, message)

    def _open(self) -> CardSession:
        if self._session is None:
            raise CardGone("no recognised card is open")
        return self._session


class CardWorker(Protocol):
    """Whoever carries out card requests."""

    def call(self, request: CardRequest) -> CardAnswer:
        """Raises ReaderFault."""
        ...

    def close(self) -> None:
        """Let go of the card and end. Never raises."""
        ...


class CardInProcess:
    """In the calling thread: for readers that cannot hang."""

    def __init__(self, reader: CardReader) -> None:
        self._visit = CardVisit(reader)

    def call(self, request: CardRequest) -> CardAnswer:
        return self._visit.answer(request)

    def close(self) -> None:
        self._visit.release()


@dataclass(frozen=True, slots=True)
class PcscCards:
    """How a child makes its reader: part of the reader's name, and the service's socket (None: the system's)."""

    part: str
    socket: str | None = None

    def __call__(self, gets_on: GetsOn) -> Callable[[CardRequest], CardAnswer]:
        if self.socket is not None:
            os.environ[SOCKET_VARIABLE] = self.socket
        return CardVisit(PcscReader(self.part, gets_on)).answer


class CardProcess:
    """In a supervised child. A card silent for `timeout` seconds is CardMute, and a child that waits takes over."""

    def __init__(self, cards: PcscCards, timeout: float = SILENCE_SECONDS) -> None:
        self._timeout = timeout
        self._child: Supervised[CardRequest, CardAnswer] = Supervised(
            cards, name="card process", when_hung=CardMute, spare=True
        )

    def start(self) -> None:
        """Start the child ahead of the first card."""
        self._child.start()

    def call(self, request: CardRequest) -> CardAnswer:
        return self._child.call(request, self._timeout)

    def close(self) -> None:
        self._child.close()
