"""Small things at the counter: a card that is left, the wrong twin's card, consent taken back, what hands itself over."""

from __future__ import annotations

from dataclasses import replace

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.desk.visit.by_itself import ByItself
from kiosk.settings.tree import HandOverSettings
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist


def test_a_card_that_is_left_has_its_screen_its_strip_and_its_record(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("kokuho")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("受付ができました")
    patient.presses("わかりました")
    patient.sees("カードをお取りください")
    clinic.clock.step(WAITS[steps.TakeCard].seconds)
    patient.sees("カードの忘れものがあります")

    receptionist.opens_queue()
    receptionist.reads("カードがリーダーに残っています。", "リーダーにカードの忘れものがあります。")
    patient.takes_card()
    receptionist.opens(number)
    receptionist.reads("リーダーからは取ってあります。")
    receptionist.screen.get_by_label("カードの行き先").select_option("owner")
    receptionist.presses("記録する")
    receptionist.reads("カードの行き先を記録しました。")
    receptionist.opens_queue()
    receptionist.does_not_read("カードの忘れもの", "カードがリーダーに残っています。")
    assert clinic.audited(number, "found_card_given")


def test_whose_card_it_is_is_asked_after_a_pin_and_another_persons_card_checks_nobody_in(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("sato")
    patient.sees("ご本人の確認をします")
    patient.presses("暗証番号")
    assert patient.holder
    patient.enters_pin(patient.holder.card.pin)
    patient.sees("ご自分のカードですか？")
    patient.is_told(patient.holder.resident.name.split("　")[1])
    patient.presses("ちがいます")
    patient.is_told("ご自分のカードを置いてください。")
    patient.presses("受付で相談する")
    patient.takes_card()

    receptionist.sees_in_row(number, "患者さんはご自分のカードではないと答えました")
    assert clinic.record(number).outcome == "not_identified"
    assert not clinic.audited(number, "holder_proved")


def test_a_returning_patient_is_handed_over_by_itself_and_taken_out_by_one_press(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    patient.checks_in("kokuho")
    number = patient.checks_in("kokuho")
    hands_itself_over(clinic)
    receptionist.sees_in_row(number, "レセコンに渡しました")
    receptionist.opens(number)
    receptionist.presses("渡したのを取り消す")
    receptionist.reads("渡したのを取り消しました。", "一度取り消した来院なので、見てから渡してください。")
    receptionist.presses("患者さんの申し出で、医療情報の同意を取り下げる")
    receptionist.reads("同意の取り下げを記録しました。", "医療情報の同意は取り下げられました。")
    receptionist.presses("同意をもう一度もらった")
    receptionist.reads("同意をもう一度もらったことを記録しました。")


def hands_itself_over(clinic: Clinic) -> None:
    """One look of the watch that the other journeys do without."""
    house = clinic.stage.house
    switched_on = house.settings.model_copy(update={"hand_over": HandOverSettings()})
    ByItself(replace(house, settings=switched_on), lambda: house.conductor.revision).look()
    house.conductor.touch()
