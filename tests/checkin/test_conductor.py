import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from checkin_doubles import PIN, Later, Station

from kiosk.checkin import steps
from kiosk.checkin.conductor import READER
from kiosk.checkin.effects import CloseVisit, RecordDeclaration, RecordTrouble
from kiosk.checkin.events import (
    CardInserted,
    CardRemoved,
    CardSigned,
    ConsentGiven,
    Continued,
    Declared,
    DeskStarted,
    FallbackWanted,
    MethodChosen,
    MoreTime,
    PinEntered,
    RegistrationKnown,
)
from kiosk.checkin.seen import Choice, Outcome
from kiosk.checkin.walk import HER, ITEMS
from kiosk.declaration.model import Declaration
from kiosk.matching.decide import compare
from kiosk.matching.forget import KEPT
from kiosk.qualification.grounds import Consent
from kiosk.qualification.port import AnswerForAnother, ServiceRefused, ServiceUnreachable, ServiceUntrusted
from kiosk.storage.faults import StorageFull
from reader.errors import CameraGone, CardGone, CardRefused, ReaderGone

DESK = "20261120-0900"
DISK_FULL = StorageFull("disk is full")


def check_in_with_pin(station):
    """A whole visit up to its result."""
    visit = station.insert()
    station.press(MethodChosen, Choice.PIN)
    station.press(PinEntered, PIN)
    station.press(ConsentGiven, Consent.nothing())
    return visit


def check_in_works(station):
    check_in_with_pin(station)
    assert isinstance(station.step, steps.ShowingResult)
    return station.step.settled.outcome is Outcome.CONFIRMED


def test_a_visit_runs_from_the_card_to_the_empty_place(station):
    visit = check_in_with_pin(station)
    assert station.step.settled.outcome is Outcome.CONFIRMED
    station.press(Continued)
    station.remove()
    station.passes(5)
    assert station.step == steps.Attract()
    assert station.ledger.steps(visit)[-2:] == ["Closed", "Attract"]
    (closed,) = station.ledger.records(visit, CloseVisit)
    assert closed.settled.patient_id == "1"


def test_what_is_recorded_is_written_before_anything_else_is_asked(station):
    """An answer that is on its way while the disk is full belongs to no turn that happened."""
    later = Later()
    station.working(card=later)
    station.ledger.broken["write"] = DISK_FULL
    station.insert()
    later.work()
    assert "recognise" not in station.card.calls


def test_every_turn_raises_the_revision_that_screens_wait_for(station):
    before = station.conductor.revision
    station.insert()
    assert station.conductor.wait(before, timeout=0) > before
    now = station.conductor.revision
    assert station.conductor.wait(now, timeout=0) == now
    station.conductor.touch()
    assert station.conductor.wait(now, timeout=0) == now + 1


# -- late, double and stray ---------------------------------------------------------------------------------------


def test_hazard_an_answer_of_a_visit_that_is_over_changes_nothing_and_is_logged(station):
    later = Later()
    station.working(card=later)
    station.insert()
    station.remove()
    second = station.insert()
    before = station.lane
    _first_released, first_recognised, *_ = later.kept
    later.kept.clear()
    first_recognised()
    station.settle()
    assert station.lane == before
    (stray,) = station.logged("stray_dropped")
    assert (stray["visit"], stray["kind"]) == (second, "CardRecognised")


def test_a_button_pressed_twice_acts_once_and_harms_nothing(station):
    station.insert()
    seq = station.lane.seq
    for _ in range(2):
        station.conductor.post(MethodChosen(seq, Choice.PIN))
    station.settle()
    assert isinstance(station.step, steps.EnteringPin)
    assert not station.logged("defect")


def test_hazard_a_pin_pressed_twice_is_one_verify(station):
    station.insert()
    station.press(MethodChosen, Choice.PIN)
    seq = station.lane.seq
    for _ in range(3):
        station.conductor.post(PinEntered(seq, "wrong"))
    station.settle()
    assert station.card.calls.count("sign_with_pin") == 1
    assert station.step.card.pin_tries == 2


