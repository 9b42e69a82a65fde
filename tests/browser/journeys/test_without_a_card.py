"""A visit that starts at the desk: no card, a document keyed twice."""

from __future__ import annotations

from hardware_mocks.personas.model import persona
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import START, Patient
from tests.browser.journeys.receptionist import Receptionist

PAPER = {"保険者番号": "990028", "記号": "秋見", "番号": "5551", "枝番": "01", "生年月日": "S33.12.1"}


def key(receptionist: Receptionist, turn: str, **instead: str) -> None:
    form = receptionist.screen.get_by_role("group", name=turn)
    for label, text in {**PAPER, **instead}.items():
        form.get_by_label(label, exact=True).fill(text)


def test_a_document_is_keyed_twice_and_confirms_without_a_card(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = receptionist.begins_visit(persona("document_only").intake["patient_id"])
    receptionist.reads("三浦 弘")
    receptionist.presses("書類を入力する")
    key(receptionist, "1回目")
    key(receptionist, "2回目", 番号="5515")
    receptionist.presses("照会する")
    receptionist.reads("2回の入力が違うか、読み取れません。送っていません：")
    assert receptionist.screen.locator("[role=alert] strong").all_inner_texts() == ["番号"]
    assert clinic.record(number).outcome is None

    key(receptionist, "2回目")
    receptionist.presses("照会する")

    receptionist.reads("確認済み", "資格確認書", "三者の見くらべ", "一致")
    kept = clinic.record(number)
    assert (kept.outcome, kept.evidence_kind) == ("confirmed_by_document", "certificate")
    patient.sees(START)


def test_a_visit_begins_only_for_a_patient_whom_a_person_chose(receptionist: Receptionist) -> None:
    receptionist.screen.goto(f"{receptionist.clinic.desk}/new")
    receptionist.writes(生年月日="S60.4.12")
    receptionist.presses("探す")
    receptionist.reads("見つかった患者さん：1 人", "佐藤 花子")


def test_whoever_shows_a_document_at_the_glass_is_taken_over_by_the_desk(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("expired")
    patient.sees("ほかの方法で受け付けます")
    patient.is_told("証明書")
    patient.presses("資格確認書")
    patient.sees("受付で見せてください")

    receptionist.sees_in_row(number, "書類を提示中")
    receptionist.opens(number)
    receptionist.screen.get_by_label("目で見た書類").select_option("certificate")
    receptionist.presses("これで受け付ける")

    patient.sees("受付ができました")
    kept = clinic.record(number)
    assert (kept.outcome, kept.evidence_kind) == ("confirmed_by_document", "certificate")
