"""A station dies with a visit in its hands: the visit comes back to every desk, and the station, late, changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desk_world import Clinic
from sqlalchemy import update

from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.machine.effects import CloseVisit
from kiosk.checkin.machine.events import CardInserted, CardRemoved, Declared, FallbackWanted, MoreTime
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.checkin.machine.steps import CardTrouble
from kiosk.declaration.model import Declaration
from kiosk.desk.acting import NotNow
from kiosk.desk.standing import Standing
from kiosk.desk.undoing import resume
from kiosk.desk.visit.queue import Group, queue_of
from kiosk.storage import tables
from kiosk.storage.faults import Overtaken
from kiosk.storage.schema import upgrade
from kiosk.storage.visit.lanes import RENEW_SECONDS, TERM
from tests.made_once import empty_database

Two = tuple[Clinic, Clinic]


@pytest.fixture(params=["sqlite", "postgresql"])
def two(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Two]:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").database()
        upgrade(url)
    else:
        url = empty_database(tmp_path / "kiosk.db")
    stations = tuple(Clinic(tmp_path, url, name) for name in ("desk-1", "desk-2"))
    yield stations
    for each in stations:
        each.close()


def term_runs_out(clinic: Clinic) -> None:
    """As if every hold had been renewed longer ago."""
    lanes = tables.lanes
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        long_ago = work.lanes.ledger.clock() - TERM - timedelta(seconds=1)
        work.lanes.ledger.change(update(lanes).values(renewed_at=long_ago))
        work.commit()


def laid_down(clinic: Clinic) -> str:
    """A card lies on the reader, and nothing more comes of it; the number of its visit."""
    clinic.conductor.post(CardInserted("")).result(30)
    return clinic.conductor.post(MoreTime(-1)).result(30).visit or ""


def stands(clinic: Clinic, number: str) -> Standing:
    queue = queue_of(clinic.house, clinic.clock.now())
    (row,) = (each for each in (*queue.waits, *queue.running, *queue.done) if each.number == number)
    assert row.standing is not Standing.STATION_GONE or row.group is Group.WAITS
    return row.standing


def test_a_visit_that_runs_at_one_station_runs_for_every_desk(two: Two) -> None:
    number = laid_down(two[0])
    assert stands(two[1], number) is Standing.RUNNING
    with pytest.raises(NotNow):
        resume(two[1].at_desk(), number, "the patient stands here")


def test_the_visits_of_a_dead_station_come_back_and_any_desk_finishes_them(two: Two) -> None:
    number = laid_down(two[0])
    term_runs_out(two[1])
    assert stands(two[1], number) is Standing.STATION_GONE
    resume(two[1].at_desk(), number, "the reader is dead")
    lane = two[1].conductor.lane(number)
    two[1].conductor.post(Declared(lane.seq, Declaration()), number).result(30)
    assert two[1].kept(number).outcome == Outcome.DECLARED.value


def test_hazard_a_dead_station_that_comes_back_late_is_told_and_changes_nothing(two: Two) -> None:
    number = laid_down(two[0])
    term_runs_out(two[1])
    resume(two[1].at_desk(), number, "the reader is dead")
    audited = two[1].audited(number)
    late = two[0].conductor
    after = late.post(FallbackWanted(late.lane(READER).seq)).result(30)
    assert after.step == CardTrouble("visit_elsewhere")
    late.post(CardRemoved()).result(30)
    assert two[1].audited(number) == audited
    assert two[1].kept(number).outcome is None
    assert stands(two[1], number) is Standing.RUNNING
    two[0].clock.passes(10)
    late.tick()
    assert laid_down(two[0]) != number, "the next patient is served"


def test_hazard_what_another_desk_has_finished_is_not_finished_again(two: Two) -> None:
    number = laid_down(two[0])
    term_runs_out(two[1])
    resume(two[1].at_desk(), number, "the reader is dead")
    lane = two[1].conductor.lane(number)
    two[1].conductor.post(Declared(lane.seq, Declaration()), number).result(30)
    ledger, now = two[0].house.ports.ledger, two[0].clock.now()
    with pytest.raises(Overtaken):
        ledger.write(number, "Closed", (CloseVisit(Settled(Outcome.ABANDONED)),), now)
    assert two[1].kept(number).outcome == Outcome.DECLARED.value


def test_a_station_that_renews_in_time_keeps_its_visits_whatever_its_own_clock_says(two: Two) -> None:
    number = laid_down(two[0])
    term_runs_out(two[1])
    two[0].storage.renew_lanes(two[0].conductor.visits())
    two[1].clock.passes(86_400 - 9 * 3600)
    with two[1].storage.reading() as books:
        assert books.lanes.elsewhere("desk-2") == {number}
        assert books.lanes.elsewhere("desk-1") == frozenset()


def test_renewing_takes_nothing_back_that_another_station_has_taken(two: Two) -> None:
    number = laid_down(two[0])
    term_runs_out(two[1])
    resume(two[1].at_desk(), number, "the reader is dead")
    two[0].storage.renew_lanes([number])
    with two[0].storage.reading() as books:
        assert books.lanes.elsewhere("desk-1") == {number}


def test_a_dead_stations_visits_are_back_within_a_minute() -> None:
    looked_at_each = 1.0
    assert TERM.total_seconds() + looked_at_each < 60
    assert TERM.total_seconds() > 3 * RENEW_SECONDS, "one late renewal kills nobody"
