"""The only source of "now". Everything else is told the time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

JAPAN = timezone(timedelta(hours=9), "JST")


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant by both clocks: `wall` in Japan's zone decides validity, `ticks` (seconds) decides deadlines."""

    wall: datetime
    ticks: float

    @property
    def today(self) -> date:
        return self.wall.date()


class Clock(Protocol):
    def now(self) -> Moment: ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> Moment:
        return Moment(datetime.now(JAPAN), time.monotonic())
