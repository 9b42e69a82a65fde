"""Whatever fails ends one visit with a name, and the next patient is served; no deadline is missed."""

import threading

import pytest
from checkin_crews import Later
from checkin_doubles import PIN

from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import RecordDeclaration, RecordTrouble
from kiosk.checkin.machine.events import (
    Declared,
    DeskStarted,
    FallbackWanted,
    MethodChosen,
    MoreTime,
    NameConfirmed,
    PinEntered,
)
from kiosk.checkin.machine.seen import Choice, Outcome
from kiosk.declaration.model import Declaration
from kiosk.qualification.port import AnswerForAnother, ServiceRefused, ServiceUnreachable, ServiceUntrusted
from kiosk.storage.faults import StorageFull
from reader.errors import CameraGone, CardGone, CardRefused, ReaderGone

DESK = "20261120-0900"
DISK_FULL = StorageFull("disk is full")


@pytest.mark.parametrize(
    ("port", "call", "error", "code"),
    [
        ("card", "recognise", ReaderGone(), "reader_gone"),
        ("card", "recognise", CardRefused("SELECT", 0x6A82), "card_refused"),
        ("card", "open", CardGone(), "card_gone"),
        ("certificates", "judge", ServiceUnreachable(), "service_unreachable"),
        ("table", "by_items", DISK_FULL, "storage_failed"),
        ("card", "recognise", ZeroDivisionError(), "internal_error"),
        ("certificates", "judge", RecursionError(), "internal_error"),
        ("table", "by_items", KeyError("name"), "internal_error"),
    ],
)
def test_whatever_an_adapter_raises_is_a_named_trouble_and_the_next_visit_works(
    station, port, call, error, code
):
    getattr(station, port).broken[call] = error
    visit = station.insert()
    assert station.step.code == code
    assert [each.code for each in station.ledger.records(visit, RecordTrouble)] == [code]
    assert station.logged("trouble_met")[0]["code"] == code
    getattr(station, port).broken.clear()
    station.remove()
    assert station.works()


@pytest.mark.parametrize(
    ("call", "error", "code", "counted"),
    [
        ("registered", ServiceUntrusted(), "service_untrusted", [True]),
        ("qualify", ServiceRefused("E-1", "no"), "service_refused", [True, True]),
        ("qualify", ServiceUnreachable(), "service_unreachable", [True, False]),
        ("qualify", AnswerForAnother(), "answer_for_another", [True, True]),
        ("qualify", ValueError("odd"), "internal_error", [True]),
    ],
)
def test_whatever_the_service_does_has_a_way_round_and_is_counted(station, call, error, code, counted):
    station.service.broken[call] = error
    station.check_in()
    assert isinstance(station.step, steps.OfferingFallback)
    assert station.step.code == code
    assert station.observed == counted


def test_a_service_that_gives_no_challenge_leaves_the_visit_noted_and_is_counted(station):
    station.service.broken["challenge"] = ServiceUnreachable()
    visit = station.check_in()
    assert station.step.settled.outcome is Outcome.NOTED_IN_OUTAGE
    assert [each.code for each in station.ledger.records(visit, RecordTrouble)] == ["service_unreachable"]
    assert station.observed == [False]


def test_a_camera_that_fails_leaves_the_pin(station):
    station.face.broken["compare"] = CameraGone()
    station.insert()
    station.press(MethodChosen, Choice.FACE)
    assert station.step.code == "camera_gone"
    assert Choice.PIN in station.step.offered


def test_hazard_a_full_disk_stops_the_visit_with_a_trouble_and_the_next_patient_is_served(station):
    station.insert()
    station.ledger.broken["write"] = DISK_FULL
    station.card.calls.clear()
    station.press(MethodChosen, Choice.PIN)
    assert station.step == steps.CardTrouble("storage_failed")
    assert station.card.calls == ["release"]
    station.ledger.broken.clear()
    station.remove()
    assert station.works()


