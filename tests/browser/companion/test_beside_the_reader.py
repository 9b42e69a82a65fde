"""Whole visits through the folder of the clinic's own reader, as the desk sees them."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import expect

from kiosk.companion.tomorrow import Cause, Line, Source
from kiosk.intake.receipt import Booking
from kiosk.storage.arrivals.tomorrow import Gone
from tests.companion.linkage import Person, bare, exported, name_of

SATO = Person()
LIST = "/staff/arrivals"


def test_a_morning_at_the_approved_reader(beside: object, desk: object) -> None:
    desk.opens(LIST)
    desk.sees("今日はまだカードの提示がありません。", "公式ソフトでの動作は未検証です。")
    beside.shows(SATO)
    desk.sees("佐藤　見本", "資格とカルテが一致しました。", "カナ・生年月日が一致")
    beside.shows(validity="3")
    desk.sees("新しい資格があります")
    beside.shows(SATO, replace(SATO, insurer="  138057"))
    desk.sees("複数の資格が見つかりました")
    now = beside.now()
    beside.shows(SATO, name=exported(now))
    beside.shows(SATO, name=bare(now))
    desk.sees("読取機のファイルではありません", "来院にもカードの提示にも数えません。")
    beside.shows(SATO, name=name_of(99, now, "1399999999"))
    desk.sees("ほかの医療機関のファイル")
    beside.shows(SATO)
    desk.sees("今日 2 回目まで")
    desk.opens("/staff/")
    expect(desk.page.locator("tr[data-row]")).to_have_count(4)


def test_an_address_that_moved_is_asked_about_at_the_desk(beside: object, desk: object) -> None:
    beside.shows(replace(SATO, address="大阪府大阪市北区仮町9-9"))
    desk.opens(LIST)
    desk.page.get_by_role("link", name="佐藤").click()
    desk.sees("住所")
    desk.page.locator("button[value=agrees]").click()
    desk.sees("資格とカルテが一致しました。")
    expect(desk.page.get_by_text("レセコンに渡す", exact=True)).to_have_count(0)


def test_hazard_a_stop_says_what_was_perhaps_taken_in_and_sends_the_doctor_first(
    beside: object, desk: object, doctor: object
) -> None:
    beside.shows(replace(SATO, name="鈴木　一郎", sex="2", reference="00042"))
    doctor.opens(LIST)
    doctor.sees("もう取り込んでいるかもしれません", "先に診察室の画面を見てもらってください。")
    doctor.page.get_by_role("link", name="佐藤").click()
    doctor.sees("先にこの画面を見てください")
    desk.opens(LIST)
    desk.page.get_by_role("link", name="佐藤").click()
    desk.sees("どなたが開いたか、印刷したかを確かめ", "この画面からは閉じられません")
    expect(desk.page.get_by_text("すべての端末で閉じています")).to_have_count(0)


def test_hazard_what_came_and_went_and_a_folder_that_is_away_are_said(beside: object, desk: object) -> None:
    desk.opens(LIST)
    desk.sees("今日はまだ")
    name = name_of(1, beside.now())
    (beside.face / name).write_bytes(b"<?xml")
    beside.lists(1)
    (beside.face / name).unlink()
    desk.sees("読む前になくなったファイル", "照合できなかったものがあります")
    beside.face.rename(beside.face.with_name("elsewhere"))
    desk.sees("face フォルダーが見えません")
    beside.face.with_name("elsewhere").rename(beside.face)
    expect(desk.page.get_by_text("face フォルダーが見えません")).to_have_count(0)


def test_the_morning_after_the_first_page_leads_to_who_is_expected(beside: object, desk: object) -> None:
    today = beside.now().date()
    lines = (Line(Cause.INVALID_NEWER, Source.SERVICE), Line(Cause.ADDRESS_ASKED, Source.COMPARISON))
    with beside.house.storage.unit_of_work(beside.now()) as work:
        work.tomorrow.expect(today, "csv", [Booking("00042", "09:30"), Booking("00043", "10:00")])
        work.tomorrow.come_to(today, "00042", Gone.DONE, lines)
        work.tomorrow.come_to(today, "00043", Gone.DONE)
        work.commit()
    desk.opens("/staff/")
    desk.sees("きょう予約の方のうち 1 人に")
    desk.page.get_by_role("link", name="予約の一覧へ").click()
    desk.sees(
        "佐藤　見本", "新しい資格があります", "住所をうかがうことになります。", "照会の回答とカルテの見くらべ"
    )
    expect(desk.page.get_by_text("佐藤　見本子")).to_have_count(0)
