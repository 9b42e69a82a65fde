from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pkgutil import walk_packages

from checkin_crews import Later
from checkin_doubles import PIN, Station

from kiosk import matching
from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import CloseVisit, RecordTrouble
from kiosk.checkin.machine.events import (
    CardInserted,
    CardRemoved,
    CardSigned,
    Continued,
    Declared,
    DeskStarted,
    FallbackWanted,
    MethodChosen,
    MoreTime,
    PinEntered,
    RegistrationKnown,
)
from kiosk.checkin.machine.seen import Choice, Outcome
from kiosk.checkin.walk import HER, ITEMS
from kiosk.declaration.model import Declaration
from kiosk.matching import fields
from kiosk.matching.decide import compare
from kiosk.matching.forget import KEPT
from kiosk.storage.faults import StorageFull
from reader.errors import CardGone

DESK = "20261120-0900"
DISK_FULL = StorageFull("disk is full")


def test_a_visit_runs_from_the_card_to_the_empty_place(station):
    visit = station.check_in()
    assert station.step.settled.outcome is Outcome.CONFIRMED
    station.press(Continued)
    station.remove()
    station.passes(5)
    assert station.step == steps.Attract()
    assert station.ledger.steps(visit)[-2:] == ["Closed", "Attract"]
    (closed,) = station.ledger.records(visit, CloseVisit)
    assert closed.settled.patient_id == "1"


def test_a_turn_that_cannot_be_written_down_asks_the_world_nothing(station):
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
    visit = station.check_in()
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
    station.check_in()
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


def test_hazard_no_cache_of_the_comparison_is_overlooked_when_names_are_forgotten():
    rooms = [import_module(each.name) for each in walk_packages(matching.__path__, "kiosk.matching.")]
    caches = {
        found
        for room in rooms
        for found in vars(room).values()
        if hasattr(found, "cache_parameters") and found.cache_parameters()["maxsize"] > 1
    }
    hold_rules_alone = {fields._report}
    assert caches - hold_rules_alone == set(KEPT)
