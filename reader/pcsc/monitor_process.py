"""The monitor in a child process, because a hung PC/SC service blocks whoever asks it, for as long as it hangs."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Event, Thread

from reader.events import ReaderBack, ReaderEvent, ReaderLost
from reader.pcsc.card_process import SOCKET_VARIABLE, PcscCards
from reader.pcsc.monitor import watch
from reader.pcsc.supervise import Child, delay_after, end, spawned

SILENCE_SECONDS = 5.0
START_SECONDS = 20.0


def report(connection: Connection, cards: PcscCards) -> None:
    """The child's whole life: send the events of every poll, an empty one as sign of life, until nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if cards.socket is not None:
        os.environ[SOCKET_VARIABLE] = cards.socket
    try:
        connection.send(())
        for events in watch(cards.part, Event()):
            connection.send(events)
    except OSError:
        return


class MonitorProcess:
    """Calls `on_event` from a thread of its own for everything that happens at the reader.

    A service silent for `silence` seconds is reported as ReaderLost; a new child goes on asking.
    """

    def __init__(
        self, cards: PcscCards, on_event: Callable[[ReaderEvent], None], silence: float = SILENCE_SECONDS
    ) -> None:
        self._cards = cards
        self._on_event = on_event
        self._silence = silence
        self._stop = Event()
        self._lost: bool | None = None
        self._thread = Thread(target=self._run, name="card monitor", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the child and the thread; returns within the silence allowed."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        failures = 0
        while not self._stop.is_set():
            child = spawned(report, self._cards, name="card monitor")
            heard = self._listen(child)
            end(child)
            failures = 0 if heard else failures + 1
            if not self._stop.is_set():
                self._tell(ReaderLost())
                self._stop.wait(delay_after(failures))

    def _listen(self, child: Child) -> bool:
        """Pass on what the child says until it falls silent; whether it ever spoke of the reader."""
        heard, patience = -1, START_SECONDS
        try:
            while not self._stop.is_set() and child.connection.poll(patience):
                for event in child.connection.recv():
                    self._tell(event)
                heard, patience = heard + 1, self._silence
        except (EOFError, OSError):
            pass
        return heard > 0

    def _tell(self, event: ReaderEvent) -> None:
        match event:
            case ReaderLost() if self._lost:
                return
            case ReaderLost():
                self._lost = True
            case ReaderBack():
                self._lost = False
            case _:
                pass
        self._on_event(event)
