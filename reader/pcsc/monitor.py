"""Watching a PC/SC reader with raw SCardGetStatusChange.

The client library's own monitor ends silently when the service goes away; this loop makes a new context instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

from smartcard import scard

from reader.errors import ReaderFault, ReaderGone
from reader.events import ReaderEvent
from reader.pcsc.service import chosen, require
from reader.pcsc.slot_state import NoReader, Slot, SlotState, events_between

POLL_MS = 1000
PAUSE_SECONDS = 0.2
_UNUSABLE = scard.SCARD_STATE_UNAVAILABLE | scard.SCARD_STATE_UNKNOWN


def watch(part: str, stop: Event) -> Iterator[tuple[ReaderEvent, ...]]:
    """Yield the events of each poll of the reader whose name contains `part`, at least once a second, mostly empty.

    The empty ones are the sign of life that lets an observer tell a quiet reader from a hung service.
    Ends soon after `stop` is set.
    """
    before: SlotState | None = None
    for after in states(part, stop):
        yield events_between(before, after)
        before = after


def states(part: str, stop: Event) -> Iterator[SlotState]:
    """Yield what each poll sees, at least once a second. Ends soon after `stop` is set."""
    while not stop.is_set():
        try:
            yield from _states_of_one_context(part, stop)
        except ReaderFault:
            yield NoReader()
            stop.wait(PAUSE_SECONDS)


def _states_of_one_context(part: str, stop: Event) -> Iterator[SlotState]:
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    require(code)
    try:
        yield from _polls(context, part, stop)
    finally:
        scard.SCardReleaseContext(context)


def _polls(context: int, part: str, stop: Event) -> Iterator[SlotState]:
    code, names = scard.SCardListReaders(context, [])
    require(code)
    name = chosen(names, part)
    if name is None:
        raise ReaderGone(f"no reader has {part!r} in its name")
    known = scard.SCARD_STATE_UNAWARE
    while not stop.is_set():
        code, states = scard.SCardGetStatusChange(context, POLL_MS, [(name, known)])
        if code != scard.SCARD_E_TIMEOUT:
            require(code)
            known = states[0][1] & ~scard.SCARD_STATE_CHANGED
        if known & _UNUSABLE:
            raise ReaderGone("the reader was unplugged")
        yield Slot(bool(known & scard.SCARD_STATE_PRESENT), known >> 16 & 0xFFFF)
