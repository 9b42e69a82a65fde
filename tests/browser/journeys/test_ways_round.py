"""Declaration, failure mode, a service that is not there: whoever comes is treated at the ordinary share."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from hardware_mocks.national.faults import Fault
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist

LEAST_TARGET = 60
"""Pixels on the glass of these journeys: hands that tremble hit what is 15 mm wide."""
MOST_TAPS = 35
"""Of a declaration at the glass; twenty of them write two names in kana."""


@pytest.fixture
def outage(clinic: Clinic) -> Iterator[None]:
    """The service drops every connection until the end of the test."""
    with clinic.stage.service.faults.thrown(Fault.REFUSE):
        yield


def sheet(receptionist: Receptionist) -> str:
    """The text of the visit's 申立書, as the desk downloads it."""
    link = receptionist.screen.get_by_role("link", name="PDF")
    answer = receptionist.screen.request.get(
        receptionist.clinic.desk.removesuffix("/staff") + str(link.get_attribute("href"))
    )
    assert answer.headers["content-type"] == "application/pdf"
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.body(), capture_output=True, check=True
    )
    return told.stdout.decode()


def test_a_declaration_is_made_at_the_glass_with_kana_keys_and_blanks(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("not_found")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("ほかの方法で受け付けます")
    patient.is_told("保険の情報が、まだ届いていませんでした。")
    before = patient.taps()
    patient.presses("どれもない")
    patient.sees("申立書")
    receptionist.sees_in_row(number, "申立書を記入中")
    patient.presses("はじめる")
    patient.types_kana("モリ　ユキオ")
    patient.presses("つぎへ")  # to the telephone, which stays blank
    patient.presses("つぎへ")
    patient.sees("保険種別")
    patient.glass.get_by_text("国民健康保険（国保）").click()
    patient.presses("つぎへ")
    patient.types_kana("レイジシ　コクホ")
    patient.presses("つぎへ")
    patient.presses("受付で書く")  # the employer
    patient.sees("一部負担金の割合")
    patient.glass.get_by_text("３割").click()  # nothing that somebody signs is ticked for them
    patient.presses("つぎへ")
    patient.sees("だれが書きますか？")
    patient.glass.get_by_text("本人").click()
    patient.presses("つぎへ")
    patient.sees("お名前を書いてください")
    patient.signs()
    assert patient.smallest_target() >= LEAST_TARGET
    patient.presses("つぎへ")
    patient.sees("この内容で申し立てますか？")
    patient.is_told("（受付で書きます）")
    patient.is_told("書きました")
    patient.presses("申し立てる")
    assert patient.taps() - before <= MOST_TAPS

    patient.sees("申し立てを受け取りました")
    receptionist.opens(number)
    receptionist.reads("申立書で受付", "申立書の割合で会計します。")
    text = sheet(receptionist)
    assert all(words in text for words in ("被保険者資格申立書", "モリ", "由紀夫", "レイジシ", number))
    assert clinic.record(number).outcome == "declared"


def test_a_declaration_is_taken_down_at_the_desk(clinic: Clinic, receptionist: Receptionist) -> None:
    number = receptionist.begins_visit("1013")
    receptionist.presses("申立書を書く")
    receptionist.reads("被保険者資格申立書")
    assert receptionist.screen.get_by_label("氏名", exact=True).input_value() == "斎藤 誠"
    receptionist.ticks("会社などの健康保険（社保）")
    receptionist.writes(事業所名="例示運輸株式会社")
    receptionist.presses("申立書を残して受け付ける")

    receptionist.reads("申立書を残しました。空欄があります。", "申立書で受付")
    assert "例示運輸株式会社" in sheet(receptionist)
    assert clinic.record(number).outcome == "declared"


def test_a_line_cut_after_the_consent_is_tried_once_more_and_leaves_the_patient_noted(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("mother")
    patient.proves_by_pin()
    patient.sees("お医者さんに、過去の医療の情報を見せてもよいですか？")
    with clinic.stage.service.faults.thrown(Fault.REFUSE):
        patient.agrees_to_everything()
        patient.sees("いま、確認できません")
        patient.is_told("受付は控えました。")
        receptionist.sees_in_row(number, "一度だけ試し直してください。")
        patient.presses("もう一度ためす")
        patient.sees("受付ができました")
        patient.is_told("保険の確認は、あとで行います。")
        patient.takes_card()
        receptionist.opens(number)
        receptionist.reads("後で照会")
        assert clinic.record(number).outcome == "noted_in_outage"


def test_whoever_takes_the_card_before_the_pin_in_an_outage_leaves_a_draft_that_one_press_makes_a_note(
    clinic: Clinic, patient: Patient, receptionist: Receptionist, outage: None
) -> None:
    number = patient.lays_card("mother")
    patient.sees("ご本人の確認をします")
    patient.presses("暗証番号")
    patient.is_told("いま、通信が止まっています。")
    patient.takes_card()
    receptionist.sees_in_row(number, "カードの氏名（本人確認前）")
    receptionist.opens(number)
    receptionist.presses("券面と顔を見ました")
    receptionist.reads("控えにしました。", "後で照会")
    assert clinic.record(number).outcome == "noted_in_outage"


@pytest.fixture
def failure_mode(receptionist: Receptionist, outage: None) -> Iterator[None]:
    """Switched on at the desk, and off again whatever the test did."""
    receptionist.opens_failure_mode()
    receptionist.writes(理由="回線の障害")
    receptionist.presses("障害時受付をオンにする")
    receptionist.reads("障害時受付をオンにしました。")
    yield
    receptionist.opens_failure_mode()
    if receptionist.screen.get_by_role("button", name="障害時受付をオフにする").is_visible():
        receptionist.presses("障害時受付をオフにする")
        receptionist.reads("障害時受付をオフにしました。")


def test_failure_mode_stands_on_every_page_and_a_visit_noted_in_it_is_asked_once_afterwards(
    clinic: Clinic, patient: Patient, receptionist: Receptionist, failure_mode: None
) -> None:
    patient.is_told("障害時の受付。")
    for page in ("", "new", "failure-mode"):
        receptionist.screen.goto(f"{clinic.desk}/{page}")
        receptionist.reads("障害時受付（控え）です。", "回線の障害")
    number = patient.lays_card("common_name")
    patient.proves_by_pin()
    patient.sees("受付ができました")
    patient.is_told("保険の確認は、あとで行います。")
    patient.takes_card()
    assert clinic.record(number).outcome == "noted_in_outage"

    receptionist.opens_failure_mode()
    receptionist.presses("いま照会する")
    receptionist.reads("まだつながりません。控えはそのまま残っています。", number)
    clinic.stage.service.faults.off(Fault.REFUSE)
    receptionist.presses("障害時受付をオフにする")
    receptionist.reads("障害時受付をオフにしました。")
    receptionist.asks_for_whom_was_noted()

    assert len(clinic.audited(number, "outage_answered")) == 1
    assert clinic.record(number).outcome == "confirmed"


def test_in_failure_mode_the_desk_notes_the_four_printed_items(
    clinic: Clinic, receptionist: Receptionist, failure_mode: None
) -> None:
    number = receptionist.begins_visit("1021")
    receptionist.presses("4項目を控える")
    receptionist.writes(漢字氏名="石井　キヨ", 生年月日="S16.2.3", 住所="東京都例示市例示五丁目２番６号")
    receptionist.ticks("女")
    receptionist.presses("控えて受け付ける")
    receptionist.reads("4項目を控えました。復旧後に照会します。", "後で照会")

    clinic.stage.service.faults.off(Fault.REFUSE)
    receptionist.asks_for_whom_was_noted()
    receptionist.opens(number)
    receptionist.reads("きょうの負担", "2割")
