"""Cases at the desk, and what whoever treats sees of a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from desk_world import PASSWORD, SATO, STRANGER, Clinic, answer
from flask import Flask

from kiosk.checkin.machine.effects import CloseVisit, RecordAnswer, RecordProof
from kiosk.checkin.machine.seen import CardItems, Outcome, Settled
from kiosk.desk.cases.working import case_page
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.desk.visit.page import VisitPage, visit_page
from kiosk.incidents.model import ReportItem
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import CardProof, Challenge, Method
from kiosk.qualification.model import MedicalConsent
from kiosk.storage.staff.accounts import Role

ITEM = {"item": "outline", "text": "受付で別の人の資格が表示された"}
SAID = {"printed": "no", "stored": "no", "passed_on": "no", "wrongful": "no"}


@pytest.fixture
def doctor(app: Flask, desk: object) -> object:
    browser = type(desk)(app.test_client())
    browser.sign_in("sensei", PASSWORD)
    return browser


def stopped(clinic: Clinic) -> str:
    number = clinic.first_visit(STRANGER)
    enter_application(clinic.at_desk("tanaka"), number, SATO)
    return number


def test_a_stop_names_insurer_and_call_centre_and_says_what_to_say_and_how_the_patient_is_treated(
    clinic: Clinic, desk: object
) -> None:
    page = desk.text(f"/staff/visits/{stopped(clinic)}")

    for words in ("照合保留中：件 1", "見本健康保険組合", "0800-080-4583", "患者さんの落ち度ではありません", "You have done nothing wrong",
                  "書類・申立書で受け付ける", "10割にしません"):  # fmt: skip
        assert words in page


def test_the_case_page_holds_nothing_of_the_other_person(clinic: Clinic, desk: object) -> None:
    stopped(clinic)

    page = desk.text("/staff/cases/1")

    assert "見本健康保険組合" in page
    assert not [
        each for each in (*STRANGER.name.split("　"), "スズキ", "1950", "架空", "123456") if each in page
    ]
    assert page.count("未検証") >= 3


def test_the_report_is_written_at_two_desks_and_comes_out_as_text(
    clinic: Clinic, desk: object, colleague: object
) -> None:
    stopped(clinic)
    desk.see("/staff/cases/1")
    colleague.see("/staff/cases/1")
    desk.send("/staff/cases/1/item", **ITEM)
    colleague.send("/staff/cases/1/item", item="cause", text="保険者の登録")
    colleague.send("/staff/cases/1/handling", **SAID)

    text = desk.text("/staff/cases/1/report.txt")
    assert "受付で別の人の資格が表示された" in text
    assert "保険者の登録" in text
    assert text.count("\n-\n") == len(ReportItem) - 2
    assert "報告は保険者がします" in desk.text("/staff/cases/1")


def test_an_overdue_report_stands_on_the_queue(clinic: Clinic, desk: object) -> None:
    stopped(clinic)
    assert "期限を過ぎた" not in desk.text("/staff/")

    clinic.clock.passes(timedelta(days=5).total_seconds())

    desk.sign_in("tanaka")
    assert "期限を過ぎた件が 1 件" in desk.text("/staff/")
    assert "期限切れ" in desk.text("/staff/cases")
    desk.send("/staff/cases/1/handling", **SAID)
    assert "期限を過ぎた" not in desk.text("/staff/")


@pytest.mark.parametrize(
    ("act", "fields"),
    [("item", {"item": "nothing", "text": "x"}), ("item", {"item": "outline", "text": ""}),
     ("handling", {"printed": "no"}), ("sent", {"report": "third"}), ("close", {"why": "done"}), ("lift", {"why": "x"})],
)  # fmt: skip
def test_what_does_not_fit_changes_nothing_and_says_so(
    clinic: Clinic, desk: object, act: str, fields: dict[str, str]
) -> None:
    stopped(clinic)
    desk.see("/staff/cases/1")
    before = case_page(clinic.house, 1, clinic.clock.now())

    reply = desk.send(f"/staff/cases/1/{act}", **fields)

    assert (reply.status_code, reply.location) == (302, "/staff/cases/1")
    assert "said-refused" in desk.text("/staff/cases/1")
    assert case_page(clinic.house, 1, clinic.clock.now()) == before


def test_a_doctor_may_be_the_second_person(clinic: Clinic, desk: object, doctor: object) -> None:
    number = stopped(clinic)
    desk.see("/staff/cases/1")
    desk.send("/staff/cases/1/want-lifted", why="typed wrongly")
    doctor.see("/staff/cases/1")

    doctor.send("/staff/cases/1/lift", why="knows the patient", saw="card_and_face", password=PASSWORD)

    assert clinic.kept(number).outcome == "handed_to_staff"


def test_a_doctor_is_reminded_first_and_told_that_a_stop_closed_the_link(
    clinic: Clinic, doctor: object
) -> None:
    page = doctor.text(f"/staff/visits/{stopped(clinic)}/clinical")

    assert page.index("いま飲んでいる薬") < page.index("お薬手帳") < page.index("この受付の医療情報")
    assert "別の人のものかもしれません" in page
    assert not [each for each in (STRANGER.name, "スズキ", "123456", "見本健康保険組合") if each in page]


def test_a_question_keeps_medical_information_closed_until_it_is_answered(
    clinic: Clinic, doctor: object
) -> None:
    number = clinic.question()
    before = doctor.text(f"/staff/visits/{number}/clinical")
    answer_question(clinic.at_desk("tanaka"), number, agrees=True)
    after = doctor.text(f"/staff/visits/{number}/clinical")

    assert "まだ確かめていません" in before
    assert "まだ確かめていません" not in after


@pytest.mark.parametrize(("given", "said"), [(True, "開けます"), (False, "同意がありません")])
def test_consent_decides_when_nothing_else_is_in_the_way(
    clinic: Clinic, doctor: object, given: bool, said: str
) -> None:
    number = _by_card(clinic, given=given)

    page = doctor.text(f"/staff/visits/{number}/clinical")

    assert said in page
    assert ("薬剤情報" in page) is given


def test_without_a_proved_card_nothing_medical_can_be_asked_for(clinic: Clinic, doctor: object) -> None:
    number = clinic.visit(Settled(Outcome.DECLARED))

    assert "照会できません" in doctor.text(f"/staff/visits/{number}/clinical")


def test_a_doctors_queue_leads_to_the_doctors_page_and_looking_is_recorded(
    clinic: Clinic, doctor: object, desk: object
) -> None:
    number = clinic.confirmed()

    assert f"/staff/visits/{number}/clinical" in doctor.text("/staff/")
    assert "/clinical" not in desk.text("/staff/")
    doctor.see(f"/staff/visits/{number}/clinical")
    assert "record_viewed" in clinic.audited(number)


def test_consent_is_withdrawn_and_given_again_by_one_press_and_the_doctor_reads_it(
    clinic: Clinic, desk: object, doctor: object
) -> None:
    number = _by_card(clinic, given=True)
    for to, access in (("withdrawn", "access-withdrawn"), ("given", "access-open")):
        desk.see(f"/staff/visits/{number}")
        desk.send(f"/staff/visits/{number}/consent", to=to)
        assert access in doctor.text(f"/staff/visits/{number}/clinical")
    assert clinic.audited(number).count("consent_changed") == 2
    assert "consent" not in {each.rule for each in _page(clinic, number).papers.questions}


def test_what_nobody_agreed_to_cannot_be_withdrawn(clinic: Clinic, desk: object) -> None:
    number = _by_card(clinic, given=False)
    desk.see(f"/staff/visits/{number}")
    desk.send(f"/staff/visits/{number}/consent", to="withdrawn")
    assert "consent_changed" not in clinic.audited(number)


def _page(clinic: Clinic, number: str) -> VisitPage:
    return visit_page(clinic.house, number, Role.DESK, clinic.clock.now())


def test_reception_is_refused_at_the_doctors_page(clinic: Clinic, desk: object) -> None:
    assert desk.see(f"/staff/visits/{clinic.confirmed()}/clinical").status_code == 403


def _by_card(clinic: Clinic, *, given: bool) -> str:
    clinic.chart()
    ledger, now = clinic.house.ports.ledger, clinic.clock.now()
    number = ledger.open_visit("reader", now)
    found = answer(number, SATO)
    consents = (("medicines", MedicalConsent(given)), ("checkups", MedicalConsent(given=False)))
    shown = replace(found, qualifications=(replace(found.qualifications[0], consents=consents),))
    items = CardItems(SATO.name, SATO.birthdate, SATO.sex, SATO.address)
    settled = Settled(Outcome.CONFIRMED, Decision.PASS, patient_id="P-100")
    proof = CardProof(Method.PIN, b"", Challenge(number, "", b""), b"")
    records = (RecordProof(proof), RecordAnswer(shown, items), CloseVisit(settled))
    ledger.write(number, "Querying.ShowingResult", records, now)
    return number
