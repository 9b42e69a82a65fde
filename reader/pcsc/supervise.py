"""A child process that answers requests, with a watchdog: one that hangs or dies is killed and replaced.

Native libraries (PC/SC, models) hang and crash in ways that no thread survives; behind this border they cost one attempt.
A child says when it is ready and whenever it gets on; the deadline is for the silence in between.
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
GetsOn = Callable[[], None]
"""Called in the child whenever its work gets on."""

DELAYS = (0.0, 0.0, 0.5, 2.0, 8.0, 30.0)
"""Seconds to wait after so many deaths in a row before the next child; the last holds for all further ones."""
PERMANENT_FROM = 5
JOIN_SECONDS = 2.0
START_SECONDS = 30.0
"""A fresh interpreter on a busy machine."""
LONGEST_SECONDS = 120.0
"""Work that gets on for longer than this never ends."""
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
class Progress:
    """A sign of life between a request and its answer, or that a child is ready."""


@dataclass(slots=True)
class Child:
    process: BaseProcess
    connection: Connection
    ready: bool = False


def delay_after(deaths: int) -> float:
    """Seconds before the next child after so many deaths in a row."""
    return DELAYS[min(deaths, len(DELAYS) - 1)]


def fault_packed(fault: ReaderFault) -> Failed:
    """The fault as a value that another process can rebuild."""
    arguments = (fault.step, fault.status) if isinstance(fault, CardRefused) else fault.args
    return Failed(type(fault), arguments)


def serve(connection: Connection, recipe: Callable[[GetsOn], Callable[[Any], Any]]) -> None:
    """The child's whole life: build the answering function, answer until the parent is gone.

    Faults of the reader travel back; any other exception is a bug and ends the child.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def get_on() -> None:
        connection.send(Progress())

    answer = recipe(get_on)
    try:
        get_on()
        while True:
            connection.send(_outcome(answer, connection.recv()))
    except (EOFError, ConnectionError):
        return


def _outcome(answer: Callable[[Any], Any], request: object) -> Done | Failed:
    try:
        return Done(answer(request))
    except ReaderFault as fault:
        return fault_packed(fault)


class Supervised(Generic[Request, Answer]):
    """One child at a time, and one ready to take its place. Calls from several threads queue up.

    Args:
        recipe: builds the answering function in the child; it and all requests and answers can be pickled.
        name: for the process list.
        when_hung: what a call raises whose answer does not come in time. Anything but WorkerDied says that whatever
            the child waited for is to blame: then it is replaced at once, however often.
        spare: whether a second child waits, ready.
        ticks: monotonic seconds.
    """

    def __init__(
        self,
        recipe: Callable[[GetsOn], Callable[[Request], Answer]],
        *,
        name: str,
        when_hung: type[ReaderFault] = WorkerDied,
        spare: bool = False,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._recipe = recipe
        self._name = name
        self._when_hung = when_hung
        self._with_spare = spare
        self._ticks = ticks
        self._lock = Lock()
        self._child: Child | None = None
        self._spare: Child | None = None
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
            ReaderFault: `when_hung` after `timeout` seconds without a sign of life, or the fault that the child met.
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
        """End the children, gently first."""
        with self._lock:
            children = [each for each in (self._child, self._spare) if each]
            self._child = self._spare = None
        for child in children:
            child.connection.close()
        for child in children:
            child.process.join(JOIN_SECONDS)
            _kill(child.process)

    def _exchange(self, child: Child, request: Request, timeout: float) -> Done | Failed:
        try:
            child.connection.send(request)
            outcome = self._awaited(child, timeout)
        except (EOFError, OSError) as cause:
            self._bury(child)
            self._deaths += 1
            self._replace()
            raise WorkerDied(f"{self._name} ended without an answer") from cause
        if outcome is not None:
            return outcome
        self._bury(child)
        self._deaths += self._when_hung is WorkerDied
        self._replace()
        raise self._when_hung(f"{self._name} gave no answer within {timeout:g} s")

    def _awaited(self, child: Child, timeout: float) -> Done | Failed | None:
        """The answer, or None after a silence of `timeout` seconds."""
        longest = self._ticks() + LONGEST_SECONDS
        while child.connection.poll(timeout if child.ready else max(timeout, START_SECONDS)):
            said: Done | Failed | Progress = child.connection.recv()
            if not isinstance(said, Progress):
                return said
            child.ready = True
            if self._ticks() > longest:
                break
        return None

    def _bury(self, child: Child) -> None:
        _kill(child.process)
        child.connection.close()
        self._child = None

    def _replace(self) -> None:
        self._not_before = self._ticks() + delay_after(self._deaths)
        if delay_after(self._deaths) == 0:
            self._running()

    def _running(self) -> Child:
        if self._child is None:
            wait = self._not_before - self._ticks()
            if wait > 0:
                kind = WorkerLost if self._deaths >= PERMANENT_FROM else WorkerDied
                raise kind(f"{self._name} died {self._deaths} times in a row; next try in {wait:.0f} s")
            self._child, self._spare = self._spare or self._spawned(), None
        if self._with_spare and self._spare is None:
            self._spare = self._spawned()
        return self._child

    def _spawned(self) -> Child:
        return spawned(serve, self._recipe, name=self._name)


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
