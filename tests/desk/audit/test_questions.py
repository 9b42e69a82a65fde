"""The auditor's questions: every one is answered by the audit alone, and asking is on record too."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from desk_world import Clinic

from kiosk.desk.acting import NotNow
from kiosk.desk.audit.questions import QUESTIONS, ask, export
from kiosk.desk.audit.week import RULES, last_week, sign_week, unsigned, week_page
from kiosk.desk.outage.failure import switch
from kiosk.desk.visit.page import record_viewed, visit_page
from kiosk.observability.events import catalogue
from kiosk.storage.audit.asked import Wanted
from kiosk.storage.staff.accounts import Role
from kiosk.web.language import load_catalogues


def looks(clinic: Clinic, number: str, by: str) -> None:
    now = clinic.clock.now()
    record_viewed(clinic.house, by, Role.DESK, visit_page(clinic.house, number, Role.DESK, now), now)


def seen_by(clinic: Clinic, **wanted: object) -> list[tuple[str, object]]:
    rows = ask(clinic.at_desk("kansa"), "viewed", Wanted(**wanted))
    return [(row.visit, row.facts["by"]) for row in rows]


def test_who_looked_at_whom_is_told_by_person_by_visit_by_patient_and_by_day(clinic: Clinic) -> None:
    one, other = clinic.confirmed(), clinic.way_round()
    looks(clinic, one, "tanaka")
    looks(clinic, other, "tanaka")
    clinic.clock.passes(86_400)
    looks(clinic, one, "mori")
    today = clinic.clock.now().today
    assert seen_by(clinic) == [(one, "mori"), (other, "tanaka"), (one, "tanaka")]
    assert seen_by(clinic, by="tanaka") == [(other, "tanaka"), (one, "tanaka")]
    assert seen_by(clinic, whom=other) == [(other, "tanaka")]
    assert seen_by(clinic, whom="P-100") == [(one, "mori"), (one, "tanaka")]
    assert seen_by(clinic, since=today) == [(one, "mori")]
    assert seen_by(clinic, until=today - timedelta(days=1)) == [(other, "tanaka"), (one, "tanaka")]


def test_hazard_a_name_is_a_name_and_no_pattern(clinic: Clinic) -> None:
    looks(clinic, clinic.confirmed(), "tanaka")
    for pattern in ("%", "tan%", "_anaka", "tana", '"', "tanaka' OR 1=1"):
        assert seen_by(clinic, by=pattern) == []


def test_who_asked_what_stands_in_the_audit_too(clinic: Clinic) -> None:
    ask(clinic.at_desk("kansa"), "stops", Wanted())
    export(clinic.at_desk("kansa"), "viewed", Wanted())
    rows = ask(clinic.at_desk("mori"), "everything", Wanted(by="kansa"))
    assert [(row.kind, row.facts["question"]) for row in rows] == [
        ("audit_exported", "viewed"),
        ("audit_asked", "stops"),
    ]


def test_the_file_holds_every_row_and_no_formula(clinic: Clinic) -> None:
    number = clinic.confirmed()
    looks(clinic, number, "tanaka")
    text = export(clinic.at_desk("kansa"), "viewed", Wanted()).decode("utf-8-sig")
    heading, row = csv.reader(StringIO(text, newline=""))
    assert heading[:4] == ["at", "station", "seq", "event"]
    assert (row[3], row[4], row[5]) == ("record_viewed", number, "tanaka")
    assert not any(each.startswith(("=", "+", "-", "@")) for each in row)


def test_every_event_of_a_question_is_one_that_there_is_and_has_a_name() -> None:
    known = catalogue().events
    for kind in {each for kinds in QUESTIONS.values() for each in kinds}:
        assert kind in known, kind
        for said in load_catalogues().values():
            assert said.has(f"desk.event.{kind}"), kind


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_question_and_every_rule_has_its_words(language: str) -> None:
    said = load_catalogues()[language].sentences
    assert {key.rpartition(".")[2] for key in said if key.startswith("desk.audit.ask.")} == QUESTIONS.keys()
    assert {key.rpartition(".")[2] for key in said if key.startswith("desk.audit.rule.")} == RULES.keys()


def at_hour(clinic: Clinic, hour: int) -> None:
    now = clinic.clock.now().wall
    clinic.clock.passes((now.replace(hour=hour, minute=5) - now).total_seconds() % 86_400)


def stood(clinic: Clinic) -> dict[str, int]:
    page = week_page(clinic.house, last_week(clinic.clock.now().today))
    return {each.rule: each.many for each in page.stood if each.many}


@pytest.mark.parametrize(("hour", "many"), [(6, 1), (7, 0), (20, 0), (21, 1), (23, 1)])
def test_a_look_after_hours_is_in_the_weeks_report(clinic: Clinic, hour: int, many: int) -> None:
    number = clinic.confirmed()
    at_hour(clinic, hour)
    looks(clinic, number, "tanaka")
    clinic.clock.passes(7 * 86_400)
    assert stood(clinic).get("after_hours", 0) == many


def test_a_planted_export_is_in_the_weeks_report_and_of_no_other_week(clinic: Clinic) -> None:
    export(clinic.at_desk("kansa"), "viewed", Wanted())
    clinic.clock.passes(7 * 86_400)
    assert stood(clinic) == {"exports": 1}
    clinic.clock.passes(7 * 86_400)
    assert stood(clinic) == {}


def test_a_week_waits_until_somebody_signs_who_did_none_of_it(clinic: Clinic) -> None:
    switch(clinic.at_desk("tanaka"), on=True, why="line")
    assert unsigned(clinic.house, clinic.clock.now()) is None, "the week is not over"
    clinic.clock.passes(7 * 86_400)
    week = unsigned(clinic.house, clinic.clock.now())
    assert week == last_week(clinic.clock.now().today)
    with pytest.raises(NotNow) as own:
        sign_week(clinic.at_desk("tanaka"), Role.ADMIN, week)
    assert own.value.code == "own_act"
    sign_week(clinic.at_desk("kansa"), Role.AUDITOR, week)
    assert unsigned(clinic.house, clinic.clock.now()) is None
    assert week_page(clinic.house, week).review.by == "kansa"
    with pytest.raises(NotNow):
        sign_week(clinic.at_desk("kansa"), Role.AUDITOR, week)


def test_a_minute_is_asked_for_as_well_as_a_day(clinic: Clinic) -> None:
    number = clinic.confirmed()
    looks(clinic, number, "tanaka")
    at = clinic.clock.now().wall.replace(tzinfo=None, second=0, microsecond=0)
    minute = timedelta(minutes=1)
    assert seen_by(clinic, since=at, until=at) == [(number, "tanaka")]
    assert seen_by(clinic, since=at + minute) == seen_by(clinic, until=at - minute) == []


def test_nobody_signs_for_their_own_role(clinic: Clinic) -> None:
    clinic.account("kanri2", Role.ADMIN)
    clinic.account("kanri3", Role.ADMIN)
    switch(clinic.at_desk("kanri2"), on=True, why="line")
    clinic.clock.passes(7 * 86_400)
    week = last_week(clinic.clock.now().today)
    with pytest.raises(NotNow) as same:
        sign_week(clinic.at_desk("kanri3"), Role.ADMIN, week)
    assert same.value.code == "week_same_role"
    sign_week(clinic.at_desk("kansa"), Role.AUDITOR, week)


def test_an_auditor_who_took_a_file_away_may_still_sign(clinic: Clinic) -> None:
    clinic.account("kansa4", Role.AUDITOR)
    export(clinic.at_desk("kansa4"), "viewed", Wanted())
    clinic.clock.passes(7 * 86_400)
    sign_week(clinic.at_desk("kansa4"), Role.AUDITOR, last_week(clinic.clock.now().today))


def test_a_week_that_nobody_signed_hangs_until_somebody_does(clinic: Clinic) -> None:
    looks(clinic, clinic.confirmed(), "tanaka")
    clinic.clock.passes(7 * 86_400)
    first = last_week(clinic.clock.now().today)
    for _ in range(3):
        assert unsigned(clinic.house, clinic.clock.now()) == first
        looks(clinic, clinic.confirmed(), "tanaka")
        clinic.clock.passes(7 * 86_400)
    sign_week(clinic.at_desk("kansa"), Role.AUDITOR, first)
    assert unsigned(clinic.house, clinic.clock.now()) == first + timedelta(days=7)


def test_a_week_that_is_not_over_is_not_signed(clinic: Clinic) -> None:
    this = last_week(clinic.clock.now().today) + timedelta(days=7)
    for day in (this, this - timedelta(days=1)):
        with pytest.raises(NotNow):
            sign_week(clinic.at_desk("kansa"), Role.AUDITOR, day)
