"""Branches of trouble that take days, or begin at the desk, each from there to the accepted claim."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from kiosk.intake.model import Patient
from tests.browser.journeys.branches.acts import (
    declares,
    failure_mode,
    keys_twice,
    notes_four_items,
    one_day,
    paper,
)
from tests.browser.journeys.branches.cast import FEDERATION, FUND, Cast, opens_claims

MONDAY, SATURDAY = 0, 5
EMPLOYEES = "会社などの健康保険（社保）"


def evidence_next_week(cast: Cast) -> None:
    """No data: declared today, the paper brought next week, the difference paid back, and the claim current."""
    cast.waits_for_next_month(6)
    desk = cast.receptionist
    number = desk.begins_visit("1015")
    declares(desk, "国民健康保険（国保）")
    cast.waits_until(cast.today + timedelta(days=7))
    since = cast.record(number).started_at.date().replace(day=1)
    cast.registers("not_found", "1", cast.cover("not_found", "990028", "仮", "１２３４", since))
    desk = cast.receptionist
    desk.opens(number)
    desk.presses("後日に持参した書類")
    keys_twice(desk, paper("not_found", "990028", "仮", "1234"))
    desk.reads("受診日の資格を確認できました。")
    desk.writes(**{"合計点数": "512", "受け取った金額（円）": "1,540"})
    desk.presses("差額を記録する")
    desk.reads("差額はありません")
    cast.picture(desk.screen, "settled")

    file = cast.billed("not_found", one_day(cast, number), FEDERATION)[FEDERATION]
    cast.sends(file)
    cast.is_closed(number, "確かめた資格で請求")


def deemed_declaration(cast: Cast) -> None:
    """Known, nothing changed, and the clinic holds every item: heard at the desk, without a form."""
    cast.waits_for_next_month(8)
    with cast.uncounted():
        desk = cast.receptionist
        desk.begins_visit("1001")
        desk.presses("書類を入力する")
        keys_twice(desk, paper("sato", "06990014", "見本12", "34567"))
        desk.reads("確認済み")
    cast.waits_for_next_month(8)
    desk = cast.receptionist
    number = desk.begins_visit("1001")
    desk.screen.get_by_role("checkbox", name="口頭で確かめました").check()
    desk.touches += 1
    desk.presses("申立書の提出とみなす")
    desk.reads("申立書で受付")
    cast.picture(desk.screen, "desk")

    file = cast.billed("sato", one_day(cast, number))[FUND]
    assert b",820000245," in file.read_bytes()
    cast.sends(file)
    cast.is_closed(number, "旧資格で請求")


def failure_mode_noted_and_asked(cast: Cast) -> None:
    """Failure mode: the four printed items are noted at the desk, asked when the line is back, and compared."""
    cast.waits_for_next_month(9)
    with failure_mode(cast):
        number = notes_four_items(cast.receptionist, "elderly")
        cast.picture(cast.receptionist.screen, "queue")
    desk = cast.receptionist
    desk.asks_for_whom_was_noted()
    desk.opens(number)
    desk.reads("確認済み", "きょうの負担", "2割")
    cast.picture(desk.screen, "desk")

    file = cast.billed("elderly", one_day(cast, number), FEDERATION)[FEDERATION]
    cast.sends(file)
    cast.is_closed(number, "確かめた資格で請求")


def emergency_function(cast: Cast) -> None:
    """Noted on a Saturday, when nobody can be phoned; on Monday phoned, called back, activated, asked and reported."""
    cast.waits_for_weekday(SATURDAY, 11)
    with failure_mode(cast):
        number = notes_four_items(cast.receptionist, "kokuho")
        desk = cast.receptionist
        desk.opens_failure_mode()
        desk.reads("窓口は平日9時から17時です")
        cast.picture(desk.screen, "saturday")
        cast.waits_for_weekday(MONDAY, 10)
        desk = cast.receptionist
        desk.opens_failure_mode()
        desk.writes(**{"控え（相手の名前など）": "見本　太郎さん"})
        desk.presses("電話した")
        desk.presses("折り返しがあった")
        desk.reads("有効にするのは管理者です。")
        head = cast.at_desk("kanri")
        head.opens_failure_mode()
        head.presses("有効にした")
        head.reads("開いています")
        cast.picture(head.screen, "activated")
    desk = cast.receptionist
    desk.asks_for_whom_was_noted()
    desk.presses("終了の知らせがあった")
    desk.presses("報告書を返した")
    desk.reads("閉じています")

    file = cast.billed("kokuho", one_day(cast, number), FEDERATION)[FEDERATION]
    cast.sends(file)
    cast.is_closed(number, "確かめた資格で請求")


def disaster_consent(cast: Cast) -> None:
    """A disaster is announced: noted, treated, what the patient said by mouth is kept, and asked afterwards."""
    cast.waits_for_next_month(12)
    with failure_mode(cast):
        desk = cast.receptionist
        desk.opens_failure_mode()
        desk.writes(地域="見本県", いつから=cast.today.isoformat())
        desk.presses("地域と期間を記録する")
        desk.reads("地域と期間を記録しました。")
        number = notes_four_items(desk, "in_grace")
        desk.opens(number)
        desk.presses("同意あり")
        desk.reads("口頭の同意を記録しました。")
        cast.picture(desk.screen, "desk")
    desk = cast.receptionist
    desk.opens_failure_mode()
    desk.presses("今日で終わりにする")
    desk.asks_for_whom_was_noted()
    desk.opens(number)
    desk.reads("確認済み")

    file = cast.billed("in_grace", one_day(cast, number))[FUND]
    cast.sends(file)
    cast.is_closed(number, "確かめた資格で請求")


def returned_and_sent_again(cast: Cast) -> None:
    """Sent to the wrong payer with the kind of insurance unknown: returned, told what next, corrected and sent again."""
    cast.waits_for_next_month(14)
    with _chart_without_numbers(cast, "1023"):
        desk = cast.receptionist
        number = desk.begins_visit("1023")
        declares(desk, "わからない")
        clerk = cast.clerk
        opens_claims(clerk)
        row = clerk.screen.locator("article", has_text=number)
        row.get_by_label("請求先").select_option(FUND)
        row.get_by_role("button", name="選ぶ").click()
        clerk.touches += 2
        wrong = cast.billed("document_only", one_day(cast, number), numbered=False)[FUND]
        cast.sends(wrong)
        clerk.reads("返戻されたレセプト")
        cast.picture(clerk.screen, "returned")
        clerk.opens(number)
        clerk.reads("レセプトが返戻されました。")
        right = cast.billed("document_only", one_day(cast, number), numbered=False)[FEDERATION]
        cast.sends(right)
    cast.is_closed(number, "再請求した")


@contextmanager
def _chart_without_numbers(cast: Cast, patient_id: str) -> Iterator[None]:
    storage = cast.clinic.stage.house.storage

    def put(patient: Patient) -> None:
        with storage.unit_of_work(cast.clinic.clock.now().wall) as work:
            work.patients.put(patient)
            work.commit()

    with storage.reading() as books:
        kept = books.patients.by_id(patient_id)
    assert kept
    put(replace(kept, insurer_number="", symbol="", number="", branch=""))
    yield
    put(kept)


def change_in_the_middle_of_the_month(cast: Cast) -> None:
    """Two visits under two insurers in one month: two claims come out of one, and both are paid."""
    cast.waits_for_next_month(4)
    (cover,) = cast.entry("pin_locked").covers
    desk = cast.receptionist
    first = desk.begins_visit("1003")
    desk.presses("書類を入力する")
    keys_twice(desk, paper("pin_locked", "01990019", "5501", "123"))
    desk.reads("確認済み")
    cast.waits_until(cast.today + timedelta(days=7))
    ended = replace(cover, terms={**cover.terms, "disqualified_on": cast.today})
    begun = cast.cover("pin_locked", "06990022", "６６", "７７", cast.today)
    cast.registers("pin_locked", "1", begun)
    desk = cast.receptionist
    second = desk.begins_visit("1003")
    desk.presses("書類を入力する")
    keys_twice(desk, paper("pin_locked", "06990022", "66", "77"))
    desk.reads("確認済み")
    cast.registers("pin_locked", "1", ended, begun)

    days = (*one_day(cast, first), *one_day(cast, second))
    file = cast.billed("pin_locked", days)[FUND]
    assert file.read_bytes().count(b"\r\nRE,") == 2
    cast.sends(file)
    cast.is_closed(first, "確かめた資格で請求")
    cast.is_closed(second, "確かめた資格で請求")


JOURNEYS = (
    evidence_next_week,
    deemed_declaration,
    failure_mode_noted_and_asked,
    emergency_function,
    disaster_consent,
    returned_and_sent_again,
    change_in_the_middle_of_the_month,
)
