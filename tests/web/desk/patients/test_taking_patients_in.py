"""The patient list at the desk: looked at first, then taken in."""

from __future__ import annotations

import io
import re

import pytest
from desk_world import CHART, Clinic

from kiosk.desk.patients.taking_in import WAITS

ORIGIN = {"Origin": "http://localhost"}
LIST = "患者番号,姓,名,セイ,メイ,性別,生年月日,血液型\nN-1,見本,桃子,ミホン,モモコ,女,S60.4.12,A\n"


@pytest.fixture
def send(desk):
    def run(content: str | bytes, name: str = "patients.csv"):
        desk.see("/staff/table")
        raw = content.encode("cp932") if isinstance(content, str) else content
        data = {"csrf": desk.token, "file": (io.BytesIO(raw), name)}
        sent = desk.client.post(
            "/staff/table/preview", data=data, headers=ORIGIN, content_type="multipart/form-data"
        )
        return sent.get_data(as_text=True) if sent.status_code == 200 else desk.text("/staff/table")

    return run


def held(clinic: Clinic) -> list[str]:
    with clinic.storage.reading() as books:
        return [each.patient_id for each in books.patients.all()]


def waiting(page: str) -> str:
    return re.search('name="file" value="([^"]+)"', page)[1]


def test_a_list_is_looked_at_first_and_taken_in_by_a_second_press(clinic: Clinic, desk, send) -> None:
    page = send(LIST)
    for shown in ("cp932", "姓 + 名", "血液型", "見本 桃子", "1985-04-12", "新しい患者 1 人"):
        assert shown in page
    assert held(clinic) == []
    desk.send("/staff/table/import", file=waiting(page))
    assert "患者一覧を取り込みました" in desk.text("/staff/table")
    assert held(clinic) == ["N-1"]


def test_hazard_a_list_that_would_empty_readings_is_kept_back_until_that_is_chosen(
    clinic: Clinic, desk, send
) -> None:
    clinic.chart()
    page = send("患者番号,氏名,生年月日\nP-100,見本 桃子,S60.4.12\n")
    assert "このままでは取り込めません" in page
    assert "カナ氏名の列が見つかりません" in page
    again = desk.send("/staff/table/import", file=waiting(page)).get_data(as_text=True)
    assert "このままでは取り込めません" in again
    with clinic.storage.reading() as books:
        assert books.patients.by_id("P-100").kana == CHART.kana
    items = set(re.findall('name="without" value="([^"]+)"', again))
    assert "kana" in items
    desk.send("/staff/table/import", file=waiting(again), without=sorted(items))
    with clinic.storage.reading() as books:
        assert books.patients.by_id("P-100").kana == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04xxxx", "CSVではありません"),
        ("氏名,生年月日\n見本,S60.4.12\n", "患者番号の列が見つかりません"),
        ("1,見本\n2,例示\n", "見出しの行"),
        ("\n", "ファイルが空です"),
        ("患者番号,氏名,氏名\n1,a,b\n", "同じ見出しの列が二つ"),
    ],
)
def test_what_is_no_list_is_said_in_the_words_of_the_counter(send, content, said) -> None:
    assert said in send(content)


def test_a_file_waits_a_quarter_of_an_hour_and_one_at_a_time(clinic: Clinic, desk, send) -> None:
    first = waiting(send(LIST))
    second = waiting(send(LIST))
    desk.send("/staff/table/import", file=first)
    assert "別のファイルに替わりました" in desk.text("/staff/table")
    clinic.clock.passes(WAITS)
    desk.sign_in("tanaka")
    desk.see("/staff/table")
    desk.send("/staff/table/import", file=second)
    assert held(clinic) == []


def test_nothing_chosen_is_said(send) -> None:
    assert "ファイルを選んでください" in send(b"")
