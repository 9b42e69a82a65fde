"""The same pages over the real PC/SC stack: a card in a reader, a face before the camera."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hardware_mocks.pcsc.private import what_is_missing
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import Method
from tests.browser.journeys.clinic import Clinic, open_clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist


@pytest.fixture(scope="module")
def clinic() -> Iterator[Clinic]:
    missing = what_is_missing()
    if missing:
        pytest.skip(f"NOT RUN: no private PC/SC service: {missing}")
    with open_clinic(pcsc=True) as made:
        yield made


def test_a_patient_is_proved_by_face_and_the_desk_watches_it_happen(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("sato")
    patient.sees("ご本人の確認をします")
    patient.presses("顔で確認")
    patient.sees("お医者さんに、過去の医療の情報を見せてもよいですか？")
    receptionist.sees_in_row(number, "同意を確認中")
    patient.presses("見せない")

    patient.sees("受付ができました")
    patient.takes_card()
    receptionist.sees_in_row(number, "確認済み")
    receptionist.opens(number)
    receptionist.reads("佐藤 花子", "きょうの負担", "一致", "顔")
    receptionist.presses("レセコンに渡す")
    receptionist.reads("レセコンのフォルダーに書き出しました。", "することはありません。")
    kept = clinic.record(number)
    assert (kept.outcome, kept.decision, kept.method) == ("confirmed", Decision.PASS, Method.FACE)


def test_somebody_elses_face_is_not_the_holders(clinic: Clinic, patient: Patient) -> None:
    number = patient.lays_card("wrong_face")
    patient.sees("ご本人の確認をします")
    patient.presses("顔で確認")
    patient.is_told("顔では確認できませんでした。")
    assert "顔で確認" not in patient.is_offered()
    patient.takes_card()
    assert clinic.record(number).outcome == "not_identified"


def test_the_number_on_the_card_is_typed_when_its_front_cannot_be_read(
    clinic: Clinic, patient: Patient
) -> None:
    patient.lays_card("sato", front_hidden=True)
    patient.enters_number_b()
    patient.sees("ご本人の確認をします")


@pytest.mark.parametrize("moment", ["while the card is read", "while the patient looks into the camera"])
def test_a_card_pulled_out_of_the_reader_ends_the_visit(
    clinic: Clinic, patient: Patient, receptionist: Receptionist, moment: str
) -> None:
    number = patient.lays_card("mother")
    if "camera" in moment:
        clinic.dock.stand(None)
        patient.sees("ご本人の確認をします")
        patient.presses("顔で確認")
        patient.sees("カメラを見てください")

    patient.takes_card()

    receptionist.sees_in_row(number, "中止")
    assert clinic.record(number).outcome == "abandoned"
