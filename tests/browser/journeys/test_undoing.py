"""Wrong presses at the desk: each can be undone, and who changed what and why stays."""

from __future__ import annotations

from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist


def test_a_confirmation_is_taken_back_and_its_reason_stays(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.checks_in("mother")
    receptionist.opens(number)
    receptionist.presses("レセコンに渡す")
    receptionist.reads("レセコンのフォルダーに書き出しました。")
    receptionist.undoes("確認を取り消す", "取り消す", "次の方と取り違えた")

    receptionist.reads("確認を取り消しました。", "質問あり")
    receptionist.unfolds("変更の記録")
    receptionist.reads("取り消し", "次の方と取り違えた")
    assert clinic.record(number).outcome == "handed_to_staff"
    receptionist.presses("回答の人と同じでした")
    receptionist.reads("確認済み")
    assert clinic.record(number).outcome == "confirmed_after_question"


def test_whoever_left_and_comes_back_is_taken_up_again_at_the_desk(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("child")
    patient.sees("ご本人の確認をします")
    patient.takes_card()
    receptionist.opens(number)
    receptionist.reads("中止")
    receptionist.undoes("窓口で再開する", "再開する", "戻ってこられた")
    receptionist.reads("窓口で再開しました。", "別の方法を案内中")
    receptionist.screen.get_by_label("目で見た書類").select_option("portal")
    receptionist.screen.get_by_label("カードも見ました").check()
    receptionist.presses("これで受け付ける")

    receptionist.reads("見た書類を記録しました。", "書類を目で確認")
    kept = clinic.record(number)
    assert (kept.outcome, kept.evidence_kind) == ("confirmed_by_document", "portal")


def test_a_visit_is_given_to_another_chart_after_both_were_compared_and_put_back_by_one_press(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.checks_in("kokuho")
    hers = clinic.record(number).patient_id
    receptionist.opens(number)
    receptionist.undoes(
        "別の患者さんに付け替える", "二つのカルテを見くらべる", "番号の打ち間違い", 患者番号="9999"
    )
    receptionist.reads("その患者番号は登録されていません。")
    receptionist.undoes(
        "別の患者さんに付け替える", "二つのカルテを見くらべる", "番号の打ち間違い", 患者番号="1001"
    )
    receptionist.reads("付け替えの確認", "付け替え先と、カード・回答")
    receptionist.screen.get_by_label("違いをご本人に確かめました").check()
    receptionist.presses("付け替えて見くらべ直す")
    receptionist.reads("付け替えました。", "質問あり")
    kept = clinic.record(number)
    assert (kept.outcome, kept.patient_id) == ("handed_to_staff", "1001")

    receptionist.opens(number)
    receptionist.presses(f"カルテ {hers} に戻す")
    receptionist.reads("元のカルテに戻しました。", "確認済み")
    assert clinic.record(number).outcome == "confirmed"


def test_a_press_on_a_page_that_is_out_of_date_changes_nothing_and_says_so(
    clinic: Clinic, patient: Patient, receptionist: Receptionist, colleague: Receptionist
) -> None:
    number = patient.checks_in("mother")
    receptionist.opens(number)
    colleague.opens(number)
    receptionist.unfolds("確認を取り消す").get_by_label("理由").fill("同時に押した")
    colleague.undoes("確認を取り消す", "取り消す", "先に押した")
    colleague.reads("確認を取り消しました。")
    receptionist.screen.get_by_role("button", name="取り消す", exact=True).click()

    receptionist.reads("この受付はもう先へ進んでいます。何も変えていません。")
    assert len(clinic.audited(number, "decision_taken_back")) == 1
