from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest

from kiosk.matching.report import Decision
from kiosk.qualification.grounds import Method
from kiosk.storage.faults import NoSuchRecord, RecordConflict, StorageFault
from kiosk.storage.visit.visits import Change, NothingToTakeBack, VisitNumberTaken, VisitRecord, visit_number


def test_a_day_counts_its_visits_from_one(clinic, now):
    assert [clinic.visit(), clinic.visit()] == ["20261121-0001", "20261121-0002"]
    with clinic.storage.reading() as reading:
        assert reading.visits.next_number(date(2026, 11, 22)) == "20261122-0001"


def test_the_ten_thousandth_visit_of_a_day_is_still_the_next_one(clinic, now):
    with clinic.storage.unit_of_work(now) as work:
        for serial in (9999, 10000):
            work.visits.open(VisitRecord(visit_number(now.date(), serial), "desk-1", "reader", now))
        work.commit()
    with clinic.storage.reading() as reading:
        assert reading.visits.next_number(now.date()) == "20261121-10001"
        assert [each.number for each in reading.visits.of_day(now.date())] == [
            "20261121-9999",
            "20261121-10000",
        ]


def test_hazard_two_stations_never_share_a_number(clinic, now):
    with clinic.storage.reading() as reading:
        number = reading.visits.next_number(now.date())
    other = clinic.station("desk-2")
    both_are_ready = Barrier(2)

    def take(storage):
        both_are_ready.wait()
        try:
            with storage.unit_of_work(now) as work:
                work.visits.open(VisitRecord(number, storage.station, "reader", now))
                work.commit()
        except VisitNumberTaken:
            return "too late"
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, [clinic.storage, other])) == ["taken", "too late"]
    other.close()


def test_many_writers_get_a_number_each(clinic, now):
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(lambda _: clinic.visit(), range(20)))
    assert sorted(numbers) == [visit_number(now.date(), serial) for serial in range(1, 21)]


def test_what_was_opened_is_read_back_as_it_was(clinic, now):
    visit = VisitRecord(
        "20261121-0007", "desk-1", "desk", now, "1001", None, Decision.ASK, "card", Method.PIN, None
    )
    with clinic.storage.unit_of_work(now) as work:
        work.visits.open(visit)
        work.commit()
    with clinic.storage.reading() as reading:
        assert reading.visits.find("20261121-0007") == visit
        assert reading.visits.of_patient("1001") == (visit,)


def test_without_commit_nothing_is_kept(clinic, now):
    with clinic.storage.unit_of_work(now) as work:
        number = work.visits.next_number(now.date())
        work.visits.open(VisitRecord(number, "desk-1", "reader", now))
    with clinic.storage.reading() as reading, pytest.raises(NoSuchRecord):
        reading.visits.find(number)


def test_reading_cannot_write(clinic, now):
    with pytest.raises(StorageFault), clinic.storage.reading() as reading:
        reading.visits.open(VisitRecord("20261121-0001", "desk-1", "reader", now))


def test_a_visit_ends_once(clinic, now):
    number = clinic.visit()
    with clinic.storage.unit_of_work(now) as work:
        work.visits.close(number, "confirmed", Decision.PASS, "card", Method.FACE, now)
        work.commit()
    with clinic.storage.unit_of_work(now) as work, pytest.raises(RecordConflict):
        work.visits.close(number, "abandoned", None, None, None, now)
    with clinic.storage.reading() as reading:
        assert reading.visits.find(number).outcome == "confirmed"


def test_every_undoing_leaves_its_trace(clinic, now):
    number = clinic.visit("1001")
    with clinic.storage.unit_of_work(now) as work:
        work.visits.close(number, "confirmed", Decision.PASS, "card", Method.FACE, now)
        work.visits.reopen(number, "suzuki", "wrong press")
        work.visits.reassign(number, "1002", "suzuki", "the son's card")
        work.visits.take_back(number, Decision.PASS, "suzuki", "compared with the wrong chart")
        work.commit()
    with clinic.storage.reading() as reading:
        visit, changes = reading.visits.find(number), reading.visits.changes(number)
    assert (visit.patient_id, visit.outcome, visit.decision, visit.closed_at) == ("1002", None, None, None)
    assert [each.what for each in changes] == [
        Change.CLOSED,
        Change.REOPENED,
        Change.REASSIGNED,
        Change.TAKEN_BACK,
    ]
    assert (changes[2].before, changes[2].after) == ({"patient_id": "1001"}, {"patient_id": "1002"})
    assert changes[3].before == {"decision": "PASS"}
    assert [each.by for each in changes] == ["kiosk", "suzuki", "suzuki", "suzuki"]


def test_a_decision_that_is_not_there_is_not_taken_back(clinic, now):
    number = clinic.visit()
    with clinic.storage.unit_of_work(now) as work, pytest.raises(NothingToTakeBack):
        work.visits.take_back(number, Decision.STOP, "suzuki", "?")


def test_an_update_that_changes_nothing_leaves_no_trace(clinic, now):
    number = clinic.visit()
    with clinic.storage.unit_of_work(now) as work:
        work.visits.update(work.visits.find(number), "kiosk")
        work.commit()
    with clinic.storage.reading() as reading:
        assert reading.visits.changes(number) == ()


def test_scores_leave_after_their_time_and_the_outcome_stays(clinic, now):
    with clinic.storage.unit_of_work(now) as work:
        visit = work.visits.next_number(now.date())
        work.visits.open(VisitRecord(visit, "desk-1", "reader", now))
        work.camera_tries.keep(visit, "not_turned", "track_broken", ())
        work.camera_tries.keep(visit, "agrees", "turned", (0.71, 0.68, 0.31))
        assert work.camera_tries.forget_scores(now) == 0
        assert [each.scores for each in work.camera_tries.of(visit)] == [(), (0.71, 0.68, 0.31)]
        assert work.camera_tries.forget_scores(now + timedelta(seconds=1)) == 1
        assert [each.scores for each in work.camera_tries.of(visit)] == [(), ()]
        assert work.camera_tries.liveness(visit) == "turned"
        assert work.camera_tries.since(now) == {"visits": 1, "agrees": 1, "not_turned": 1}
        assert work.camera_tries.since(now + timedelta(seconds=1)) == {}
