"""What is told from memory: failure mode as it was seen last, and that nothing answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from kiosk.clock import JAPAN, Moment
from kiosk.outage.line import LATE_SECONDS, LOOK_SECONDS, is_away
from kiosk.outage.mode import FailureMode, Off, SwitchedOn
from kiosk.station.line import Line
from kiosk.station.pulse import Pulse
from kiosk.storage.faults import StorageUnavailable

NOON = datetime(2026, 11, 21, 12, tzinfo=JAPAN)
ON = SwitchedOn("tanaka", "the line is down", NOON)


@dataclass
class Records:
    """What is looked at; `fails` instead, or first does what it has to do `before`."""

    mode: FailureMode = field(default_factory=Off)
    fails: bool = False
    before: Callable[[], object] = lambda: None
    station: str = "desk-1"
    elsewhere: frozenset[str] = frozenset()
    renewed: list[tuple[str, ...]] = field(default_factory=list)

    @contextmanager
    def glancing(self) -> Iterator[object]:
        self.before()
        if self.fails:
            raise StorageUnavailable("no line")
        yield SimpleNamespace(
            outages=SimpleNamespace(mode=lambda: self.mode),
            segments=SimpleNamespace(conflicts=lambda: ("V-3",)),
            lanes=SimpleNamespace(elsewhere=lambda _: self.elsewhere),
        )

    def renew_lanes(self, visits: Collection[str]) -> None:
        if self.fails:
            raise StorageUnavailable("no line")
        self.renewed.append(tuple(visits))


@dataclass
class SetClock:
    ticks: float = 100.0

    def now(self) -> Moment:
        return Moment(NOON + timedelta(seconds=self.ticks), self.ticks)


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def line(clock: SetClock) -> Line:
    return Line(clock)


@pytest.fixture
def logged() -> list[str]:
    return []


@pytest.fixture
def pulse(records: Records, line: Line, clock: SetClock, logged: list[str]) -> Pulse:
    return Pulse(records, line, clock, lambda event, _: logged.append(event))


def test_a_switch_is_known_after_the_next_look(pulse: Pulse, records: Records) -> None:
    pulse.look()
    records.mode = ON
    assert not pulse.failure_mode()
    pulse.look()
    assert pulse.failure_mode()


def test_hazard_while_the_records_cannot_say_whether_failure_mode_is_on_the_last_word_holds(
    pulse: Pulse, records: Records, logged: list[str]
) -> None:
    records.mode = ON
    pulse.look()
    records.fails = True
    pulse.look()
    assert pulse.failure_mode()
    assert logged == ["storage_failed"]


def test_records_that_fail_for_long_enough_are_away_until_they_answer(
    pulse: Pulse, line: Line, records: Records, clock: SetClock
) -> None:
    pulse.look()
    records.fails = True
    pulse.look()
    assert not line.is_away(), "once is not long"
    clock.ticks += LATE_SECONDS
    assert line.is_away()
    records.fails = False
    pulse.look()
    assert not line.is_away()


def test_hazard_a_look_that_hangs_is_told_while_it_hangs(
    pulse: Pulse, line: Line, records: Records, clock: SetClock
) -> None:
    hangs, looking = threading.Event(), threading.Event()
    records.before = lambda: (looking.set(), hangs.wait(30))
    looker = threading.Thread(target=pulse.look)
    looker.start()
    assert looking.wait(30)
    clock.ticks += LATE_SECONDS
    away = line.is_away()
    hangs.set()
    looker.join()
    assert away
    assert not line.is_away()


def test_a_clock_that_is_set_forward_between_two_looks_sends_nothing_away(
    pulse: Pulse, line: Line, clock: SetClock
) -> None:
    pulse.look()
    clock.ticks += 1000
    assert not line.is_away()


def test_away_is_told_within_five_seconds_with_the_look_before_and_the_screen_behind() -> None:
    screen = 0.25
    assert LOOK_SECONDS + LATE_SECONDS + screen < 5
    assert is_away(10.0, 13.0)
    assert not is_away(None, 1e9)


def test_screens_are_told_when_another_stations_visits_begin_end_or_come_back(
    pulse: Pulse, records: Records, logged: list[str]
) -> None:
    pulse.start(frozenset, lambda: logged.append("changed"))
    pulse.stop()
    records.elsewhere = frozenset({"V-9"})
    pulse.look()
    pulse.look()
    assert logged == ["changed"]


def test_the_station_says_which_visits_it_carries_and_a_failure_to_say_so_is_no_end(
    pulse: Pulse, records: Records, logged: list[str]
) -> None:
    pulse.start(lambda: ["V-1"], lambda: None)
    pulse.stop()
    pulse.renew()
    records.fails = True
    pulse.renew()
    assert records.renewed == [("V-1",)]
    assert logged == ["storage_failed"]
