"""What a patient shows instead of an answer: typed at once, seen beside the card, heard as unchanged, brought next week."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from hardware_mocks.personas.model import persona
from rehearsal.stage import PASSWORD
from tests.browser.journeys.clinic import Clinic, open_clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist

PAPER = {"保険者番号": "990028", "記号": "秋見", "番号": "5551", "枝番": "01", "生年月日": "S33.12.1"}
WEEK = 7 * 24 * 3600.0
MOST_TOUCHES = 12
"""Of a document typed once and read back: two presses to the form, five fields, the colleague's two, three to go."""


def keys_in(receptionist: Receptionist, turn: str, paper: dict[str, str]) -> None:
    form = receptionist.screen.get_by_role("group", name=turn)
    for label, text in paper.items():
        form.get_by_label(label, exact=True).fill(text)
        receptionist.touches += 1


def test_a_document_is_typed_once_read_back_by_a_colleague_and_confirms_at_once(
    clinic: Clinic, receptionist: Receptionist
) -> None:
    number = receptionist.begins_visit(persona("document_only").intake["patient_id"])
    before = receptionist.touches
    receptionist.presses("書類を入力する")
    keys_in(receptionist, "1回目", PAPER)
    receptionist.ticks("もう一人が読み合わせる")
    receptionist.writes(**{"お名前（アカウント）": "uketsuke", "パスワード": PASSWORD})
    receptionist.presses("照会する")
    receptionist.reads("送っていません：", "読み合わせた人")  # nobody reads back what they typed themselves
    receptionist.writes(**{"お名前（アカウント）": "shunin", "パスワード": PASSWORD})
    receptionist.presses("照会する")

    receptionist.reads("確認済み", "読み合わせ：shunin")
    assert clinic.record(number).outcome == "confirmed_by_document"
    assert receptionist.touches - before - 3 <= MOST_TOUCHES  # without the try that was refused


def test_a_portal_screen_counts_beside_the_card_and_not_without_it(
    clinic: Clinic, receptionist: Receptionist
) -> None:
    number = receptionist.begins_visit("1015")
    receptionist.screen.get_by_label("目で見た書類").select_option("portal")
    receptionist.presses("これで受け付ける")
    receptionist.reads("マイナンバーカードと一緒に見たときだけ使えます。")
    assert clinic.record(number).outcome is None

    receptionist.screen.get_by_label("目で見た書類").select_option("portal")
    receptionist.ticks("カードも見ました")
    receptionist.presses("これで受け付ける")
    receptionist.reads("書類を目で確認")
    kept = clinic.record(number)
    assert (kept.outcome, kept.evidence_kind) == ("confirmed_by_document", "portal")


def test_a_portal_screen_is_shown_at_the_glass_while_the_card_lies_there(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    number = patient.lays_card("not_found")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("ほかの方法で受け付けます")
    assert "健康保険証" not in patient.is_offered()  # not valid on this day any more
    before = patient.taps()
    patient.presses("マイナポータルの画面")
    patient.sees("受付で見せてください")
    receptionist.opens(number)
    receptionist.screen.get_by_label("目で見た書類").select_option("portal")
    receptionist.presses("これで受け付ける")

    patient.sees("受付ができました")
    assert patient.taps() - before == 1
    assert clinic.record(number).evidence_kind == "portal"


def test_nothing_is_deemed_submitted_while_the_clinic_lacks_an_item(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    patient.checks_in("mother")
    known = persona("mother").intake["patient_id"]
    number = receptionist.begins_visit(known)
    receptionist.screen.get_by_role("checkbox", name="口頭で確かめました").check()
    receptionist.presses("申立書の提出とみなす")

    receptionist.reads("みなし提出にはできません。", "被保険者資格申立書")
    lacking = receptionist.screen.locator(".field-bad").all_inner_texts()
    assert [each.strip() for each in lacking] == ["連絡先（電話番号）"]
    assert clinic.record(number).outcome is None
    receptionist.writes(**{"連絡先（電話番号）": "03-0000-0000"})
    receptionist.presses("申立書を残して受け付ける")
    receptionist.reads("申立書で受付")


@pytest.fixture(scope="module")
def next_week() -> Iterator[Clinic]:
    """A clinic of its own: nobody else's day jumps."""
    with open_clinic() as made:
        yield made


def test_evidence_brought_next_week_closes_the_visit_and_settles_what_was_paid(
    chromium: Browser, next_week: Clinic
) -> None:
    receptionist = Receptionist.before(chromium, next_week, "uketsuke")
    receptionist.comes_to_work()
    number = receptionist.begins_visit("1021")
    receptionist.presses("申立書を書く")
    receptionist.ticks("わからない")
    receptionist.ticks("３割")
    receptionist.presses("申立書を残して受け付ける")
    receptionist.reads("申立書で受付")

    next_week.clock.step(WEEK)
    receptionist.comes_to_work()
    receptionist.opens(number)
    before = receptionist.touches
    receptionist.presses("後日に持参した書類")
    elderly = persona("elderly").registry["qualifications"][0]
    born = persona("elderly").resident.birthdate.isoformat()
    paper = {"保険者番号": elderly["insurer"], "番号": elderly["number"], "生年月日": born}
    keys_in(receptionist, "1回目", paper)
    keys_in(receptionist, "2回目", paper)
    receptionist.presses("照会する")
    receptionist.reads("受診日の資格を確認できました。", "確認済み")
    receptionist.writes(**{"合計点数": "512", "受け取った金額（円）": "1,540"})
    receptionist.presses("差額を記録する")
    receptionist.reads("520 円を返します", "512 点。3割で 1,540 円を受け取り、2割では 1,020 円。")  # fmt: skip

    kept = next_week.record(number)
    assert (kept.outcome, kept.evidence_kind) == ("confirmed_by_document", "certificate")
    (brought,) = next_week.audited(number, "evidence_brought")
    told = json.loads(brought.payload)
    assert (told["before"], told["days"]) == ("declared", 7)
    assert receptionist.touches - before <= MOST_TOUCHES
    receptionist.opens(number)
    receptionist.reads("差額 -520 円")
    receptionist.screen.context.close()
