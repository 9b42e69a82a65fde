import pytest
from desk_world import CHART, MOVED, SATO, Clinic

from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.acting import NotNow
from kiosk.desk.hand_over import folder_of, hand_over, handed_over
from kiosk.desk.lanes import lane_of
from kiosk.desk.standing import Because, next_step, standing
from kiosk.desk.undoing import card_later, let_go, put_back, reassign, resume, take_back
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.desk.visit.queue import queue_of
from kiosk.matching.report import Decision


def test_a_pass_is_taken_back_with_a_trace_of_who_and_why(clinic: Clinic) -> None:
    number = clinic.confirmed()

    take_back(clinic.at_desk("mori"), number, "wrong person at the counter")

    assert clinic.kept(number).waits_for == "question"
    with clinic.storage.reading() as reading:
        trace = reading.visits.changes(number)
    assert {(each.by, each.why) for each in trace[-2:]} == {("mori", "wrong person at the counter")}
    assert "decision_taken_back" in clinic.audited(number)


def test_taking_back_removes_the_file_that_the_receipt_computer_has_not_fetched(clinic: Clinic) -> None:
    number = clinic.confirmed()
    hand_over(clinic.at_desk(), number)
    assert len(list(folder_of(clinic.house).iterdir())) == 2

    take_back(clinic.at_desk(), number, "too early")

    assert list(folder_of(clinic.house).iterdir()) == []
    assert not handed_over(clinic.house, number)


@pytest.mark.parametrize("way", [take_back, resume])
def test_a_stop_has_no_way_round_the_second_person(clinic: Clinic, way: object) -> None:
    number = _stopped_by_rule(clinic)

    with pytest.raises(NotNow):
        way(clinic.at_desk(), number, "in a hurry")


def test_another_patient_means_another_comparison(clinic: Clinic) -> None:
    number = clinic.confirmed()
    clinic.chart(_other_patient())

    reassign(clinic.at_desk(), number, "P-200", "wrong chart")

    kept = clinic.kept(number)
    assert (kept.patient_id, kept.decision, kept.outcome) == ("P-200", Decision.ASK, "handed_to_staff")
    assert {"visit_reassigned", "compared"} <= set(clinic.audited(number))
    assert "medical_closed" not in clinic.audited(number)


def test_hazard_a_mistyped_chart_number_shuts_nobodys_records_and_is_put_back_by_one_press(
    clinic: Clinic,
) -> None:
    number = clinic.confirmed()
    clinic.chart(_other_patient())
    reassign(clinic.at_desk(), number, "P-200", "wrong chart")

    put_back(clinic.at_desk(), number)

    kept = clinic.kept(number)
    assert (kept.patient_id, kept.decision) == ("P-100", Decision.PASS)
    assert "case_opened" not in clinic.audited(number)


def test_the_card_once_more_when_paying_is_one_tap_and_is_said_in_the_row(clinic: Clinic) -> None:
    number = clinic.visit(Settled(Outcome.ABANDONED, waits_for="desk"))
    card_later(clinic.at_desk(), number)
    kept = clinic.kept(number)
    assert next_step(kept, standing(kept, runs=False)) == "card_later"
    assert "card_awaited" in clinic.audited(number)


def test_hazard_nobody_alone_agrees_to_a_chart_that_the_rules_stop(clinic: Clinic) -> None:
    """Else giving the visit to a stranger's chart and a press would do what a lifting takes two people for."""
    number = clinic.confirmed()
    clinic.chart(_other_patient())
    reassign(clinic.at_desk(), number, "P-200", "wrong chart")

    with pytest.raises(NotNow) as refused:
        answer_question(clinic.at_desk(), number, agrees=True)

    assert refused.value.code == "chart_differs"
    assert clinic.kept(number).outcome == "handed_to_staff"
    with clinic.storage.reading() as reading:
        assert reading.links.remembered("P-200") == frozenset()
    answer_question(clinic.at_desk(), number, agrees=False)
    assert clinic.kept(number).outcome == "stopped"


def test_nothing_is_put_back_where_nothing_was_given_to_another(clinic: Clinic) -> None:
    with pytest.raises(NotNow):
        put_back(clinic.at_desk(), clinic.confirmed())


def test_giving_a_visit_to_another_patient_takes_the_first_ones_files_away(clinic: Clinic) -> None:
    number = clinic.confirmed()
    clinic.chart(_other_patient())
    hand_over(clinic.at_desk(), number)

    reassign(clinic.at_desk(), number, "P-200", "wrong chart")

    assert list(folder_of(clinic.house).iterdir()) == []
    assert not handed_over(clinic.house, number)


def test_a_visit_is_not_given_to_somebody_who_is_not_in_the_table(clinic: Clinic) -> None:
    number = clinic.confirmed()

    with pytest.raises(NotNow) as refused:
        reassign(clinic.at_desk(), number, "P-999", "?")

    assert refused.value.code == "no_such_patient"
    assert clinic.kept(number).patient_id == "P-100"


def test_a_finished_visit_is_taken_up_again_under_its_own_number(clinic: Clinic) -> None:
    number = clinic.visit(Settled(Outcome.ABANDONED))

    resume(clinic.at_desk(), number, "came back")

    assert type(lane_of(clinic.house, number).step).__name__ == "OfferingFallback"
    assert clinic.kept(number).outcome is None
    assert "visit_reopened" in clinic.audited(number)


@pytest.mark.parametrize("because", Because)
def test_who_left_waits_at_the_desk_until_somebody_says_why_nothing_more_is_to_be_done(
    clinic: Clinic, because: Because
) -> None:
    number = clinic.visit(Settled(Outcome.ABANDONED, waits_for="desk"))
    queue = queue_of(clinic.house, clinic.clock.now())
    assert [row.number for row in queue.waits] == [number]

    let_go(clinic.at_desk(), number, because)

    queue = queue_of(clinic.house, clinic.clock.now())
    assert [row.number for row in queue.done] == [number]
    assert clinic.kept(number).outcome == "abandoned"
    assert "visit_let_go" in clinic.audited(number)


def test_a_confirmed_visit_is_never_let_go(clinic: Clinic) -> None:
    number = clinic.confirmed()

    with pytest.raises(NotNow):
        let_go(clinic.at_desk(), number, Because.WENT)


def test_after_a_pass_is_taken_back_the_answer_of_the_patient_decides(clinic: Clinic) -> None:
    number = clinic.confirmed()
    take_back(clinic.at_desk(), number, "to be sure")

    answer_question(clinic.at_desk(), number, agrees=True)

    with clinic.storage.reading() as reading:
        assert reading.findings.questions(number)[0].rule == "staff"
    assert clinic.kept(number).outcome == "confirmed_after_question"


def test_a_confirmation_that_is_taken_back_answers_no_later_question(clinic: Clinic) -> None:
    number = clinic.question()
    answer_question(clinic.at_desk(), number, agrees=True)

    take_back(clinic.at_desk(), number, "pressed the wrong button")

    with clinic.storage.reading() as reading:
        assert not reading.links.remembered("P-100")


def _stopped_by_rule(clinic: Clinic) -> str:
    number = clinic.stopped_by_rule()
    enter_application(clinic.at_desk("tanaka"), number, SATO)
    return number


def _other_patient() -> object:
    from dataclasses import replace
    from datetime import date

    return replace(CHART, patient_id="P-200", name="鈴木　花子", kana="スズキ　ハナコ", birthdate=date(1961, 2, 3), address=MOVED.address)  # fmt: skip
