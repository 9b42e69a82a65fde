"""A station without a line: its own store meanwhile, and the server again between two visits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from kiosk.storage import tables
from kiosk.storage.away.handing_in import Came
from kiosk.storage.away.two_stores import SPARE
from kiosk.storage.staff.accounts import Role
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.lanes import RENEW_SECONDS
from kiosk.storage.visit.visits import segment_of
from tests.storage.away.station import NOW, Station, visits_at


def test_while_the_server_is_away_visits_are_kept_here_under_reserved_numbers(
    station: Station, server: Storage
) -> None:
    before = station.note()
    station.away = True
    numbers = station.notes(3)
    assert station.stores.is_at_home
    assert visits_at(station.stores) == numbers
    assert visits_at(server) == [before]
    assert segment_of(before) == 0
    assert {segment_of(each) for each in numbers} == {min(map(segment_of, numbers))} != {0}


def test_a_line_that_goes_again_finds_the_next_store_and_no_number_is_given_twice(
    station: Station, server: Storage
) -> None:
    given = []
    for _ in range(4):
        station.away = True
        given += station.notes(2)
        station.comes_back()
        given.append(station.note())
        station.stores.prepare(NOW.wall)
    assert len(set(given)) == len(given)
    assert sorted(visits_at(server)) == sorted(given)


def test_two_stations_without_a_line_give_different_numbers(
    station: Station, server: Storage, url: str, tmp_path: Path
) -> None:
    other = Station(url, tmp_path, "desk-2")
    station.away = other.away = True
    given = station.notes(2) + other.notes(2)
    station.comes_back()
    other.comes_back()
    assert sorted(visits_at(server)) == sorted(set(given))
    other.stores.close()


def test_the_truth_does_not_move_while_a_visit_of_the_own_store_runs(station: Station) -> None:
    station.away = True
    number = station.ledger().open_visit("reader", NOW)
    station.away = False
    assert not station.stores.come_back([number]), "a lane carries it"
    assert not station.stores.come_back(()), "it was begun a moment ago"
    with station.stores.unit_of_work(NOW.wall) as work:
        long_ago = work.lanes.ledger.clock() - timedelta(seconds=RENEW_SECONDS + 1)
        work.lanes.ledger.change(update(tables.lanes).values(renewed_at=long_ago))
        work.commit()
    assert station.stores.come_back(())
    assert not station.stores.is_at_home


def test_an_outage_in_which_nothing_was_written_uses_nothing_up(station: Station) -> None:
    files = station.files()
    station.away = True
    assert visits_at(station.stores) == []
    assert station.comes_back() == Came()
    assert station.files() == files
    station.away = True
    assert segment_of(station.note()) == min(int(each.split("-")[1]) for each in files)


def test_staff_can_sign_in_without_the_server_and_whoever_has_left_cannot(
    station: Station, server: Storage
) -> None:
    with server.unit_of_work(NOW.wall) as work:
        work.accounts.add("tanaka", Role.DESK, "a hash")
        work.commit()
    station.stores.prepare(NOW.wall)
    with server.unit_of_work(NOW.wall) as work:
        work.accounts.retire("tanaka")
        work.commit()
    station.stores.prepare(NOW.wall)
    station.away = True
    with station.stores.reading() as books:
        kept = books.accounts.find("tanaka")
    assert kept
    assert kept.retired_at is not None


def test_a_station_that_never_saw_the_server_since_it_ran_out_of_stores_says_so(station: Station) -> None:
    for _ in range(SPARE):
        station.away = True
        station.note()
        station.comes_back()
    station.away = True
    assert not station.stores.is_at_home
