from dataclasses import replace

import pytest
from desk_world import MOVED, SATO, STRANGER, Clinic

from kiosk.desk.acting import NotNow
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.matching.report import Decision
from kiosk.storage.faults import NoSuchRecord


def test_the_five_items_of_a_first_visit_confirm_it_when_they_agree(clinic: Clinic) -> None:
    number = clinic.first_visit()

    enter_application(clinic.at_desk(), number, SATO)

    kept = clinic.kept(number)
    assert (kept.outcome, kept.decision) == ("confirmed_by_document", Decision.PASS)
    assert {"items_entered", "compared"} <= set(clinic.audited(number))


def test_an_application_with_another_address_is_asked_about(clinic: Clinic) -> None:
    number = clinic.first_visit()

    enter_application(clinic.at_desk(), number, MOVED)

    kept = clinic.kept(number)
    assert (kept.outcome, kept.decision, kept.waits_for) == ("handed_to_staff", Decision.ASK, "question")


def test_an_application_of_somebody_else_stops_the_visit_and_closes_medical_information(
    clinic: Clinic,
) -> None:
    number = clinic.stopped_by_rule()

    enter_application(clinic.at_desk(), number, SATO)

    kept = clinic.kept(number)
    assert (kept.outcome, kept.decision) == ("stopped", Decision.STOP)
    with clinic.storage.reading() as reading:
        assert reading.links.medical_closed(number)
    assert "medical_closed" in clinic.audited(number)


def test_a_question_that_agrees_confirms_and_is_remembered_for_this_display(clinic: Clinic) -> None:
    number = clinic.question()

    answer_question(clinic.at_desk(), number, agrees=True)

    kept = clinic.kept(number)
    assert (kept.outcome, kept.decision, kept.waits_for) == ("confirmed_after_question", Decision.ASK, None)
    with clinic.storage.reading() as reading:
        assert len(reading.links.remembered("P-100")) == 1
        assert reading.findings.questions(number)[0].answer == "agrees"


def test_a_question_that_differs_stops_the_visit_in_the_name_of_who_asked(clinic: Clinic) -> None:
    number = clinic.question()

    answer_question(clinic.at_desk("mori"), number, agrees=False)

    assert clinic.kept(number).outcome == "stopped"
    with clinic.storage.reading() as reading:
        (closure,) = reading.links.closures(number)
    assert closure.closed_by == "mori"
    assert closure.patient_id == "P-100"


def test_two_desks_cannot_answer_the_same_question(clinic: Clinic) -> None:
    number = clinic.question()
    answer_question(clinic.at_desk(), number, agrees=True)

    with pytest.raises(NotNow):
        answer_question(clinic.at_desk("mori"), number, agrees=False)

    assert clinic.kept(number).outcome == "confirmed_after_question"


def test_nothing_can_be_agreed_with_while_several_charts_fit(clinic: Clinic) -> None:
    number = clinic.first_visit()
    clinic.chart()
    clinic.chart(replace(_chart(), patient_id="P-200"))
    enter_application(clinic.at_desk(), number, SATO)

    with pytest.raises(NotNow) as refused:
        answer_question(clinic.at_desk(), number, agrees=True)

    assert refused.value.code == "choose_patient"


def test_a_decision_that_cannot_be_kept_changes_nothing(clinic: Clinic) -> None:
    number = clinic.first_visit()

    with pytest.raises(ValueError, match="not a code"):
        enter_application(clinic.at_desk("Who am I?"), number, STRANGER)

    with clinic.storage.reading() as reading:
        assert reading.findings.items(number) is None
    assert clinic.kept(number).waits_for == "application"


def test_a_number_that_was_never_given_out_is_no_visit(clinic: Clinic) -> None:
    with pytest.raises(NoSuchRecord):
        answer_question(clinic.at_desk(), "20261121-9999", agrees=True)


def _chart() -> object:
    from desk_world import CHART

    return CHART