def test_hazard_who_leaves_while_the_disk_is_full_leaves_an_empty_place(station):
    station.insert()
    station.ledger.broken["write"] = DISK_FULL
    station.remove()
    assert isinstance(station.step, steps.Closed)
    station.passes(5)
    assert station.step == steps.Attract()
    assert len(station.logged("storage_failed")) == 2


def test_hazard_a_declaration_that_could_not_be_stored_is_not_shown_as_done(station):
    station.conductor.post(DeskStarted(DESK), DESK)
    station.settle()
    station.ledger.broken["write"] = DISK_FULL
    station.press(Declared, Declaration(), lane=DESK)
    assert station.conductor.lane(DESK).step == steps.CardTrouble("storage_failed")
    station.ledger.broken.clear()
    station.press(Declared, Declaration(), lane=DESK)
    assert len(station.ledger.records(DESK, RecordDeclaration)) == 1


def test_hazard_a_visit_that_could_not_get_a_number_does_not_begin(station):
    station.ledger.broken["open_visit"] = DISK_FULL
    station.insert()
    assert station.step == steps.CardTrouble("storage_failed")
    station.press(FallbackWanted)
    assert station.step == steps.CardTrouble("storage_failed")
    station.ledger.broken.clear()
    station.remove()
    assert station.ledger.written == []
    assert station.works()


def test_a_switch_at_another_station_is_seen_with_the_next_look_at_the_clock(station):
    station.insert()
    station.failure_mode = True
    station.passes(1)
    station.press(MethodChosen, Choice.PIN)
    station.press(PinEntered, PIN)
    station.press(NameConfirmed, mine=True)
    assert station.step.settled.outcome is Outcome.NOTED_IN_OUTAGE


def test_screens_are_told_when_the_mode_changes_or_the_records_go_away(station):
    for change in ("failure_mode", "records_away"):
        setattr(station, change, True)
        revision = station.conductor.revision
        station.passes(1)
        assert station.conductor.revision == revision + 1
        station.passes(1)
        assert station.conductor.revision == revision + 1


def test_hazard_a_defect_of_ours_ends_this_visit_wipes_it_and_spares_the_next(station):
    station.insert()
    station.card.calls.clear()
    came = station.conductor.post("no event at all")
    station.settle()
    assert isinstance(came.exception(), AttributeError)
    assert station.step == steps.CardTrouble("internal_error")
    assert station.card.calls == ["release"]
    assert station.logged("defect")[0]["kind"] == "AttributeError"
    station.remove()
    assert station.works()


# -- deadlines ----------------------------------------------------------------------------------------------------


def test_a_deadline_is_noticed_without_any_event(station):
    station.working(card=Later())
    station.insert()
    station.passes(61)
    assert station.step.code == "reader_silent"


def test_hazard_a_queue_that_is_never_empty_hides_no_deadline(station):
    """Somebody keeps pressing: each press brings the next one before the queue is looked at again."""
    station.working(card=Later())
    station.insert()
    station.clock.passes(61)
    done, presses = threading.Event(), iter(range(500))

    def press_again(_):
        if isinstance(station.step, steps.CardTrouble) or next(presses, None) is None:
            done.set()
        else:
            station.conductor.post(MoreTime(0)).add_done_callback(press_again)

    press_again(None)
    station.conductor.start()
    assert done.wait(30)
    assert next(presses, None) is not None, "500 presses hid the deadline"


def test_hazard_storage_that_fails_at_a_deadline_leaves_the_conductor_alive(station):
    station.working(card=Later())
    station.insert()
    station.ledger.broken["write"] = DISK_FULL
    station.passes(61)
    assert station.step == steps.CardTrouble("storage_failed")


def test_a_desk_visit_that_is_over_is_forgotten_however_late_somebody_looks(station):
    for seconds in (0, 5):
        station.conductor.post(DeskStarted(DESK), DESK)
        station.settle().press(Declared, Declaration(), lane=DESK)
        station.passes(seconds)
        assert set(station.conductor.lanes()) == {READER}
