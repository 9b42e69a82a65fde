"""A disk, database or line that does not answer holds neither the lanes nor the screens."""

import pytest
from checkin_crews import Stalls

from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.conductor.keeping import PATIENCE
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import CloseVisit
from kiosk.checkin.machine.events import CardInserted, Declared, DeskStarted, MethodChosen
from kiosk.checkin.machine.seen import Choice, Outcome
from kiosk.declaration.model import Declaration

DESK = "20261120-0900"


@pytest.fixture
def records(station):
    """Who writes the station's turns down, and may hang."""
    made = Stalls()
    station.working(records=made)
    return made


def test_a_turn_shows_once_it_is_kept_and_not_before(station, records):
    station.insert()
    records.hangs = True
    before = station.lane
    station.press(MethodChosen, Choice.PIN)
    assert station.lane == before
    records.work()
    station.settle()
    assert isinstance(station.step, steps.Proving)


def test_hazard_records_that_hang_stop_the_visit_with_a_trouble_within_five_seconds(station, records):
    station.insert()
    records.hangs = True
    came = station.conductor.post(MethodChosen(station.lane.seq, Choice.PIN))
    station.settle()
    revision = station.conductor.revision
    station.passes(PATIENCE)
    assert PATIENCE <= 4.5, "the conductor looks four times a second"
    assert came.result(0).step == station.step == steps.CardTrouble("storage_failed")
    assert station.conductor.revision > revision
    (logged,) = station.logged("storage_failed")
    assert logged["kind"] == "StorageUnavailable"


def test_hazard_a_card_is_met_with_a_trouble_when_no_number_can_be_had(station, records):
    records.hangs = True
    station.conductor.post(CardInserted(""))
    station.settle().passes(PATIENCE)
    assert station.step == steps.CardTrouble("storage_failed")
    assert station.lane.visit is None


def test_hazard_what_was_given_up_is_not_kept_after_all(station, records):
    visit = station.insert()
    written = list(station.ledger.written)
    records.hangs = True
    station.press(MethodChosen, Choice.PIN)
    station.passes(PATIENCE)
    records.work()
    station.settle()
    assert station.ledger.written == written
    assert station.step == steps.CardTrouble("storage_failed")
    assert visit == station.lane.visit


def test_a_hanging_record_holds_its_own_lane_alone(station, records):
    station.insert()
    records.hangs = True
    station.press(MethodChosen, Choice.PIN)
    records.hangs, held = False, records.kept
    records.kept = []
    station.conductor.post(DeskStarted(DESK), DESK)
    station.settle().press(Declared, Declaration(), lane=DESK)
    assert station.conductor.lane(DESK).step == steps.Closed(Outcome.DECLARED)
    assert isinstance(station.conductor.lane(READER).step, steps.Choosing)
    records.kept = held
    records.work()
    station.settle()
    assert isinstance(station.step, steps.EnteringPin)


def test_what_happens_while_a_turn_is_on_its_way_happens_after_it_and_in_order(station, records):
    visit = station.insert()
    records.hangs = True
    station.press(MethodChosen, Choice.PIN)
    station.remove()
    assert isinstance(station.step, steps.Choosing)
    records.work()
    station.settle()
    records.work()
    station.settle()
    assert isinstance(station.step, steps.Closed)
    assert station.ledger.steps(visit)[-2:] == ["Proving", "Closed"]
    assert len(station.ledger.records(visit, CloseVisit)) == 1


def test_after_hanging_records_the_next_patient_is_served(station, records):
    station.insert()
    records.hangs = True
    station.press(MethodChosen, Choice.PIN)
    station.passes(PATIENCE)
    records.hangs = False
    station.remove()
    assert station.works()


def test_stopping_waits_for_what_is_being_written(station, records):
    station.conductor.start()
    station.conductor.post(CardInserted(""))
    station.conductor.stop()
    assert len(station.ledger.written) >= 1
