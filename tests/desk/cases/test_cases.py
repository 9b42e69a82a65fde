"""What a STOP opens, who may lift it, and what the desk writes down about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from desk_world import CHART, SATO, STRANGER, Clinic

from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.acting import NotNow
from kiosk.desk.cases.lifting import Saw, is_second_person, lift, want_lifted
from kiosk.desk.cases.working import answer_handling, case_page, close_case, tell_sent, write_item
from kiosk.desk.lanes import lane_of
from kiosk.desk.undoing import go_round
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.desk.visit.page import VisitPage, visit_page
from kiosk.incidents.model import Handling, Report, ReportItem
from kiosk.matching.report import Decision
from kiosk.storage.cases.cases import Case
from kiosk.storage.staff.accounts import Role

NOTHING_DONE = Handling(printed=False, stored=False, passed_on=False)
PRINTED = replace(NOTHING_DONE, printed=True)


def test_a_stop_opens_a_case_that_says_who_what_and_which_rule_and_holds_nothing_of_the_other_person(
    clinic: Clinic,
) -> None:
    number = _stopped(clinic)

    page = case_page(clinic.house, _case(clinic, number).id, clinic.clock.now())

    (stop,) = page.stops
    assert (stop.visit, stop.rule, stop.by) == (number, "stop.birthdate", "kiosk")
    told = {(each.sides, each.field, each.outcome, each.part) for each in stop.differences}
    assert ("answer_chart", "name", "DIFFER", "both") in told
    assert page.case.insurer_name == "見本健康保険組合"
    kept = repr(page) + _rows(clinic)
    for secret in (
        STRANGER.name,
        STRANGER.kana,
        STRANGER.address,
        "1950",
        "123456",
        "サトウ",
        "佐藤",
    ):
        assert secret not in kept
    assert {"case_opened", "medical_closed"} <= set(clinic.audited(number))


def test_a_further_stop_on_the_same_link_joins_the_open_case(clinic: Clinic) -> None:
    first, second = _stopped(clinic), _stopped(clinic)

    assert _case(clinic, first) == _case(clinic, second)
    assert "case_joined" in clinic.audited(second)


def test_another_link_gets_a_case_of_its_own(clinic: Clinic) -> None:
    first = _stopped(clinic)
    other = replace(SATO, name="高橋　次郎", kana="タカハシ　ジロウ", birthdate=date(2001, 5, 6))
    second = clinic.first_visit(STRANGER, card=other)
    enter_application(clinic.at_desk("tanaka"), second, other)

    assert _case(clinic, first).id != _case(clinic, second).id


def test_the_link_stays_closed_for_a_later_visit_that_nobody_has_compared(
    clinic: Clinic,
) -> None:
    number = _stopped(clinic)
    later = clinic.first_visit(STRANGER)

    (over,) = _page(clinic, later).cases
    assert over.case == _case(clinic, number)


def test_a_case_about_a_chart_covers_every_visit_of_that_patient(
    clinic: Clinic,
) -> None:
    number = clinic.question()
    answer_question(clinic.at_desk("tanaka"), number, agrees=False)

    later = clinic.visit(Settled(Outcome.CONFIRMED, Decision.PASS, patient_id="P-100"), SATO)
    another = replace(SATO, name="高橋　次郎", kana="タカハシ　ジロウ", birthdate=date(2001, 5, 6))
    someone_else = clinic.visit(Settled(Outcome.CONFIRMED, Decision.PASS), another, card=another)
    assert [each.case.visit for each in _page(clinic, later).cases] == [number]
    assert not _page(clinic, someone_else).cases


def test_one_person_alone_cannot_lift_a_stop_of_the_rules(clinic: Clinic) -> None:
    number = _stopped(clinic)
    case = _case(clinic, number).id

    with pytest.raises(NotNow):
        lift(clinic.at_desk("tanaka"), case, "I am sure", Saw.CARD_AND_FACE)
    want_lifted(clinic.at_desk("tanaka"), case, "typed the wrong birth date")
    with pytest.raises(NotNow):
        lift(clinic.at_desk("tanaka"), case, "I am still sure", Saw.CARD_AND_FACE)

    assert (clinic.kept(number).outcome, clinic.kept(number).waits_for) == (
        "stopped",
        "second_person",
    )
    assert _closed(clinic, number)


def test_two_people_lift_a_stop_and_the_question_comes_back(clinic: Clinic) -> None:
    number = _stopped(clinic)
    case = _case(clinic, number).id
    want_lifted(clinic.at_desk("tanaka"), case, "typed the wrong birth date")

    lift(clinic.at_desk("mori"), case, "saw the card", Saw.CARD_AND_FACE)

    kept = clinic.kept(number)
    assert (kept.outcome, kept.decision, kept.waits_for) == (
        "handed_to_staff",
        None,
        "question",
    )
    assert not _closed(clinic, number)
    assert not _page(clinic, number).cases
    assert {"medical_lifted", "case_lifted", "decision_taken_back"} <= set(clinic.audited(number))
    with pytest.raises(NotNow):
        lift(clinic.at_desk("tanaka"), case, "again", Saw.CARD_AND_FACE)


def test_who_stopped_by_hand_cannot_lift_it_and_a_colleague_can(clinic: Clinic) -> None:
    number = clinic.question()
    answer_question(clinic.at_desk("tanaka"), number, agrees=False)
    case = _case(clinic, number).id

    with pytest.raises(NotNow):
        lift(clinic.at_desk("tanaka"), case, "wrong button", Saw.CARD_AND_FACE)
    lift(clinic.at_desk("mori"), case, "tanaka pressed the wrong button", Saw.CARD_AND_FACE)

    assert clinic.kept(number).waits_for == "question"


@pytest.mark.parametrize(
    ("by", "first", "expected"),
    [("mori", set(), False), ("mori", {"mori"}, False), ("mori", {"tanaka"}, True), ("mori", {"mori", "tanaka"}, False)],
)  # fmt: skip
def test_it_takes_two_people(by: str, first: set[str], expected: bool) -> None:
    assert is_second_person(by, frozenset(first)) is expected


def test_after_lifting_a_new_stop_opens_a_new_case(clinic: Clinic) -> None:
    first = _stopped(clinic)
    case = _case(clinic, first).id
    want_lifted(clinic.at_desk("tanaka"), case, "?")
    lift(clinic.at_desk("mori"), case, "!", Saw.CARD_AND_FACE)

    second = _stopped(clinic)

    assert _case(clinic, second).id != case
    assert _closed(clinic, second)


def test_the_patient_goes_on_by_a_declaration_while_the_link_stays_closed_and_the_answer_withheld(
    clinic: Clinic,
) -> None:
    number = _stopped(clinic)

    go_round(clinic.at_desk("tanaka"), number, "is treated all the same")

    assert type(lane_of(clinic.house, number).step).__name__ == "OfferingFallback"
    page = _page(clinic, number)
    assert page.offer.round
    assert page.shown.withheld
    assert page.shown.qualification is None
    assert _closed(clinic, number)
    lift_needs = page.cases[0].case.id
    want_lifted(clinic.at_desk("tanaka"), lift_needs, "insurer called back")
    lift(clinic.at_desk("mori"), lift_needs, "insurer called back", Saw.CARD_AND_FACE)
    assert clinic.kept(number).outcome is None


def test_there_is_no_way_round_without_a_stop(clinic: Clinic) -> None:
    with pytest.raises(NotNow):
        go_round(clinic.at_desk(), clinic.question(), "?")


def test_the_nine_items_are_written_step_by_step_and_a_correction_counts(
    clinic: Clinic,
) -> None:
    case = _case(clinic, _stopped(clinic)).id
    assert _of(clinic, case).next_item is ReportItem.OUTLINE

    write_item(clinic.at_desk("tanaka"), case, ReportItem.OUTLINE, "first")
    write_item(clinic.at_desk("mori"), case, ReportItem.OUTLINE, "corrected")

    page = _of(clinic, case)
    assert (
        page.entries[ReportItem.OUTLINE].text,
        page.entries[ReportItem.OUTLINE].by,
    ) == ("corrected", "mori")
    assert page.next_item is ReportItem.DATA
    with pytest.raises(NotNow):
        write_item(clinic.at_desk(), case, ReportItem.DATA, "  ")


def test_a_case_closes_when_the_insurer_has_to_report_or_our_final_report_went_out(
    clinic: Clinic,
) -> None:
    ours, theirs = _case(clinic, _stopped(clinic)).id, None
    with pytest.raises(NotNow):
        close_case(clinic.at_desk(), ours, "enough")
    answer_handling(clinic.at_desk(), ours, PRINTED, wrongful=False)
    with pytest.raises(NotNow):
        close_case(clinic.at_desk(), ours, "enough")
    tell_sent(clinic.at_desk(), ours, Report.FINAL)
    close_case(clinic.at_desk("mori"), ours, "reported")

    theirs = _case(clinic, clinic_stop_of_another(clinic)).id
    answer_handling(clinic.at_desk(), theirs, NOTHING_DONE, wrongful=False)
    close_case(clinic.at_desk(), theirs, "the insurer reports")

    assert _of(clinic, ours).case.closed_by == "mori"
    with pytest.raises(NotNow):
        write_item(clinic.at_desk(), ours, ReportItem.OTHER, "late")


def test_closing_a_case_does_not_open_its_link(clinic: Clinic) -> None:
    number = _stopped(clinic)
    case = _case(clinic, number).id
    answer_handling(clinic.at_desk(), case, NOTHING_DONE, wrongful=False)

    close_case(clinic.at_desk(), case, "done")

    assert _closed(clinic, number)
    assert [each.case.id for each in _page(clinic, number).cases] == [case]


def clinic_stop_of_another(clinic: Clinic) -> str:
    other = replace(SATO, name="高橋　次郎", kana="タカハシ　ジロウ", birthdate=date(2001, 5, 6))
    number = clinic.first_visit(STRANGER, card=other)
    enter_application(clinic.at_desk("tanaka"), number, other)
    return number


def _stopped(clinic: Clinic) -> str:
    number = clinic.stopped_by_rule()
    enter_application(clinic.at_desk("tanaka"), number, SATO)
    return number


def _case(clinic: Clinic, number: str) -> Case:
    with clinic.storage.reading() as reading:
        return reading.cases.of_visit(number)[-1]


def _of(clinic: Clinic, case: int) -> object:
    return case_page(clinic.house, case, clinic.clock.now())


def _page(clinic: Clinic, number: str) -> VisitPage:
    return visit_page(clinic.house, number, Role.DESK, clinic.clock.now())


def _closed(clinic: Clinic, number: str) -> bool:
    with clinic.storage.reading() as reading:
        return reading.links.medical_closed(number)


def _rows(clinic: Clinic) -> str:
    """Everything that the tables of cases hold."""
    import sqlite3
    from contextlib import closing

    path = clinic.house.settings.home / "kiosk.db"
    with closing(sqlite3.connect(path)) as connection:
        tables = (
            "incident_cases",
            "incident_links",
            "incident_stops",
            "incident_entries",
            "incident_reports",
        )
        return repr([connection.execute(f"SELECT * FROM {each}").fetchall() for each in tables])  # noqa: S608 - the names stand above


def test_the_chart_of_the_clinic_is_named_by_its_number_alone(clinic: Clinic) -> None:
    clinic.chart()
    number = clinic.question()
    answer_question(clinic.at_desk(), number, agrees=False)

    assert CHART.name not in _rows(clinic)
    assert _case(clinic, number).patient_id == "P-100"
