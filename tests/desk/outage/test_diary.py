"""When the kiosk started and ended, and how the service's health went, stands in the audit."""

from dataclasses import replace

from sqlalchemy import select

from kiosk.bootstrap import hung_at
from kiosk.desk.outage.diary import Diary
from kiosk.outage.health import Health
from kiosk.station.health.strips import Strips
from kiosk.storage import tables
from kiosk.storage.audit.chain import read_row


def rows(house, *kinds):
    table = tables.audit_rows
    with house.storage.reading() as books:
        found = books.chain.ledger.all(select(table).where(table.c.kind.in_(kinds)).order_by(table.c.seq))
    return [read_row(each) for each in found]


def test_start_and_end_are_written_once_each(clinic):
    diary = Diary(clinic.house)
    diary.began()
    diary.ended()

    started, stopped = rows(clinic.house, "kiosk_started", "kiosk_stopped")
    assert stopped.facts == {"reason": "ended"}
    assert set(started.facts) == {"version", "revision", "demo"}


def test_a_health_that_changes_is_written_and_one_that_stays_is_not(clinic):
    found = [Health.ONLINE, Health.OFFLINE, Health.OFFLINE, Health.ONLINE]
    diary = Diary(replace(clinic.house, health=lambda: found.pop(0)))
    for _ in range(4):
        diary.look()

    changes = [row.facts["health"] for row in rows(clinic.house, "health_changed")]
    assert changes == ["offline", "online"]


def test_what_waits_for_somebody_hangs_again_after_a_restart_and_what_was_seen_to_does_not(clinic):
    hanging = ["anchors_old", "reader_busy"]
    diary = Diary(replace(clinic.house, strips=lambda: tuple(hanging)))
    diary.look()
    station = clinic.house.settings.station
    assert Strips(clinic.clock, b"another process", hung_at(clinic.storage, station))() == ("anchors_old",)
    assert hung_at(clinic.storage, "another station") == ()

    hanging.clear()
    diary.look()
    assert hung_at(clinic.storage, station) == ()


def test_a_code_that_this_release_does_not_know_hangs_nowhere(clinic):
    assert Strips(clinic.clock, b"another process", ("of_an_older_release",))() == ()
