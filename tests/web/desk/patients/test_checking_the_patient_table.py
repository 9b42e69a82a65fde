import re
from dataclasses import replace

import pytest
from desk_world import CHART, Clinic
from flask import Flask

DAY = 24 * 3600.0


@pytest.fixture
def twice(clinic: Clinic) -> Clinic:
    """One person with two charts."""
    clinic.chart()
    clinic.chart(replace(CHART, patient_id="P-101", kana="ｻﾄｳ ﾐﾎﾝ"))
    return clinic


def sign_in(app: Flask, browser: object, name: str) -> object:
    other = type(browser)(app.test_client())
    other.sign_in(name)
    other.see("/staff/table")
    return other


def only_finding(page: str) -> str:
    (found,) = set(re.findall(r"/staff/table/findings/(\d+)", page))
    return found


def test_a_finding_is_judged_at_the_desk_and_signed_off_by_the_administrator(twice, app, desk) -> None:
    assert "まだ点検していません" in desk.text("/staff/table")
    desk.send("/staff/table")
    finding = only_finding(desk.text("/staff/table"))
    rows = desk.text(f"/staff/table/findings/{finding}")
    assert "P-100" in rows
    assert "P-101" in rows
    assert CHART.name in rows
    boss = sign_in(app, desk, "kanri")
    boss.send("/staff/table/1/sign")
    assert "未対応の該当があります" in boss.text("/staff/table")
    desk.send(f"/staff/table/findings/{finding}", state="explained", note="二冊目は紙のカルテ")
    assert "判断を記録しました" in desk.text("/staff/table")
    assert "二冊目は紙のカルテ" in desk.text(f"/staff/table/findings/{finding}")
    boss.send("/staff/table/1/sign")
    assert re.search("2026-11-21 に kanri が確認済み", boss.text("/staff/table"))


def test_who_reads_the_audit_alone_sees_numbers_and_no_names(twice, app, desk) -> None:
    desk.send("/staff/table")
    finding = only_finding(desk.text("/staff/table"))
    auditor = sign_in(app, desk, "kansa")
    page = auditor.text("/staff/table")
    assert "P-101" in page
    assert CHART.name not in page
    assert auditor.see(f"/staff/table/findings/{finding}").status_code == 403
    assert auditor.send("/staff/table").status_code == 403


def test_a_judgement_that_was_not_chosen_is_asked_for(twice, desk) -> None:
    desk.send("/staff/table")
    finding = only_finding(desk.text("/staff/table"))
    desk.send(f"/staff/table/findings/{finding}", note="x")
    assert "said-refused" in desk.text("/staff/table")
    desk.send(f"/staff/table/findings/{finding}", state="explained")
    assert "理由を" in desk.text("/staff/table")
    assert desk.see("/staff/table/findings/999").status_code == 404


def test_an_overdue_check_is_told_on_the_page_of_visits(twice, desk) -> None:
    desk.send("/staff/table")
    assert "責任者へ" not in desk.text("/staff/")
    twice.clock.passes(14 * DAY)
    desk.sign_in("tanaka")
    assert "まだ確認されていません" in desk.text("/staff/")
    twice.clock.passes(17 * DAY)
    desk.sign_in("tanaka")
    assert "点検の期日を過ぎています" in desk.text("/staff/")