def test_hazard_a_card_that_fails_at_the_pin_is_not_asked_again(station):
    station.card.broken["sign_with_pin"] = CardGone()
    station.insert()
    station.press(MethodChosen, Choice.PIN)
    station.press(PinEntered, PIN)
    assert station.card.calls.count("sign_with_pin") == 1
    assert station.step.code == "card_gone"


def test_a_press_that_does_not_fit_is_ignored_and_no_stray(station):
    station.insert()
    before = station.lane
    station.press(Continued)
    assert station.lane == before
    assert not station.logged("stray_dropped")


def test_hazard_the_services_answer_for_another_visit_is_refused(station):
    station.service.answers_for = "20261120-7777"
    visit = check_in_with_pin(station)
    assert station.step.code == "answer_for_another"
    assert [each.code for each in station.ledger.records(visit, RecordTrouble)] == ["answer_for_another"]


def test_hazard_an_answer_posted_to_an_empty_lane_changes_nothing(station):
    station.conductor.post(RegistrationKnown(0, registered=True))
    station.conductor.post(CardSigned(0, b""), "20261120-0555")
    station.settle()
    assert station.step == steps.Attract()
    assert set(station.conductor.lanes()) == {READER}


# -- what is wiped ------------------------------------------------------------------------------------------------


def test_hazard_taking_the_card_out_releases_it_and_forgets_the_frames(station):
    station.insert()
    station.card.calls.clear()
    station.face.calls.clear()
    station.remove()
    assert station.card.calls == ["release"]
    assert station.face.calls == ["forget"]
    station.passes(5)
    assert station.step == steps.Attract()
    assert station.card.calls == ["release", "release"]
    assert station.face.calls == ["forget", "forget"]


def test_a_second_card_is_read_only_after_the_first_was_released(station):
    station.insert()
    station.card.calls.clear()
    station.insert()
    assert station.card.calls[:2] == ["release", "recognise"]


def test_hazard_names_do_not_outlive_the_visit_in_the_caches_of_the_comparison(station):
    station.insert()
    compare(HER, ITEMS.person())
    assert any(each.cache_info().currsize for each in KEPT)
    station.remove()
    assert not any(each.cache_info().currsize for each in KEPT)


def test_a_visit_that_ends_at_the_desk_leaves_the_card_at_the_reader_alone(station):
    station.insert()
    station.card.calls.clear()
    station.conductor.post(DeskStarted(DESK), DESK)
    station.settle().press(Declared, Declaration(), lane=DESK)
    assert "release" not in station.card.calls


# -- what fails ---------------------------------------------------------------------------------------------------


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
    assert check_in_works(station)


@pytest.mark.parametrize(
    ("call", "error", "code", "counted"),
    [
        ("challenge", ServiceUnreachable(), "service_unreachable", [False]),
        ("registered", ServiceUntrusted(), "service_untrusted", [True]),
        ("qualify", ServiceRefused("E-1", "no"), "service_refused", [True, True]),
        ("qualify", ServiceUnreachable(), "service_unreachable", [True, False]),
        ("qualify", AnswerForAnother(), "answer_for_another", [True, True]),
        ("qualify", ValueError("odd"), "internal_error", [True]),
    ],
)
def test_whatever_the_service_does_has_a_way_round_and_is_counted(station, call, error, code, counted):
    station.service.broken[call] = error
    check_in_with_pin(station)
    assert isinstance(station.step, steps.OfferingFallback)
    assert station.step.code == code
    assert station.observed == counted


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
    assert check_in_works(station)


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
    assert check_in_works(station)


