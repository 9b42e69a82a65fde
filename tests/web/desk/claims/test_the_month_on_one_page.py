"""From the receipt computer's files to "sent", on one page and without a terminal; what it costs, however many there are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

import pytest
from claims_world import INSURED, UNKNOWN, declared, uke
from sqlalchemy import event
from sqlalchemy.engine import Engine

from kiosk.claims.choices import CHOICES
from kiosk.declaration.model import InsuranceKind
from kiosk.desk.claims.choices import text_version

ORIGIN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
BARE = ("", "", "")
"""A claim of somebody of whom the receipt computer has no numbers."""


@pytest.fixture
def clerk(stranger: object) -> object:
    stranger.sign_in("kaikei")
    return stranger


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that this thread sends to a database meanwhile; the pulse has its own."""
    seen: list[str] = []
    here = get_ident()

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if get_ident() == here:
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    yield seen
    event.remove(Engine, "before_cursor_execute", listen)


def take(clerk: object, *contents: bytes):
    files = [(io.BytesIO(each), f"{at}.UKE") for at, each in enumerate(contents)]
    data = {"csrf": clerk.token, "files": files}
    return clerk.client.post(
        "/staff/claims/month/files", data=data, headers=ORIGIN, content_type="multipart/form-data"
    )


def post(clerk: object, path: str, **fields: str):
    return clerk.client.post(path, data={"csrf": clerk.token, **fields}, headers=ORIGIN)


def signed(clerk: object) -> None:
    clerk.text("/staff/claims/choices")
    versions = [text_version(each) for each in CHOICES]
    post(clerk, "/staff/claims/choices", version=versions, signed="見本　清")


def test_a_month_goes_from_files_to_sent(clinic: object, clerk: object) -> None:
    number = declared(clinic, insurance_kind=InsuranceKind.EMPLOYEES)
    signed(clerk)
    assert take(clerk, uke(BARE)).location == "/staff/claims/month"
    page = clerk.text("/staff/claims/month?show=changed")
    for words in ("佐藤　見本", "77777777", "75 点（750 円）", "支払基金のファイルを保存", "変更なし 0 件"):
        assert words in page
    file = post(clerk, "/staff/claims/month/out/1")
    assert "attachment; filename=RECEIPTC.UKE" in file.headers["Content-Disposition"]
    assert b"HO,77777777,,777777777,1,75" in file.data
    assert "保存しました" in clerk.text("/staff/claims/month")
    post(clerk, "/staff/claims/month/sent")
    lists = clerk.text("/staff/claims")
    assert "送付を記録しました。" in lists
    assert number not in lists
    assert "保存しました" not in clerk.text("/staff/claims/month")


def test_before_the_choices_are_signed_nothing_can_be_saved(clinic: object, clerk: object) -> None:
    declared(clinic)
    take(clerk, uke(BARE))
    page = clerk.text("/staff/claims/month")
    assert "取り決めを読んで了承する" in page
    assert "のファイルを保存" not in page
    post(clerk, "/staff/claims/month/out/1")
    assert "保存するファイルがありません。" in clerk.text("/staff/claims/month")


def test_another_clinics_file_is_not_read_in_and_the_page_says_whose_it_is(
    clinic: object, clerk: object
) -> None:
    take(clerk, uke(BARE).replace(b"0000001", b"7654321"))
    assert "99/7654321" in clerk.text("/staff/claims")
    assert "ファイルを保存" not in clerk.text("/staff/claims/month")


def test_numbers_that_the_kiosk_does_not_know_are_a_question_with_the_name_and_stay(
    clinic: object, clerk: object
) -> None:
    declared(clinic, INSURED)
    signed(clerk)
    take(clerk, uke(("P-100", "06130512", "")))
    page = clerk.text("/staff/claims/month")
    assert "受付では確かめていない番号" in page
    assert b"HO,06130512" in post(clerk, "/staff/claims/month/out/1").data


def test_what_is_out_already_is_asked_about_and_a_cancelled_one_is_replaced(
    clinic: object, clerk: object
) -> None:
    declared(clinic)
    signed(clerk)
    for again in ("", "", "cancel"):
        take(clerk, uke(UNKNOWN))
        post(clerk, "/staff/claims/month/out/1")
        post(clerk, "/staff/claims/month/sent", again=again)
        if again == "":
            said = clerk.text("/staff/claims")
    assert "前に記録されています" in said or "もう審査支払機関に出ています" in said


def test_each_claim_of_a_sent_file_can_be_written_about(clinic: object, clerk: object) -> None:
    declared(clinic)
    content = uke(UNKNOWN)
    data = {"csrf": clerk.token, "file": (io.BytesIO(content), "RECEIPTC.UKE")}
    clerk.text("/staff/claims")
    clerk.client.post(
        "/staff/claims/sent",
        data=data | {"csrf": clerk.token},
        headers=ORIGIN,
        content_type="multipart/form-data",
    )
    page = clerk.text("/staff/claims")
    link = page.split('href="/staff/claims/files/')[1].split('"')[0]
    shown = clerk.text(f"/staff/claims/files/{link}")
    assert "返答待ち" in shown
    assert "取下げ依頼" in shown
    with clinic.storage.reading() as books:
        (claim,) = books.claims.of_file(link)
    post(
        clerk,
        f"/staff/claims/files/{link}/{claim.id}",
        act="return",
        day="2026-11-21",
        reason="unknown_insurer",
    )
    assert "その番号の保険者がありません" in clerk.text("/staff/claims")


def test_numbers_told_on_the_telephone_are_looked_up_for_the_day_of_treatment(
    clinic: object, clerk: object
) -> None:
    number = declared(clinic)
    clerk.text("/staff/claims")
    told = {"insurer_number": "99130012", "symbol": "見本", "number": "123456", "branch": "01"}
    post(clerk, f"/staff/claims/visits/{number}/told", **told)
    (asked,) = clinic.service.asked
    assert (asked.grounds.insurer_number, asked.grounds.typed_by) == ("99130012", "kaikei")
    post(clerk, f"/staff/claims/visits/{number}/told", **(told | {"insurer_number": "12"}))
    assert len(clinic.service.asked) == 1


def test_three_hundred_open_notes_cost_as_many_statements_as_three(clinic: object, clerk: object) -> None:
    counted = []
    for many in (3, 27):
        for _ in range(many):
            declared(clinic)
        clerk.text("/staff/claims")
        with statements() as seen:
            page = clerk.text("/staff/claims")
        assert page.count("不詳で請求") >= many
        counted.append(seen)
    assert len(counted[0]) == len(counted[1])
