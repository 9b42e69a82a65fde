"""Hazard: the disk is full. The visit stops with a trouble that says so, nothing is half kept, the next patient is served."""

import pytest
from sqlalchemy import event

from kiosk.checkin.machine import events, steps
from kiosk.qualification.grounds import Consent
from kiosk.storage.inspection import Intact, verify


class SmallDisk:
    """While `full`, the database file may not grow, and each transaction that wants to write wants more than there is."""

    def __init__(self, engine):
        self.full = False
        event.listen(engine, "begin", self.limit)

    def limit(self, connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() if self.full else 1_000_000
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        if self.full and not connection.get_execution_options().get("kiosk_reading"):
            connection.exec_driver_sql("CREATE TABLE too_much AS SELECT zeroblob(100000)")


@pytest.fixture
def disk(running, kiosk):
    made = SmallDisk(running.stage.house.storage._engine)
    yield made
    made.full = False


def shown(kiosk):
    assert kiosk.shows(steps.CardTrouble) == "storage_failed"
    step = kiosk.lane.step
    assert step.card is None
    return step


def test_hazard_a_disk_full_when_the_card_arrives_says_so_and_begins_no_visit(kiosk, disk):
    disk.full = True
    kiosk.stage.dock.insert("sato")
    shown(kiosk)
    assert kiosk.lane.visit is None
    disk.full = False


def test_hazard_a_disk_full_in_mid_visit_stops_this_visit_and_keeps_nothing_half(kiosk, disk):
    visit = kiosk.to_choice("sato")
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    disk.full = True
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    shown(kiosk)
    disk.full = False
    assert not kiosk.audit(visit, "service_answered")
    assert not kiosk.audit(visit, "visit_closed")
    assert isinstance(verify(kiosk.stage.house.storage), Intact)


def test_hazard_a_disk_full_while_the_patient_leaves_still_frees_the_place(kiosk, disk):
    visit = kiosk.to_choice("sato")
    disk.full = True
    kiosk.take_away()
    disk.full = False
    with kiosk.stage.house.storage.reading() as books:
        assert books.visits.find(visit).outcome is None
