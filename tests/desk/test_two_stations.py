"""Two stations on one database press on one record at once: one wins, the other is told, and nothing is merged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk_world import Clinic

from kiosk.desk.acting import NotNow
from kiosk.desk.visit.decisions import answer_question
from kiosk.storage.schema import upgrade
from tests.desk.racing import OTHER, RACES, SECOND, Came, Race, merged, run
from tests.made_once import empty_database

Two = tuple[Clinic, Clinic]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def two(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Two]:
    folder = tmp_path_factory.mktemp("two")
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").database()
        upgrade(url)
    else:
        url = empty_database(folder / "kiosk.db")
    stations = tuple(Clinic(folder, url, name) for name in ("desk-1", "desk-2"))
    stations[0].chart(OTHER)
    yield stations
    for each in stations:
        each.close()


@pytest.mark.parametrize("race", RACES, ids=str)
def test_of_two_presses_at_once_exactly_one_is_done(two: Two, race: Race) -> None:
    came = run(race, *two)

    assert came.winners == 1
    assert {came.first, came.second} == {None, "moved_on"}
    assert merged(two[0], came) == frozenset()


def test_a_page_that_is_older_than_the_visit_decides_nothing(two: Two) -> None:
    number = two[0].question()
    seen = two[0].kept(number).version
    answer_question(two[0].at_desk("mori", seen), number, agrees=True)

    with pytest.raises(NotNow) as refused:
        answer_question(two[1].at_desk(SECOND, seen), number, agrees=False)

    assert refused.value.code == "moved_on"
    assert two[1].kept(number).outcome == "confirmed_after_question"


def test_hazard_the_check_finds_a_loser_who_acted_all_the_same(two: Two) -> None:
    number = two[0].question()
    answer_question(two[0].at_desk(SECOND), number, agrees=True)

    assert merged(two[0], Came(None, "moved_on", number)) == {SECOND}
