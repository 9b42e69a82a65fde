"""A day on which the service is away: noted, treated, asked again when it is back, and recorded once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from hardware_mocks.national.faults import Fault
from kiosk.desk.acting import Desk
from kiosk.desk.outage.failure import ask_noted, switch
from kiosk.storage.inspection import Intact, verify, who
from rehearsal.acting import RECEPTIONIST
from rehearsal.visit import play


@pytest.fixture
def desk(stage):
    made = Desk(stage.house, RECEPTIONIST, stage.house.clock.now())
    yield made
    stage.service.faults.off(Fault.REFUSE)
    switch(made, on=False, why="the test is over")


def noted_visit(stage, desk):
    stage.service.faults.on(Fault.REFUSE)
    switch(desk, on=True, why="the line is down")
    ended = play(stage, "sato", "pin")
    assert ended.outcome == "noted_in_outage"
    return ended.visit


def answers(stage, visit):
    with stage.house.storage.reading() as books:
        return books.findings.answers(visit)


def outcome(stage, visit):
    with stage.house.storage.reading() as books:
        return books.visits.find(visit).outcome


def test_a_visit_noted_in_an_outage_is_asked_when_the_service_is_back_and_recorded_once(stage, desk):
    visit = noted_visit(stage, desk)
    assert answers(stage, visit) == ()
    assert ask_noted(desk).still_down
    assert outcome(stage, visit) == "noted_in_outage"
    stage.service.faults.off(Fault.REFUSE)
    switch(desk, on=False, why="the line is back")
    assert visit in ask_noted(desk).answered
    assert outcome(stage, visit) == "confirmed"
    assert visit not in ask_noted(desk).answered
    assert len(answers(stage, visit)) == 1
    kinds = [row.kind for row in who(stage.house.storage, visit=visit)]
    assert kinds.count("outage_answered") == 1
    assert isinstance(verify(stage.house.storage), Intact)


def test_two_desks_asking_at_once_record_one_answer(stage, desk):
    visit = noted_visit(stage, desk)
    stage.service.faults.off(Fault.REFUSE)
    switch(desk, on=False, why="the line is back")
    with ThreadPoolExecutor(2) as desks:
        rounds = list(desks.map(ask_noted, (desk, desk)))
    assert sum(visit in each.answered for each in rounds) == 1
    assert len(answers(stage, visit)) == 1


def test_several_patients_of_an_outage_are_asked_about_in_one_round(stage, desk):
    visit = noted_visit(stage, desk)
    noted = play(stage, "mother", "pin")
    assert noted.outcome == "noted_in_outage"
    stage.service.faults.off(Fault.REFUSE)
    switch(desk, on=False, why="the line is back")
    assert set(ask_noted(desk).answered) == {visit, noted.visit}
