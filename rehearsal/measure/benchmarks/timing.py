"""Timing: medians of repeated runs, and wrappers that count the time spent outside of us."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from reader.frame import Camera, Frame
from reader.port import CardReader, CardSession


@dataclass(slots=True)
class Stopwatch:
    """Seconds spent inside `running` blocks since it was last taken."""

    seconds: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - begun

    def take(self) -> float:
        """Milliseconds so far, and begin anew."""
        seconds, self.seconds = self.seconds, 0.0
        return seconds * 1000


@dataclass(frozen=True, slots=True)
class TimedCamera:
    """A camera whose pacing (opening it, waiting for the next frame) is counted."""

    camera: Camera
    watch: Stopwatch = field(default_factory=Stopwatch)

    def frames(self) -> Iterator[Frame]:
        source = self.camera.frames()
        try:
            while True:
                with self.watch.running():
                    frame = next(source, None)
                if frame is None:
                    return
                yield frame
        finally:
            with self.watch.running():
                source.close()  # type: ignore[attr-defined]  # cameras are generators


@dataclass(frozen=True, slots=True)
class TimedReader:
    """A reader whose raw time (connect, transmit, close) is counted: the same APDUs without our dialogues around them."""

    reader: CardReader
    watch: Stopwatch = field(default_factory=Stopwatch)

    @property
    def name(self) -> str:
        return self.reader.name

    def connect(self) -> CardSession:
        with self.watch.running():
            session = self.reader.connect()
        return _TimedSession(session, self.watch)


@dataclass(frozen=True, slots=True)
class _TimedSession:
    session: CardSession
    watch: Stopwatch

    def transmit(self, command: bytes) -> bytes:
        with self.watch.running():
            return self.session.transmit(command)

    def close(self) -> None:
        with self.watch.running():
            self.session.close()


def milliseconds(run: Callable[[], object]) -> float:
    """One run."""
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


def middle(values: list[float]) -> float:
    """The median, rounded to what these machines can show."""
    return round(median(values), 2)
