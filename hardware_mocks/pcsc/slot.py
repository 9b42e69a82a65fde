"""The process within the private network namespace: the PC/SC service, the virtual reader, and the card on it.

Started by `hardware_mocks.pcsc.private`; ends, and its service with it, when its standard input does.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

from hardware_mocks.card.memory import Memory
from hardware_mocks.card.virtual_card import VirtualCard
from hardware_mocks.pcsc.daemon import PORT, READER_NAME, Daemon, Places
from hardware_mocks.pcsc.loopback import bring_up_loopback
from hardware_mocks.pcsc.sight import Sight
from hardware_mocks.pcsc.slot_requests import (
    READY,
    Hang,
    Insert,
    Problem,
    Remove,
    Resume,
    SlotRequest,
    StartDaemon,
    Status,
    StopDaemon,
)
from hardware_mocks.pcsc.vpcd import VpcdCard
from reader.errors import CardGone, ReaderFault, ReaderRefused
from reader.pcsc.card_process import SOCKET_VARIABLE
from reader.pcsc.service import PcscReader

SEEN_SECONDS = 30.0
"""Clients see a card in well under a second; a machine with other work may take its time."""
KNOCK_SECONDS = 0.02
KNOCKS = 1000
REFUSALS = 50
"""A service that is about to end shuts the door like one that refuses: it is asked again for a second before it is believed."""

Reply = Callable[[Status | Problem], None]


class Slot:
    """The one virtual reader. Driven by one thread, the one that lives as long as the process."""

    def __init__(self, places: Places, daemon: Daemon, sight: Sight) -> None:
        self._places = places
        self._sight = sight
        self._daemon: Daemon | None = daemon
        self._card: VirtualCard | None = None
        self._laid: VpcdCard | None = None

    def answer(self, request: SlotRequest) -> Status | Problem:
        """Carry out one request."""
        try:
            self._carry_out(request)
        except OSError as cause:
            return Problem(f"the virtual reader does not answer: {cause}")
        return self._status()

    def _carry_out(self, request: SlotRequest) -> None:
        match request:
            case Insert():
                self._insert(request)
            case Remove():
                self._take_away()
                self._card = None
            case StopDaemon():
                self.stop()
            case StartDaemon():
                self._daemon = self._daemon or Daemon(self._places)
                self._lay_down()
            case Hang() if self._daemon:
                self._daemon.hang()
            case Resume() if self._daemon:
                self._daemon.resume()
            case _:
                pass

    def stop(self) -> None:
        """End the service; the card stays where it is, without power."""
        daemon, self._daemon = self._daemon, None
        if daemon is not None:
            daemon.stop()
        self._take_away()

    def _status(self) -> Status:
        return Status(
            daemon=self._daemon.pid if self._daemon else None,
            card=self._laid is not None and self._laid.lies_there,
            verify_count=self._card.verify_count if self._card else 0,
        )

    def _insert(self, request: Insert) -> None:
        self._take_away()
        memory = Memory(request.material, request.memory)
        self._card = VirtualCard(request.material, request.faults, pause=Event().wait, memory=memory)
        self._lay_down()

    def _lay_down(self) -> None:
        if self._card is None or self._daemon is None:
            return
        self._laid = self._connected(self._card)
        self._wait_until_seen(self._sight.wait_for_card)

    def _connected(self, card: VirtualCard) -> VpcdCard:
        """Connect to the driver, which listens a moment after the service has started."""
        for _ in range(KNOCKS):
            try:
                return VpcdCard(card, PORT)
            except ConnectionRefusedError:
                Event().wait(KNOCK_SECONDS)
        raise ConnectionRefusedError("the virtual reader's driver does not listen")

    def _take_away(self) -> None:
        laid, self._laid = self._laid, None
        if laid is not None:
            laid.remove()
            self._wait_until_seen(self._sight.wait_for_no_card)

    def _wait_until_seen(self, wait: Callable[[float], bool]) -> None:
        """A service that was told to hang shows nobody anything, and is not waited for."""
        hangs = self._daemon is not None and not self._daemon.answers
        if not hangs and not wait(SEEN_SECONDS):
            raise TimeoutError(f"clients of the service do not see within {SEEN_SECONDS:g} s what was done")


class Ended:
    """Standard input ended: whoever started this process is gone."""


Job = tuple[SlotRequest, Reply] | Ended


def main(folder: Path) -> None:
    """Serve until standard input ends; Ctrl-C is for whoever holds the other end of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bring_up_loopback()
    places = Places(folder)
    jobs: SimpleQueue[Job] = SimpleQueue()
    os.environ[SOCKET_VARIABLE] = str(places.socket)
    daemon = Daemon(places)
    if refused := _refusal(daemon, places):
        daemon.stop()
        _tell(refused)
        return
    slot = Slot(places, daemon, Sight(READER_NAME))
    places.control.unlink(missing_ok=True)
    listener = Listener(str(places.control), family="AF_UNIX")
    Thread(target=_accept, args=(listener, jobs), daemon=True).start()
    _tell(READY)
    Thread(target=_await_end, args=(jobs,), daemon=True).start()
    while isinstance(job := jobs.get(), tuple):
        request, reply = job
        reply(slot.answer(request))
    with suppress(TimeoutError):
        slot.stop()


def _accept(listener: Listener, jobs: SimpleQueue[Job]) -> None:
    while True:
        Thread(target=_listen, args=(listener.accept(), jobs), daemon=True).start()


def _listen(connection: Connection, jobs: SimpleQueue[Job]) -> None:
    try:
        while True:
            jobs.put((connection.recv(), connection.send))
    except (EOFError, OSError):
        connection.close()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _refusal(daemon: Daemon, places: Places) -> str:
    """Why clients see no reader, as far as asking once a moment tells; empty as soon as one does."""
    fault: ReaderFault | None = None
    refusals = 0
    for _ in range(KNOCKS):
        try:
            PcscReader(READER_NAME).connect().close()
        except CardGone:
            return ""
        except ReaderFault as met:
            fault = met
        else:
            return ""
        Event().wait(KNOCK_SECONDS)
        if daemon.pid is None:
            return f"pcscd ended; {places.last_words()}"
        refusals += isinstance(fault, ReaderRefused)
        if refusals == REFUSALS:
            break
    return str(fault)


def _await_end(jobs: SimpleQueue[Job]) -> None:
    sys.stdin.read()
    jobs.put(Ended())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
