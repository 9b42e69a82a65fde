"""What was kept without a line comes to the server once, whatever breaks on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.checkin.machine.seen import Outcome
from kiosk.storage import tables
from kiosk.storage.away.handing_in import CARRIED, STAYS, Came, hand_in
from kiosk.storage.away.two_stores import SPARE
from kiosk.storage.inspection import Intact, verify, who
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.visits import VisitRecord, segment_of
from tests.storage.away.station import KEY, NOW, Cut, CutServer, Station, audited, noted_at, visits_at


def test_each_visit_comes_to_the_server_once_and_waits_there_for_its_answer(
    station: Station, server: Storage
) -> None:
    station.away = True
    numbers = station.notes(4)
    assert station.comes_back() == Came(kept=tuple(numbers))
    assert visits_at(server) == noted_at(server) == numbers
    assert station.comes_back() == Came()
    assert audited(server, "visit_handed_in") == Counter(numbers)
    assert not station.stores.is_at_home
    assert len(station.files()) == SPARE - 1, "what was handed in lies nowhere else"
    with server.reading() as books:
        first = books.visits.find(numbers[0])
    assert (first.station, first.outcome) == ("desk-1", Outcome.NOTED_IN_OUTAGE.value)


def test_the_chain_of_an_outage_is_whole_begins_where_the_stations_was_and_is_named_by_it(
    station: Station, server: Storage, url: str, tmp_path: Path
) -> None:
    station.note()
    head = station.stores.head
    station.away = True
    (number,) = station.notes(1)
    station.comes_back()
    outage = Storage(url, KEY, f"desk-1~{segment_of(number)}", tmp_path / "copy.anchor")
    with outage.reading() as books:
        last = books.chain.last()
    outage.reach(last)
    assert isinstance(verify(outage), Intact)
    outage.close()
    assert isinstance(verify(station.stores), Intact)
    rows = tables.audit_rows
    with server.reading() as books:
        told = books.chain.ledger.all(
            select(rows.c.kind, rows.c.payload).where(rows.c.kind.in_(["outage_began", "outage_joined"]))
        )
    facts = dict(told)
    assert f'"hash":"{head.hash}"' in facts["outage_began"]
    assert f'"hash":"{last.hash}"' in facts["outage_joined"]
    assert {row.station for row in who(server, visit=number)} == {f"desk-1~{segment_of(number)}", "desk-1"}


VISITS = 3
COMMITS = 1 + VISITS + 1
"""The chain, each visit, and that everything is there."""


@pytest.mark.parametrize("heard", [True, False], ids=["nothing kept", "kept and not heard of"])
@pytest.mark.parametrize("at", range(1, COMMITS + 1))
def test_hazard_a_line_cut_at_any_point_of_handing_in_loses_nothing_and_doubles_nothing(
    station: Station, server: Storage, at: int, heard: bool
) -> None:
    station.away = True
    numbers = station.notes(VISITS)
    station.away = False
    assert station.stores.come_back(())
    own = station.stores._opened(segment_of(numbers[0]))
    with pytest.raises(Cut):
        hand_in(own, segment_of(numbers[0]), CutServer(station.stores, at, heard), NOW.wall)
    own.close()
    station.dies_and_starts()
    assert station.comes_back().conflicts == ()
    assert visits_at(server) == noted_at(server) == numbers
    assert audited(server, "visit_handed_in") == audited(server, "visit_opened") == Counter(numbers)
    assert audited(server, "outage_joined") == Counter({"": 1})
    assert isinstance(verify(station.stores), Intact)


def test_the_check_of_the_cuts_reaches_every_commit(station: Station) -> None:
    station.away = True
    (first, *_) = station.notes(VISITS)
    station.away = False
    station.stores.come_back(())
    own, counting = station.stores._opened(segment_of(first)), CutServer(station.stores, 0, heard=True)
    hand_in(own, segment_of(first), counting, NOW.wall)
    own.close()
    assert counting.commits == COMMITS


def test_hazard_a_station_that_dies_at_home_hands_in_what_it_had_kept(
    station: Station, server: Storage
) -> None:
    station.away = True
    numbers = station.notes(2)
    station.away = False
    station.dies_and_starts()
    assert station.comes_back().kept == tuple(numbers)
    assert visits_at(server) == numbers


def test_hazard_a_visit_that_contradicts_the_server_is_shown_and_never_merged(
    station: Station, server: Storage
) -> None:
    station.away = True
    one, other = station.notes(2)
    with server.unit_of_work(NOW.wall) as work:
        work.visits.open(VisitRecord(one, "desk-9", "desk", NOW.wall, "P-9"))
        work.commit()
    assert station.comes_back() == Came(kept=(other,), conflicts=(one,))
    with server.reading() as books:
        assert books.visits.find(one).patient_id == "P-9"
        assert books.outages.noted(one) is None
        assert books.segments.conflicts() == (one,)
    assert f"outage-{segment_of(one)}" in station.files(), "what was not kept there is kept here"
    station.dies_and_starts()
    assert station.comes_back() == Came(conflicts=(one,))
    assert audited(server, "handing_in_refused") == Counter([one])
    assert audited(server, "visit_handed_in") == Counter([other])


def test_hazard_a_store_that_was_changed_after_it_was_handed_in_is_told(
    station: Station, server: Storage
) -> None:
    station.away = True
    (number,) = station.notes(1)
    station.away = False
    station.stores.come_back(())
    own = station.stores._opened(segment_of(number))
    hand_in(own, segment_of(number), station.stores.server, NOW.wall)
    with own.unit_of_work(NOW.wall) as work:
        work.visits.update(replace(work.visits.find(number), patient_id="P-7"), "somebody")
        work.commit()
    assert hand_in(own, segment_of(number), station.stores.server, NOW.wall).conflicts == (number,)
    own.close()
    with server.reading() as books:
        assert books.visits.find(number).patient_id is None


def test_rows_that_no_outage_should_have_are_a_conflict_and_not_left_behind(station: Station) -> None:
    station.away = True
    (number,) = station.notes(1)
    with station.stores.unit_of_work(NOW.wall) as work:
        work.links.close_medical(number, "P-1", "some_rule", "tanaka")
        work.commit()
    assert station.comes_back().conflicts == (number,)


def test_a_claim_that_was_begun_without_a_line_keeps_the_file_and_is_named(
    station: Station, server: Storage
) -> None:
    station.away = True
    (number,) = station.notes(1)
    with station.stores.unit_of_work(NOW.wall) as work:
        work.emergencies.ledger.add(
            tables.choice_acceptances, at=NOW.wall, by="seikyu", choice="order", text="x", signed="{}"
        )
        work.commit()
    assert station.comes_back() == Came(kept=(number,), conflicts=("choice_acceptances",))
    with server.reading() as books:
        assert books.segments.conflicts() == ("choice_acceptances",)
    assert f"outage-{segment_of(number)}" in station.files()


def test_every_table_is_carried_or_stays_for_a_reason_or_is_a_conflict() -> None:
    left = set(tables.METADATA.tables) - {each.name for each in (*CARRIED, *STAYS)}
    of_answers_and_cases = {"answers", "comparisons", "confirmations", "medical_closures"}
    assert not set(CARRIED) & set(STAYS)
    assert {
        each for each in left if any("visit" in c.name for c in tables.METADATA.tables[each].columns)
    } == (of_answers_and_cases | {"incident_cases", "incident_stops", "claim_contacts", "claim_destinations", "claim_holds", "claim_visits", "reader_files"})  # fmt: skip
