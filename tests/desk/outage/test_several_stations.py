"""One backlog, several stations: each visit is recorded once, and always asked under one name."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from threading import Lock

import pytest
from sqlalchemy import update

from kiosk.desk.outage.backlog import HOLD, Backlog, Judged, Round
from kiosk.matching.report import Decision
from kiosk.qualification.model import Answer, Validity
from kiosk.storage import tables
from kiosk.storage.inspection import who
from kiosk.storage.outage.outages import NoteState
from tests.desk.outage.conftest import NOW, ScriptedService, StoppedClock, noted

STATIONS = ("desk-1", "desk-2", "desk-3")


def passes(note, answer):
    return Judged(Decision.PASS, "confirmed")


class Dies(BaseException):
    """The station loses its power while it waits for the answer."""


class SharedService(ScriptedService):
    """One service for all stations, which counts under which name it was asked."""

    def __init__(self):
        super().__init__()
        self.counting = Lock()

    def qualify(self, inquiry):
        with self.counting:
            self.asked.append(inquiry)
        return Answer(inquiry.visit, inquiry.identifier, NOW, inquiry.on, Validity.VALID)


def hold_runs_out(storage):
    """As if the hold of every note had been taken longer ago."""
    notes = tables.outage_notes
    with storage.unit_of_work(NOW) as work:
        for note in work.outages.waiting():
            if note.taken_until:
                ago = note.taken_until - HOLD - timedelta(seconds=1)
                work.outages.ledger.change(
                    update(notes).where(notes.c.visit == note.visit).values(taken_until=ago)
                )
        work.commit()


def answers_of(storage, visit):
    with storage.reading() as reading:
        return reading.findings.answers(visit)


def states(storage, visits):
    with storage.reading() as reading:
        return {reading.outages.noted(visit).state for visit in visits}


def test_three_stations_at_once_record_every_visit_exactly_once(station):
    storages = [station(name) for name in STATIONS]
    visits = noted(storages[0], 24)
    service = SharedService()
    backlogs = [Backlog(each, service, passes, StoppedClock()) for each in storages]
    with ThreadPoolExecutor(len(STATIONS)) as pool:
        rounds = list(pool.map(lambda backlog: backlog.ask_again("suzuki"), backlogs))
    recorded = Counter(visit for each in rounds for visit in each.answered)
    assert recorded == Counter(visits)
    assert states(storages[0], visits) == {NoteState.ANSWERED}
    assert {len(answers_of(storages[0], visit)) for visit in visits} == {1}
    assert len({(each.visit, each.identifier) for each in service.asked}) == len(visits)
    for each in rounds:
        assert all(one < other for one, other in pairwise(each.answered)), "each station works in order"


def test_two_stations_never_hold_the_same_note(station):
    one, other = station("desk-1"), station("desk-2")
    visits = noted(one, 2)
    with one.unit_of_work(NOW) as here:
        first = here.outages.take_next("desk-1", HOLD, None)
        here.commit()
    with other.unit_of_work(NOW) as there:
        second = there.outages.take_next("desk-2", HOLD, None)
        third = there.outages.take_next("desk-2", HOLD, second)
        there.commit()
    assert [first.visit, second.visit, third] == [*visits, None]


def test_hazard_power_cut_while_asking_leaves_the_note_to_the_next_station_under_the_same_name(station):
    one, other = station("desk-1"), station("desk-2")
    (visit,) = noted(one, 1)
    service = ScriptedService({visit: Dies()})
    with pytest.raises(Dies):
        Backlog(one, service, passes, StoppedClock()).ask_again("suzuki")
    assert Backlog(other, service, passes, StoppedClock()).ask_again("tanaka") == Round(), (
        "it may still be asked"
    )
    a_day_ahead = StoppedClock(NOW + timedelta(days=1))
    assert Backlog(other, service, passes, a_day_ahead).ask_again("tanaka") == Round(), (
        "a station's own clock lets nothing expire"
    )
    hold_runs_out(one)
    assert Backlog(other, service, passes, StoppedClock()).ask_again("tanaka") == Round(answered=(visit,))
    assert {each.identifier for each in service.asked} == {"inquiry-0"}
    assert len(answers_of(other, visit)) == 1


def test_hazard_a_station_that_wakes_up_late_records_nothing_a_second_time(station):
    one, other = station("desk-1"), station("desk-2")
    (visit,) = noted(one, 1)

    class Overtaken(SharedService):
        """While this station waits for its answer, another one takes the note over."""

        def qualify(self, inquiry):
            hold_runs_out(other)
            Backlog(other, SharedService(), passes, StoppedClock()).ask_again("tanaka")
            return super().qualify(inquiry)

    assert Backlog(one, Overtaken(), passes, StoppedClock()).ask_again("suzuki") == Round()
    assert len(answers_of(one, visit)) == 1
    kinds = Counter(row.kind for row in who(one, visit=visit))
    assert (kinds["service_asked"], kinds["outage_answered"]) == (2, 1)


def test_hazard_a_visit_that_still_runs_is_not_asked_about_beside_its_own_second_try(station):
    one = station("desk-1")
    (running, over) = noted(one, 2)
    with one.unit_of_work(NOW) as work:
        work.visits.update(replace(work.visits.find(running), outcome=None), "kiosk")
        work.commit()
    with one.unit_of_work(NOW) as work:
        taken = work.outages.take_next("desk-1", HOLD, None)
        work.commit()
    assert taken.visit == over
