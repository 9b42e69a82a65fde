"""Somebody went through a check of the day: kept with what was open then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.clock import Moment
from kiosk.desk.acting import Desk
from kiosk.desk.day.closing import closing_check
from kiosk.desk.day.line import Line, State
from kiosk.desk.day.morning import morning_check
from kiosk.house import House
from kiosk.storage.day_checks import DayCheck


class Time(Enum):
    """When a check belongs."""

    MORNING = "morning"
    CLOSING = "closing"


LOOKS: Mapping[Time, Callable[[House, Moment], tuple[Line, ...]]] = {
    Time.MORNING: morning_check,
    Time.CLOSING: closing_check,
}


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The lines, and who went through them last today."""

    time: Time
    lines: tuple[Line, ...]
    last: DayCheck | None

    @property
    def open(self) -> int:
        return still_open(self.lines)


def still_open(lines: Sequence[Line]) -> int:
    """How many lines are not good."""
    return sum(each.state is not State.GOOD for each in lines)


def check_page(house: House, time: Time, now: Moment) -> CheckPage:
    return CheckPage(time, LOOKS[time](house, now), checked_today(house, time, now))


def checked_today(house: House, time: Time, now: Moment) -> DayCheck | None:
    with house.storage.reading() as books:
        return books.day_checks.latest(house.settings.station, now.today, time.value)


def went_through(desk: Desk, time: Time, *, open_lines: int) -> None:
    """`open_lines` as the page showed them: what was seen is what counts."""
    at, station = desk.now.wall, desk.house.settings.station
    with desk.house.storage.unit_of_work(at) as work:
        work.day_checks.keep(DayCheck(station, desk.now.today, time.value, desk.by, at))
        work.audit("day_checked", "", {"by": desk.by, "time": time.value, "open": open_lines})
        work.commit()
