"""A STOP from the reader to the lifted case: two desks, a patient who is treated all the same, a doctor, a second person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist

DISPLAYED = ("和也", "カズヤ", "ｶｽﾞﾔ", "1984", "昭和59", "06990014", "８０８", "stop.")


@pytest.fixture
def doctor(chromium: Browser, clinic: Clinic) -> Iterator[Receptionist]:
    made = Receptionist.before(chromium, clinic, "ishi")
    made.comes_to_work()
    yield made
    made.screen.context.close()


def case_of(clinic: Clinic, number: str) -> int:
    with clinic.stage.house.storage.reading() as books:
        return books.cases.of_visit(number)[-1].id


def test_hazard_a_stop_is_seen_at_two_desks_and_by_the_doctor_while_the_patient_is_treated_and_two_people_lift_it(
    clinic: Clinic,
    patient: Patient,
    receptionist: Receptionist,
    colleague: Receptionist,
    doctor: Receptionist,
) -> None:
    reached: list[str] = []
    patient.glass.on("response", lambda reply: reached.append(f"{reply.url} {reply.all_headers()}"))
    number = patient.lays_card("wrong_record")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("受付へお声がけください")
    reached.append(patient.glass.title() + patient.glass.url + patient.glass.content())
    patient.takes_card()
    assert not [secret for secret in DISPLAYED for page in (*reached, *patient.shown) if secret in page]

    case = case_of(clinic, number)
    for desk in (receptionist, colleague):
        desk.opens_queue()
        desk.sees_in_row(number, "照合保留")
        desk.opens(number)
        desk.reads(f"照合保留中：件 {case}", "患者さんへの言い方", "0800-080-4583", "解除を依頼する")
    doctor.opens_queue()
    doctor.screen.locator(f"a.row-link[href*='{number}']").click()
    doctor.reads("いま飲んでいる薬を、患者さんに聞く。", "お薬手帳を見る。", "別の人のものかもしれません")
    doctor.does_not_read(*DISPLAYED)

    receptionist.presses("書類・申立書で受け付ける")
    receptionist.reads("受付を続けます。ひも付けは閉じたままです。", f"照合保留中：件 {case}")
    receptionist.does_not_read("06990014", "見本３１", "８０８")
    assert clinic.audited(number, "visit_reopened")

    receptionist.writes(理由="カードの登録が取り違えられているようです")
    receptionist.presses("解除を依頼する")
    receptionist.reads("解除を依頼しました。", "uketsuke さんが解除を依頼しています。")
    receptionist.does_not_read("二人目として解除する")
    assert not clinic.audited(number, "case_lifted")

    colleague.screen.goto(f"{clinic.desk}/cases/{case}")
    colleague.reads("報告の9項目", "速報", "未検証")
    colleague.does_not_read(*DISPLAYED[:5])
    colleague.writes(理由="保険者が訂正したと連絡があった")
    colleague.lifts()
    colleague.reads("照合保留を解除しました。", "shunin さんが解除し、医療情報をふたたび開けます。")
    assert len(clinic.audited(number, "case_lifted")) == 1


def test_the_report_of_a_case_is_written_step_by_step_and_the_case_closed(
    clinic: Clinic, patient: Patient, receptionist: Receptionist, colleague: Receptionist
) -> None:
    number = patient.lays_card("wrong_record")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("受付へお声がけください")
    patient.takes_card()
    case = case_of(clinic, number)

    receptionist.opens(number)
    receptionist.presses("件を開く")
    receptionist.reads(f"照合不一致の件 {case}", "することの順番")
    for item in ("概要", "個人データの項目"):
        receptionist.screen.get_by_role("textbox", name=item).fill(f"{item}は調べています")
        receptionist.screen.locator("details[open]").get_by_role("button", name="記録する").click()
        receptionist.reads("記録しました。")
    receptionist.reads("2 / 9")
    for question in receptionist.screen.locator("fieldset.choices").all():
        question.get_by_label("いいえ").check()
    receptionist.presses("この答えを記録する")
    receptionist.reads("報告は保険者がします")
    receptionist.screen.get_by_label("どう終わったか").fill("保険者へ伝えた")
    receptionist.presses("件を閉じる")
    receptionist.reads("件を閉じました。", "このひも付けの医療情報は、すべての端末で閉じています。")

    receptionist.writes(理由="保険者が訂正した")
    receptionist.presses("解除を依頼する")
    receptionist.reads("uketsuke さんが解除を依頼しています。")
    colleague.screen.goto(f"{clinic.desk}/cases/{case}")
    colleague.writes(理由="連絡を確かめた")
    colleague.lifts()
    colleague.reads("shunin さんが解除し、医療情報をふたたび開けます。")
