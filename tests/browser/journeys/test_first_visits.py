"""The first use of a card, and the first visit to this clinic: what is asked before an answer may be shown."""

from __future__ import annotations

from hardware_mocks.personas.model import persona
from kiosk.matching.report import Decision
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist


def test_a_card_used_for_the_first_time_is_registered_once(clinic: Clinic, patient: Patient) -> None:
    number = patient.lays_card("first_use")
    patient.proves_by_pin()
    patient.sees("このカードを保険証として使いますか？")
    patient.presses("使います")
    patient.agrees_to_everything()
    patient.sees("受付ができました")
    patient.takes_card()

    second = patient.checks_in("first_use")
    assert [clinic.record(each).outcome for each in (number, second)] == ["confirmed", "confirmed"]


def test_at_a_first_visit_the_desk_sees_no_answer_before_the_five_items_are_entered(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("newcomer")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("カードの内容は、合っていますか？")
    patient.presses("受付で話します")
    patient.sees("受付へお声がけください")

    receptionist.sees_in_row(number, "申込書の入力待ち")
    receptionist.opens(number)
    receptionist.reads("回答は届いています。見くらべができるまで表示しません。")
    receptionist.does_not_read("01990019", "９９０", "見本町二丁目")
    receptionist.writes_five_items(persona("newcomer"), 生年月日="H13.5.5", 住所="東京都例示市仮町2-1-9")

    receptionist.reads("5項目を記録し、見くらべました。", "一致", "01990019")
    kept = clinic.record(number)
    assert (kept.outcome, kept.decision) == ("confirmed", Decision.PASS)


def test_at_a_first_visit_the_patient_may_give_the_reading_at_the_glass(
    clinic: Clinic, patient: Patient
) -> None:
    number = patient.lays_card("newcomer")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("カードの内容は、合っていますか？")
    patient.presses("合っています")
    patient.types_kana("オカダ　ノゾミ")
    patient.presses("これでよい")

    patient.sees("受付ができました")
    kept = clinic.record(number)
    assert (kept.outcome, kept.decision) == ("confirmed", Decision.PASS)


def test_an_application_that_does_not_fit_the_answer_is_asked_about(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("newcomer")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("カードの内容は、合っていますか？")
    patient.presses("受付で話します")
    patient.sees("受付へお声がけください")

    receptionist.opens(number)
    receptionist.writes_five_items(persona("newcomer"), 住所="北海道例示市別町9-9")

    receptionist.reads("質問が必要", "読み上げず")
    assert clinic.record(number).outcome == "handed_to_staff"
