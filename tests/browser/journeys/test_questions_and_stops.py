"""When the answer may be about somebody else: the question, the stop, and the two people who lift it."""

from __future__ import annotations

from kiosk.matching.report import Decision
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist


def test_whoever_moved_house_is_asked_once_and_not_again(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("moved")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("受付へお声がけください")

    receptionist.sees_in_row(number, "質問あり")
    receptionist.opens(number)
    receptionist.reads("質問が必要", "違う", "新潟県見本市旧町", "読み上げず")
    receptionist.presses("回答の人と同じでした")
    receptionist.reads("答えを記録し、確認済みにしました。", "表示と同じ — uketsuke")
    kept = clinic.record(number)
    assert (kept.outcome, kept.decision) == ("confirmed_after_question", Decision.ASK)
    patient.takes_card()

    assert clinic.record(patient.checks_in("moved")).outcome == "confirmed"


def test_a_namesake_says_otherwise_and_the_visit_stops(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("namesake")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("受付へお声がけください")

    receptionist.opens(number)
    receptionist.reads("質問あり")
    receptionist.presses("患者さんの画面に出す")
    receptionist.reads("質問を患者さんの画面に出しました。")
    patient.sees("教えてください")
    assert not [value for value in ("１２１２", "丁目") if value in patient.reads()]
    patient.presses("わかりました")
    receptionist.presses("回答の人と違いました（照合保留）")
    receptionist.reads(
        "答えを記録し、照合を保留しました。医療情報を閉じました。", "医療情報は閉じています（uketsuke）"
    )
    receptionist.does_not_read("１２１２", "06990022")
    assert clinic.record(number).outcome == "stopped"


def test_hazard_another_persons_record_behind_the_card_stops_the_visit_and_is_shown_to_nobody_before_the_glass(
    clinic: Clinic, patient: Patient, receptionist: Receptionist, colleague: Receptionist
) -> None:
    number = patient.lays_card("wrong_record")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("受付へお声がけください")
    patient.presses("わかりました")
    patient.sees("カードをお取りください")
    patient.takes_card()
    assert not [text for text in patient.shown if "和也" in text or "カズヤ" in text]

    receptionist.sees_in_row(number, "照合保留")
    receptionist.opens(number)
    receptionist.reads(
        "別の人の情報の可能性があります。", "別の人のものかもしれないので", "医療情報は閉じています"
    )
    receptionist.does_not_read("06990014", "見本３１", "和也")
    receptionist.writes(理由="カードの登録が取り違えられているようです")
    receptionist.presses("解除を依頼する")
    receptionist.reads("解除を依頼しました。", "uketsuke さんが解除を依頼しています。")
    receptionist.does_not_read("二人目として解除する")

    colleague.opens(number)
    colleague.writes(理由="本人とカードを見て確かめました")
    colleague.lifts()
    colleague.reads("照合保留を解除しました。もう一度質問してください。", "質問あり")
    kept = clinic.record(number)
    assert (kept.outcome, kept.waits_for) == ("handed_to_staff", "question")
    assert len(clinic.audited(number, "medical_lifted")) == 1
