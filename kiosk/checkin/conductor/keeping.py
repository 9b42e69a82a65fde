"""Turns on their way into the records, while the conductor goes on: nobody waits for a disk, a database or a line."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import get_args

from kiosk.checkin.conductor.ports import Wanted
from kiosk.checkin.machine import effects, events
from kiosk.checkin.machine.advance import CheckIn
from kiosk.clock import Moment
from kiosk.storage.faults import StorageUnavailable

RECORDS = get_args(effects.Record)
PATIENCE = 4.0
"""Seconds after which a lane goes on without its records: a screen says within five that something is wrong."""

Act = Callable[[], None]
Kept = object
"""What the job gave, or the exception that it raised."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What one event makes of one lane."""

    lane: str
    event: events.Event
    before: CheckIn
    after: CheckIn
    asked: tuple[effects.Effect, ...]
    now: Moment

    @property
    def visit(self) -> str:
        return self.before.visit or self.after.visit or ""

    @property
    def records(self) -> tuple[effects.Record, ...]:
        return tuple(each for each in self.asked if isinstance(each, RECORDS))

    @property
    def is_written(self) -> bool:
        """Whether there is something to write: the same step that knows more was written down when it was entered."""
        return bool(self.visit) and (
            bool(self.records) or type(self.before.step) is not type(self.after.step)
        )


@dataclass(eq=False, slots=True)
class _Underway:
    since: float
    then: Callable[[Kept], None]
    wanted: bool = True
    behind: list[Act] = field(default_factory=list)


class Keeping:
    """At most one job a lane. Used from the conductor's thread alone; `tell` brings what comes of a job back to it."""

    def __init__(self, crew: Executor, tell: Callable[[Act], None]) -> None:
        self._crew = crew
        self._tell = tell
        self._underway: dict[str, _Underway] = {}

    def __bool__(self) -> bool:
        return bool(self._underway)

    def __contains__(self, lane: str) -> bool:
        return lane in self._underway

    def begin(
        self, lane: str, job: Callable[[Wanted], Kept], then: Callable[[Kept], None], now: float
    ) -> None:
        """Start `job`; `then` hears what came of it. What happens on the lane meanwhile is put `behind` it.

        The job is told whether it is still wanted, so that what was given up is not kept after all.
        """
        job_underway = _Underway(now, then)
        self._underway[lane] = job_underway

        def carry_out() -> None:
            try:
                came = job(lambda: job_underway.wanted)
            except Exception as error:  # noqa: BLE001 - whatever storage raises, the conductor decides what follows
                came = error
            self._tell(lambda: self._over(lane, job_underway, came))

        self._crew.submit(carry_out)

    def behind(self, lane: str, act: Act) -> None:
        """Do `act` once the lane's job is over."""
        self._underway[lane].behind.append(act)

    def give_up(self, now: float) -> None:
        """End the jobs that took too long: they failed, whatever becomes of them."""
        for lane, job in tuple(self._underway.items()):
            if now - job.since >= PATIENCE:
                self._over(lane, job, StorageUnavailable("the records did not answer in time"))

    def _over(self, lane: str, job: _Underway, came: Kept) -> None:
        if self._underway.get(lane) is not job:
            return  # given up, and the lane has gone on
        del self._underway[lane]
        job.wanted = False
        job.then(came)
        for act in job.behind:
            act()
