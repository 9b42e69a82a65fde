"""The checks of the morning and of the evening: each line says how it is now, and every line has its sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from desk_world import Clinic

from kiosk.checkin.machine.effects import RecordFound
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.day.checked import LOOKS, Time, check_page, still_open, went_through
from kiosk.desk.day.line import Line, State
from kiosk.desk.day.situations import SITUATIONS, situations_of
from kiosk.desk.outage.failure import switch
from kiosk.desk.visit.decisions import answer_question
from kiosk.house import Equipment, House
from kiosk.keeping.stamps import stamp
from kiosk.matching.report import Decision
from kiosk.storage.staff.accounts import Role
from kiosk.web.desk.needs import NEEDS
from kiosk.web.language import load_catalogues

ALL_THERE = Equipment(answers=True, lists=(), lacking=(), certificate_until=None, free=50 << 30)


def lines(house: House, time: Time, clinic: Clinic) -> dict[str, Line]:
    return {each.check: each for each in LOOKS[time](house, clinic.clock.now())}


def seeing(clinic: Clinic, **seen: object) -> House:
    """The clinic's house with equipment that is all there but for what is named."""
    until = clinic.clock.now().wall + timedelta(days=400)
    there = replace(ALL_THERE, certificate_until=until, **seen)
    stamp(clinic.house.settings.home, backed_up=clinic.clock.now().wall.isoformat())
    return replace(clinic.house, equipment=lambda: there)


def test_a_morning_on_which_all_is_there_has_nothing_to_look_at(clinic: Clinic) -> None:
    assert still_open(LOOKS[Time.MORNING](seeing(clinic), clinic.clock.now())) == 0


def test_a_camera_without_a_picture_is_found_before_the_first_patient(clinic: Clinic) -> None:
    clinic.reader.picture = None
    assert lines(seeing(clinic), Time.MORNING, clinic)["camera"].state is State.BAD


def test_a_reader_that_is_not_there_is_found(clinic: Clinic) -> None:
    house = replace(seeing(clinic), reader_connected=lambda: False)
    assert lines(house, Time.MORNING, clinic)["reader"].state is State.BAD


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, State.BAD), (0, State.BAD), (1, State.LOOK), (59, State.LOOK), (61, State.GOOD)],
)
def test_a_certificate_is_told_of_weeks_before_it_ends(clinic: Clinic, days: int, state: State) -> None:
    house = seeing(clinic)
    until = clinic.clock.now().wall + timedelta(days=days)
    there = replace(ALL_THERE, certificate_until=until)
    assert lines(replace(house, equipment=lambda: there), Time.MORNING, clinic)["certificate"].state is state


def test_a_list_that_ended_by_its_own_word_is_told_with_the_time(clinic: Clinic) -> None:
    now = clinic.clock.now().wall
    house = seeing(clinic, lists=(now + timedelta(hours=5), now - timedelta(hours=1), None))
    told = lines(house, Time.MORNING, clinic)["lists"]
    assert (told.state, told.facts["n"], told.facts["until"]) == (State.LOOK, 3, "11-21 08:30")


@pytest.mark.parametrize(
    ("seen", "check"),
    [({"answers": False}, "service"), ({"lacking": ("sface",)}, "models"), ({"free": 1 << 20}, "disk")],
)
def test_what_is_lacking_is_not_good(clinic: Clinic, seen: dict[str, object], check: str) -> None:
    told = lines(seeing(clinic, **seen), Time.MORNING, clinic)
    assert [each.check for each in told.values() if each.state is not State.GOOD] == [check]


@pytest.mark.parametrize(("hours", "state"), [(47, State.GOOD), (49, State.LOOK)])
def test_a_backup_that_two_nights_have_not_made_is_told(clinic: Clinic, hours: int, state: State) -> None:
    house = seeing(clinic)
    clinic.clock.passes(hours * 3600)
    assert lines(house, Time.MORNING, clinic)["backup"].state is state


def left(clinic: Clinic) -> None:
    number = clinic.visit(Settled(Outcome.CONFIRMED, Decision.PASS))
    clinic.house.ports.ledger.write(number, "CardLeft", (RecordFound(),), clinic.clock.now())


def failing(clinic: Clinic) -> None:
    switch(clinic.at_desk(), on=True, why="line")


@pytest.mark.parametrize(
    ("happens", "check"),
    [
        (lambda clinic: clinic.question(), "questions"),
        (lambda clinic: clinic.stopped_by_rule(), "questions"),
        (lambda clinic: clinic.way_round(), "open"),
        (lambda clinic: answer_question(clinic.at_desk(), clinic.question(), agrees=False), "held"),
        (lambda clinic: clinic.noted(), "noted"),
        (left, "found"),
        (failing, "mode"),
    ],
)
def test_what_is_open_in_the_evening_is_named(
    clinic: Clinic, happens: Callable[[Clinic], object], check: str
) -> None:
    before = lines(clinic.house, Time.CLOSING, clinic)
    assert before[check].state is State.GOOD
    happens(clinic)
    assert lines(clinic.house, Time.CLOSING, clinic)[check].state is not State.GOOD


def test_the_evening_counts_every_open_visit_once(clinic: Clinic) -> None:
    clinic.question()
    clinic.way_round()
    clinic.first_visit()
    clinic.confirmed()
    told = lines(clinic.house, Time.CLOSING, clinic)
    assert sum(told[each].facts["n"] for each in ("questions", "held", "drafts", "open")) == 4


def test_who_went_through_it_is_kept_for_the_day_and_for_its_own_check(clinic: Clinic) -> None:
    went_through(clinic.at_desk(), Time.MORNING, open_lines=2)
    now = clinic.clock.now()
    assert check_page(clinic.house, Time.MORNING, now).last.by == "tanaka"
    assert check_page(clinic.house, Time.CLOSING, now).last is None
    clinic.clock.passes(86_400)
    assert check_page(clinic.house, Time.MORNING, clinic.clock.now()).last is None


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_situation_has_exactly_its_steps_and_begins_on_a_page_that_is_there(language: str) -> None:
    said = load_catalogues()[language]
    for each in SITUATIONS:
        steps = [key for key in said.sentences if key.startswith(f"desk.help.{each.code}.step")]
        assert len(steps) == each.steps, each.code
        assert each.go in NEEDS
    named = {
        key.split(".")[2] for key in said.sentences if key.startswith("desk.help.") and key.endswith(".title")
    }
    assert named - {"title"} == {each.code for each in SITUATIONS}


def test_the_counter_has_its_twenty_situations_and_everybody_has_some() -> None:
    assert len(situations_of(Role.DESK)) >= 20
    assert all(situations_of(role) for role in Role)