def test_while_storage_cannot_say_whether_failure_mode_is_on_the_last_word_holds(station):
    station.failure_mode = True
    station.insert()
    station.mode.broken["failure_mode"] = DISK_FULL
    station.press(MethodChosen, Choice.PIN)
    station.press(PinEntered, PIN)
    assert station.step.settled.outcome is Outcome.NOTED_IN_OUTAGE
    assert station.logged("storage_failed")
    assert station.service.calls == []


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
    assert check_in_works(station)


# -- deadlines ----------------------------------------------------------------------------------------------------


def test_a_deadline_is_noticed_without_any_event(station):
    station.working(card=Later())
    station.insert()
    station.passes(30)
    assert station.step.code == "reader_silent"


def test_hazard_a_queue_that_is_never_empty_hides_no_deadline(station):
    """Somebody keeps pressing: each press brings the next one before the queue is looked at again."""
    station.working(card=Later())
    station.insert()
    station.clock.passes(30)
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
    station.mode.broken["failure_mode"] = DISK_FULL
    station.passes(30)
    assert station.step == steps.CardTrouble("storage_failed")


def test_a_desk_visit_that_is_over_is_forgotten_however_late_somebody_looks(station):
    for seconds in (0, 5):
        station.conductor.post(DeskStarted(DESK), DESK)
        station.settle().press(Declared, Declaration(), lane=DESK)
        station.passes(seconds)
        assert set(station.conductor.lanes()) == {READER}


# -- at once ------------------------------------------------------------------------------------------------------


def test_a_visit_at_the_desk_runs_beside_the_one_at_the_reader(station):
    reader = station.insert()
    station.conductor.post(DeskStarted(DESK), DESK)
    station.settle()
    station.press(MethodChosen, Choice.PIN)
    station.press(Declared, Declaration(), lane=DESK)
    assert isinstance(station.step, steps.EnteringPin)
    assert station.conductor.lane(DESK).step == steps.Closed(Outcome.DECLARED)
    assert station.ledger.records(reader, CloseVisit) == []
    assert len(station.ledger.records(DESK, CloseVisit)) == 1


def test_hazard_a_new_card_closes_the_old_visit_under_its_own_number(station):
    first = station.insert()
    second = station.insert()
    assert len(station.ledger.records(first, CloseVisit)) == 1
    assert station.ledger.steps(first)[-1] == "Closed"
    assert station.ledger.records(second, CloseVisit) == []
    assert station.ledger.steps(second)[0] == "Reading"


def test_events_from_many_threads_are_taken_one_by_one(station):
    station.conductor.start()
    numbers = [f"20261120-{serial:04d}" for serial in range(500, 540)]

    def declare(number):
        begun = station.conductor.post(DeskStarted(number), number).result(30)
        pressed = [station.conductor.post(Declared(begun.seq, Declaration()), number) for _ in range(3)]
        return [each.result(30) for each in pressed]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(declare, numbers))
    assert [len(station.ledger.records(each, CloseVisit)) for each in numbers] == [1] * len(numbers)
    assert not station.logged("defect")


def test_after_stop_nothing_is_handled_any_more(station):
    station.conductor.start()
    assert station.conductor.post(CardInserted("")).result(30).visit
    station.conductor.stop()
    late = station.conductor.post(CardRemoved())
    assert not late.done()


def test_hazard_everything_the_conductor_logs_is_on_the_list_and_holds_no_secret(station):
    station.service.answers_for = "20261120-7777"
    check_in_with_pin(station)
    station.press(FallbackWanted)
    station.conductor.post(MoreTime(0))
    station.conductor.post("no event at all")
    station.settle()
    text = station.stream.getvalue()
    assert {"step_left", "trouble_met", "stray_dropped", "defect"} <= {
        line["event"]
        for kind in ("step_left", "trouble_met", "stray_dropped", "defect")
        for line in station.logged(kind)
    }
    assert station.lines.dropped == 0
    assert PIN not in text
    assert "見本" not in text


def test_two_stations_share_nothing(chip):
    one, other = Station(chip), Station(chip)
    one.insert()
    assert other.step == steps.Attract()
