"""A PC/SC reader (Linux: pcsc-lite) behind the reader's port.

On Linux the service is found through its socket, whose path pcsc-lite reads once a process from PCSCLITE_CSOCK_NAME.
A call blocks for as long as the service hangs; whoever needs a deadline runs this in a child (`card_process`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Lock
from types import MappingProxyType

from smartcard import scard

from reader.errors import (
    CardGone,
    CardMute,
    CardUnreadable,
    ReaderBusy,
    ReaderFault,
    ReaderGone,
    ReaderRefused,
)
from reader.pcsc import holders
from reader.port import CardSession

# Two threads within SCardConnect/SCardDisconnect of one process can crash the client library, so the process has one lock.
_TURN = Lock()
_PROTOCOLS = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
_UNSIGNED = 0xFFFFFFFF
MAX_ANSWER = 0x10002
BUSY = 0x8010000B
BUSY_TRIES, BUSY_PAUSE = 20, 0.1
"""Another program is waited for, since many look at a card for a moment when it is laid down."""

# Codes of pcsc-lite's pcsclite.h, and what each means to a kiosk.
CAUSES: MappingProxyType[int, tuple[type[ReaderFault], str]] = MappingProxyType(
    {
        0x80100003: (ReaderGone, "the PC/SC service was restarted"),
        0x80100008: (CardUnreadable, "the answer is longer than any answer"),
        0x80100009: (ReaderGone, "the reader was unplugged"),
        0x8010000A: (CardMute, "no answer in time"),
        0x8010000B: (ReaderBusy, "another program holds the card"),
        0x8010000C: (CardGone, "no card lies on the reader"),
        0x8010000F: (CardMute, "the card speaks no protocol that the reader knows"),
        0x80100010: (CardGone, "the card is not ready"),
        0x80100013: (ReaderGone, "the PC/SC service does not answer"),
        0x80100016: (CardGone, "the card left"),
        0x80100017: (ReaderGone, "the reader was unplugged"),
        0x8010001D: (ReaderGone, "the PC/SC service does not run"),
        0x8010001E: (ReaderGone, "the PC/SC service was stopped"),
        0x8010002E: (ReaderGone, "there is no reader"),
        0x8010002F: (CardGone, "the connection to the card was lost"),
        0x80100066: (CardMute, "the card does not answer to a reset"),
        0x80100067: (CardGone, "the card lost its power"),
        0x80100068: (CardGone, "another program reset the card"),
        0x80100069: (CardGone, "the card was taken away"),
        0x8010006A: (ReaderRefused, "the PC/SC service refuses this user, or has just ended"),
    }
)


def fault_of(code: int) -> ReaderFault:
    """The cause behind a PC/SC return code; one that nobody foresaw is ReaderGone with its number."""
    kind, sentence = CAUSES.get(code & _UNSIGNED, (ReaderGone, "the PC/SC service reports a fault"))
    return kind(f"{sentence} ({code & _UNSIGNED:08X})")


def require(code: int) -> None:
    """Raise what a return code means, unless it means success."""
    if code != scard.SCARD_S_SUCCESS:
        raise fault_of(code)


def chosen(names: Sequence[str], part: str) -> str | None:
    """The first reader whose name contains `part` and is no slot for a SAM, or None."""
    return next((each for each in names if part in each and "SAM]" not in each), None)


class PcscReader:
    """The first reader whose name contains `part`."""

    def __init__(self, part: str, gets_on: Callable[[], None] = lambda: None) -> None:
        """`gets_on` is called whenever the card has answered."""
        self._part = part
        self._gets_on = gets_on

    @property
    def name(self) -> str:
        """The part of the name that it is chosen by."""
        return self._part

    def connect(self) -> CardSession:
        with _TURN:
            code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
            require(code)
            try:
                return PcscSession(context, *self._open(context), self._gets_on)
            except ReaderFault:
                scard.SCardReleaseContext(context)
                raise

    def _open(self, context: int) -> tuple[int, int]:
        code, names = scard.SCardListReaders(context, [])
        require(code)
        name = chosen(names, self._part)
        if name is None:
            raise ReaderGone(f"no reader has {self._part!r} in its name")
        for left in range(BUSY_TRIES - 1, -1, -1):
            code, card, protocol = scard.SCardConnect(context, name, scard.SCARD_SHARE_EXCLUSIVE, _PROTOCOLS)
            self._gets_on()
            if code & _UNSIGNED != BUSY:
                break
            if left:
                time.sleep(BUSY_PAUSE)
        if code & _UNSIGNED == BUSY:
            raise ReaderBusy(holders.sentence())
        require(code)
        return card, protocol


class PcscSession:
    """An exclusive connection. A context of its own, so that closing leaves nothing behind."""

    def __init__(self, context: int, card: int, protocol: int, gets_on: Callable[[], None]) -> None:
        self._gets_on = gets_on
        self._context = context
        self._card = card
        self._header = scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        self._closed = False

    def transmit(self, command: bytes) -> bytes:
        if self._closed:
            raise CardGone("the connection was closed")
        code, answer = scard.SCardTransmit(self._card, self._header, list(command))
        require(code)
        self._gets_on()
        if not answer:
            raise CardGone("the card left during the command")
        if len(answer) > MAX_ANSWER:
            raise CardUnreadable("the answer is longer than any answer")
        return bytes(each & 0xFF for each in answer)

    def close(self) -> None:
        with _TURN:
            if not self._closed:
                self._closed = True
                scard.SCardDisconnect(self._card, scard.SCARD_RESET_CARD)
                scard.SCardReleaseContext(self._context)
