"""Time and work that stand still until a test moves them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import timedelta

from kiosk.checkin.walk import NOON
from kiosk.clock import Moment


class SetClock:
    def __init__(self) -> None:
        self.moment = NOON

    def now(self) -> Moment:
        return self.moment

    def passes(self, seconds: float) -> None:
        self.moment = Moment(self.moment.wall + timedelta(seconds=seconds), self.moment.ticks + seconds)


class AtOnce(Executor):
    """Carries out what it is given before it answers."""

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[object]:
        done: Future[object] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class Later(Executor):
    """Keeps what it is given until told to work."""

    def __init__(self) -> None:
        self.kept: list[Callable[[], object]] = []

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[object]:
        self.kept.append(lambda: fn(*args, **kwargs))
        return Future()

    def work(self) -> None:
        kept, self.kept = self.kept, []
        for each in kept:
            each()


class Stalls(Later):
    """Carries out at once what it is given, but keeps it while it `hangs`."""

    hangs = False

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[object]:
        done = super().submit(fn, *args, **kwargs)
        if not self.hangs:
            self.work()
        return done
