"""A child process that answers requests, with a watchdog: one that hangs or dies is killed and replaced.

Native libraries (PC/SC, models) hang and crash in ways that no thread survives; behind this border they cost one attempt.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any, Generic, TypeVar

from reader.errors import CardRefused, ReaderFault, WorkerDied

Request = TypeVar("Request")
Answer = TypeVar("Answer")

DELAYS = (0.0, 0.0, 0.5, 2.0, 8.0, 30.0)
"""Seconds to wait after so many deaths in a row before the next child; the last holds for all further ones."""
PERMANENT_FROM = 5
JOIN_SECONDS = 2.0
_SPAWN = get_context("spawn")


class WorkerLost(WorkerDied):
    """Children die one after another: it is still tried now and then, but somebody must look at the machine."""


@dataclass(frozen=True, slots=True)
class Done:
    answer: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """A fault on its way across the process border: its class, and what its constructor takes."""

    fault: type[ReaderFault]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Child:
    process: BaseProcess
    connection: Connection


def delay_after(deaths: int) -> float:
    """Seconds before the next child after so many deaths in a row."""
    return DELAYS[min(deaths, len(DELAYS) - 1)]


def fault_packed(fault: ReaderFault) -> Failed:
    """The fault as a value that another process can rebuild."""
    arguments = (fault.step, fault.status) if isinstance(fault, CardRefused) else fault.args
    return Failed(type(fault), arguments)


def serve(connection: Connection, recipe: Callable[[], Callable[[Any], Any]]) -> None:
    """The child's whole life: build the answering function, answer until the parent is gone.

    Faults of the reader travel back; any other exception is a bug and ends the child.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = recipe()
    while True:
        try:
            request = connection.recv()
        except EOFError:
            return
        try:
            outcome: Done | Failed = Done(answer(request))
        except ReaderFault as fault:
            outcome = fault_packed(fault)
        connection.send(outcome)


class Supervised(Generic[Request, Answer]):
    """One child at a time. Calls from several threads queue up.

    Args:
        recipe: builds the answering function in the child; it and all requests and answers can be pickled.
        name: for the process list.
        when_hung: what a call raises whose answer does not come in time.
        ticks: monotonic seconds.
    """

    def __init__(
        self,
        recipe: Callable[[], Callable[[Request], Answer]],
        *,
        name: str,
        when_hung: type[ReaderFault] = WorkerDied,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._recipe = recipe
        self._name = name
        self._when_hung = when_hung
        self._ticks = ticks
        self._lock = Lock()
        self._child: Child | None = None
        self._deaths = 0
        self._not_before = float("-inf")

    @property
    def pid(self) -> int | None:
        """The living child, for tests and the log."""
        return self._child.process.pid if self._child else None

    def start(self) -> None:
        """Start the child ahead of the first call."""
        with self._lock:
            self._running()

    def call(self, request: Request, timeout: float) -> Answer:
        """Send a request, wait for its answer. It is never sent twice.

        Raises:
            WorkerDied: the child ended, or waits to be replaced; WorkerLost when that has become a habit.
            ReaderFault: `when_hung` after `timeout` seconds, or the fault that the child met.
        """
        with self._lock:
            outcome = self._exchange(self._running(), request, timeout)
            self._deaths = 0
        match outcome:
            case Failed(fault, arguments):
                raise fault(*arguments)
            case Done(answer):
                done: Answer = answer
                return done

    def close(self) -> None:
        """End the child, gently first."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.connection.close()
            child.process.join(JOIN_SECONDS)
            _kill(child.process)

    def _exchange(self, child: Child, request: Request, timeout: float) -> Done | Failed:
        try:
            child.connection.send(request)
            if child.connection.poll(timeout):
                outcome: Done | Failed = child.connection.recv()
                return outcome
        except (EOFError, OSError) as cause:
            self._bury(child)
            raise WorkerDied(f"{self._name} ended without an answer") from cause
        self._bury(child)
        raise self._when_hung(f"{self._name} gave no answer within {timeout:g} s")

    def _bury(self, child: Child) -> None:
        _kill(child.process)
        child.connection.close()
        self._child = None
        self._deaths += 1
        self._not_before = self._ticks() + delay_after(self._deaths)
        if delay_after(self._deaths) == 0:
            self._running()

    def _running(self) -> Child:
        if self._child is None:
            wait = self._not_before - self._ticks()
            if wait > 0:
                kind = WorkerLost if self._deaths >= PERMANENT_FROM else WorkerDied
                raise kind(f"{self._name} died {self._deaths} times in a row; next try in {wait:.0f} s")
            self._child = spawned(serve, self._recipe, name=self._name)
        return self._child


def spawned(target: Callable[..., None], *arguments: object, name: str) -> Child:
    """Start `target(connection, *arguments)` in a fresh process that ends with this one."""
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=target, args=(theirs, *arguments), name=name, daemon=True)
    process.start()
    theirs.close()
    return Child(process, ours)


def _kill(process: BaseProcess) -> None:
    process.kill()
    process.join()


def end(child: Child) -> None:
    """Kill a child at once, hung or not."""
    child.connection.close()
    _kill(child.process)
