"""Face, PIN, staff: the same patient's way to "you are checked in", through the real pages."""

from __future__ import annotations

from playwright.sync_api import expect

from kiosk.matching.report import Decision
from kiosk.qualification.grounds import Method
from rehearsal.stage import CODE, PASSWORD
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist


def test_a_patient_is_proved_by_pin_on_the_keys_of_the_glass(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("kokuho")
    receptionist.sees_in_row(number, "確認方法を選択中")
    patient.proves_by_pin()
    patient.agrees_to_everything()

    patient.sees("受付ができました")
    patient.presses("わかりました")
    patient.sees("カードをお取りください")
    receptionist.sees_in_row(number, "確認済み")
    receptionist.opens(number)
    receptionist.reads("確認済み", "きょうの負担", "三者の見くらべ", "一致", "暗証番号")
    kept = clinic.record(number)
    assert (kept.outcome, kept.decision, kept.method) == ("confirmed", Decision.PASS, Method.PIN)
    patient.takes_card()


def test_a_wrong_pin_is_counted_down_aloud_and_the_right_one_still_goes(
    clinic: Clinic, patient: Patient
) -> None:
    number = patient.lays_card("elderly")
    patient.sees("ご本人の確認をします")
    patient.presses("暗証番号")
    patient.enters_pin("9999")
    patient.is_told("番号がちがいます。 あと2回です。")
    patient.enters_pin("8888")
    patient.is_told("あと1回まちがえると、暗証番号が使えなくなります。")
    patient.enters_pin("4123")
    patient.confirms_name()
    patient.agrees_to_everything()

    patient.sees("受付ができました")
    assert clinic.record(number).outcome == "confirmed"


def test_staff_look_at_the_counter_and_say_so_with_their_code_on_the_patients_screen(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("pin_locked")
    patient.sees("ご本人の確認をします")
    assert patient.is_offered() == ["顔で確認", "スタッフが確認"]
    patient.presses("スタッフが確認")
    patient.sees("スタッフを呼んでください")
    receptionist.sees_in_row(number, "目視を待っています")

    patient.presses("スタッフ用")
    patient.sees("スタッフによる目視確認")
    patient.glass.get_by_label("アカウント名").fill("uketsuke")
    patient.glass.get_by_label("6けたのコード").fill(CODE)
    patient.glass.get_by_text("この人とこのカードを見ました").click()
    patient.presses("本人と確認")
    patient.agrees_to_everything()

    patient.sees("受付ができました")
    receptionist.opens(number)
    receptionist.reads("目視した人", "目視（カウンター）")
    kept = clinic.record(number)
    assert (kept.outcome, kept.method) == ("confirmed", Method.STAFF_AT_COUNTER)


def test_a_wrong_code_at_the_counter_confirms_nobody(clinic: Clinic, patient: Patient) -> None:
    number = patient.lays_card("pin_locked")
    patient.sees("ご本人の確認をします")
    patient.presses("スタッフが確認")
    patient.sees("スタッフを呼んでください")
    patient.presses("スタッフ用")
    patient.glass.get_by_label("アカウント名").fill("uketsuke")
    patient.glass.get_by_label("6けたのコード").fill("314159")
    patient.glass.get_by_text("この人とこのカードを見ました").click()
    patient.presses("本人と確認")

    patient.is_told("アカウント名かコードがちがいます。")
    assert clinic.record(number).method is None


def test_staff_look_at_the_desk_with_both_pictures_side_by_side(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("mother")
    patient.sees("ご本人の確認をします")
    patient.presses("スタッフが確認")
    patient.sees("スタッフを呼んでください")
    receptionist.opens(number)
    receptionist.presses("顔写真といまの映像を見くらべる")
    for picture in ("カードの写真", "いまの映像"):
        shown = receptionist.screen.get_by_alt_text(picture)
        expect(shown).to_be_visible()
        receptionist.screen.wait_for_function(
            "name => document.querySelector(`img[alt='${name}']`).naturalWidth > 100", arg=picture
        )
    receptionist.writes(**{"uketsuke さんのパスワード": PASSWORD})
    receptionist.presses("ご本人です")
    patient.agrees_to_everything()

    patient.sees("受付ができました")
    receptionist.reads("目視（写真と映像）")
    kept = clinic.record(number)
    assert (kept.outcome, kept.method) == ("confirmed", Method.STAFF_AT_DESK)


def test_whom_staff_do_not_recognise_is_helped_in_another_way(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("mother")
    patient.sees("ご本人の確認をします")
    patient.presses("スタッフが確認")
    patient.sees("スタッフを呼んでください")
    receptionist.opens(number)
    receptionist.presses("ご本人と確認できない")

    patient.sees("ほかの方法で受け付けます")
    patient.presses("受付で相談する")
    patient.takes_card()
    assert clinic.record(number).outcome == "not_identified"


def test_a_card_without_a_photograph_offers_the_pin_alone(clinic: Clinic, patient: Patient) -> None:
    number = patient.lays_card("infant")
    patient.sees("ご本人の確認をします")
    assert patient.is_offered() == ["暗証番号"]
    patient.proves_by_pin()
    patient.agrees_to_everything()

    patient.sees("受付ができました")
    assert clinic.record(number).method is Method.PIN
