"""A day on which the service is away: noted, treated, asked again when it is back, and recorded once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from hardware_mocks.national.faults import Fault
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Choice
from kiosk.desk.acting import Desk
from kiosk.desk.outage.draft import draft_seen
from kiosk.desk.outage.failure import ask_noted, switch
from kiosk.storage.inspection import Intact, verify, who
from rehearsal.acting import RECEPTIONIST
from rehearsal.visit import Journal, play
from tests.hazards.rehearsal import PatientCamera, Rehearsal


@pytest.fixture
def desk(stage):
    made = Desk(stage.house, RECEPTIONIST, stage.house.clock.now())
    yield made
    stage.service.faults.off(Fault.REFUSE)
    switch(made, on=False, why="the test is over")


def card_laid_down(stage, someone):
    """The card is read, the PIN asked for, and the card taken away again; gives the visit's number."""
    reader = Rehearsal(stage, stage.house.clock, Journal(), PatientCamera())
    visit = reader.lay(someone)
    reader.until(steps.EnteringCardNumber, steps.Choosing)
    if isinstance(reader.lane.step, steps.EnteringCardNumber):
        reader.press(lambda seq: events.NumberBEntered(seq, reader.number_b(someone)))
        reader.until(steps.Choosing)
    reader.choose(Choice.PIN)
    reader.until(steps.EnteringPin)
    reader.take_away()
    return visit


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


OF_THE_MORNING = (
    "sato",
    "mother",
    "elderly",
    "kokuho",
    "moved",
    "newcomer",
    "namesake",
    "masked_name",
    "child",
    "common_name",
)


def test_a_line_cut_unannounced_lets_ten_patients_in_and_nobody_types_a_name(stage, desk):
    stage.service.faults.on(Fault.REFUSE)
    visits = []
    for each in OF_THE_MORNING:
        ended = play(stage, each, "pin")
        assert (ended.outcome, ended.method) == ("noted_in_outage", "pin"), each
        visits.append(ended.visit)
    with stage.house.storage.reading() as books:
        assert {books.outages.noted(each).note.noted_by for each in visits} == {"card"}
    stage.service.faults.off(Fault.REFUSE)
    assert set(visits) <= set(ask_noted(desk).answered)
    assert [len(answers(stage, each)) for each in visits] == [1] * len(visits)
    assert not set(visits) & set(ask_noted(desk).answered)


def test_a_spouses_card_laid_down_in_an_outage_is_a_draft_until_somebody_looks_and_never_asked(stage, desk):
    stage.service.faults.on(Fault.REFUSE)
    visit = card_laid_down(stage, "mother")
    assert not [each for each in ask_noted(desk).answered if each == visit]
    with stage.house.storage.reading() as books:
        assert visit in books.outages.drafts()
        assert visit not in {each.visit for each in books.outages.waiting()}
    draft_seen(replace(desk, now=stage.house.clock.now()), visit)
    assert outcome(stage, visit) == "noted_in_outage"
    stage.service.faults.off(Fault.REFUSE)
    assert visit in ask_noted(desk).answered


def test_a_draft_of_which_nothing_came_leaves_with_its_day(stage, desk):
    stage.service.faults.on(Fault.REFUSE)
    visit = card_laid_down(stage, "mother")
    tomorrow = stage.house.clock.now().wall + timedelta(days=1)
    with stage.house.storage.unit_of_work(tomorrow) as work:
        assert visit in work.outages.drop_drafts(tomorrow)
        work.commit()
    with stage.house.storage.reading() as books:
        assert books.outages.noted(visit) is None


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
