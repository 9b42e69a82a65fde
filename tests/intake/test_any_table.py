"""Tables as clinics really have them: other headings, split columns, titles above and totals below."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from kiosk.intake.csv.faults import LayoutError
from kiosk.intake.csv.file import PatientFile, Read, Row, open_patients
from kiosk.intake.csv.guess import guess
from kiosk.intake.csv.layout import read_layout
from kiosk.intake.model import Patient
from kiosk.intake.remarks import Reason, Remark

TODAY = date(2026, 12, 1)
HER = ("山田 桃子", "ヤマダ モモコ", date(1985, 4, 12))


def table(text: str, mapping: str = "", encoding: str = "utf-8") -> PatientFile:
    return open_patients(BytesIO(text.encode(encoding)), read_layout(mapping), TODAY)


def read(text: str, mapping: str = "") -> tuple[list[Patient], list[Remark]]:
    rows: list[Row] = list(table(text, mapping).rows)
    told = [each for row in rows for each in (row.doubts if isinstance(row, Read) else (row.remark,))]
    return [row.patient for row in rows if isinstance(row, Read)], told


def one(text: str, mapping: str = "") -> Patient:
    (patient,), told = read(text, mapping)
    assert told == []
    return patient


@pytest.mark.parametrize(
    "header",
    [
        "患者番号,氏名,カナ氏名,生年月日",
        "患者ID,患者氏名,フリガナ,誕生日",
        "カルテNo.,漢字氏名,氏名（カナ）,生年月日（西暦）",
        "患者コード,患者名,患者名カナ,西暦生年月日",
        "診察券番号,氏名（漢字）,ふりがな,生年月日(和暦)",
        "患者No,お名前,ヨミガナ,生年月日",
        "患者Ｎｏ．,氏　名,シメイ,生 年 月 日",
        "*患者番号,*氏名,*氏名カナ,*生年月日",
        "Patient ID,Name,Kana,Date of Birth",
    ],
)
def test_the_headings_of_several_systems_are_known(header: str) -> None:
    patient = one(f"{header}\n7,山田 桃子,ヤマダ モモコ,1985/04/12\n")
    assert (patient.name, patient.kana, patient.birthdate) == HER


@pytest.mark.parametrize(
    "header",
    [
        "患者番号,姓,名,セイ,メイ,生年月日",
        "患者番号,漢字姓,漢字名,カナ姓,カナ名,生年月日",
        "患者番号,姓（漢字）,名（漢字）,姓（カナ）,名（カナ）,生年月日",
        "患者番号,苗字,名前,せい,めい,生年月日",
        "患者番号,氏,名,氏カナ,名カナ,生年月日",
    ],
)
def test_what_a_system_keeps_apart_is_joined(header: str) -> None:
    patient = one(f"{header}\n7,山田,桃子,ヤマダ,モモコ,1985/04/12\n")
    assert (patient.name, patient.kana, patient.birthdate) == HER


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("住所１,住所２", "例示県見本市例町,１－２－３"),
        ("住所,番地方書", "例示県見本市例町,１－２－３"),
        ("都道府県,市区町村,町名,番地", "例示県,見本市,例町,１－２－３"),
        ("都道府県,住所,番地,建物名", "例示県,見本市例町,１－２－３,"),
    ],
)
def test_the_pieces_of_an_address_are_joined_and_an_empty_piece_leaves_nothing(
    header: str, cells: str
) -> None:
    address = one(f"患者番号,氏名,{header}\n7,山田 桃子,{cells}\n").address
    assert address.replace(" ", "") == "例示県見本市例町１－２－３"
    assert not address.endswith(" ")


def test_a_house_number_alone_is_no_address() -> None:
    assert one("患者番号,番地\n7,1-2-3\n").address == ""


def test_what_is_not_used_is_known_by_its_heading() -> None:
    columns = table("患者番号,氏名,血液型,,世帯主氏名\n7,山田 桃子,A,,山田 太郎\n").beginning.columns
    assert columns.unused == ((2, "血液型"), (4, "世帯主氏名"))


def test_the_header_may_stand_below_a_title() -> None:
    text = "患者一覧表,,\n出力日,2026/11/30,\n\n患者番号,氏名,生年月日\n7,山田 桃子,1985/04/12\n8,山田,x\n"
    found = table(text)
    rows = list(found.rows)
    assert found.beginning.header_line == 4
    assert [row.patient.patient_id for row in rows if isinstance(row, Read)] == ["7", "8"]
    assert [row.doubts for row in rows if isinstance(row, Read)][1] == (
        Remark(6, "birthdate", Reason.UNREADABLE, kept=True),
    )


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "患者番号,氏名,住所\n7,山田 桃子,見本市例町1-2\n".replace(",", delimiter)
    assert one(text).address == "見本市例町1-2"
    assert table(text).beginning.delimiter == delimiter


def test_the_line_that_tells_a_spreadsheet_the_delimiter_is_understood() -> None:
    patient = one("sep=;\n患者番号;氏名\n7;山田 桃子\n")
    assert patient.name == "山田 桃子"


def test_without_a_header_the_columns_are_numbered_by_a_mapping() -> None:
    patient = one(
        "7,山田 桃子,ヤマダ モモコ,1985/04/12\n",
        "[columns]\npatient_id = 1\nname = 2\nkana = 3\nbirthdate = 4\n",
    )
    assert (patient.name, patient.kana, patient.birthdate) == HER
    split = one("7\t山田\t桃子\n", "[columns]\npatient_id = 1\nname = [2, 3]\n")
    assert split.name == "山田 桃子"


def test_a_day_in_pieces_is_joined() -> None:
    assert one("患者番号,元号,年,月,日\n7,昭和,60,4,12\n").birthdate == date(1985, 4, 12)


def test_headings_may_be_wrapped_as_cells_are() -> None:
    assert one('="患者番号",氏名\n="007",山田 桃子\n').patient_id == "007"


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>", b"%PDF-1.7", b'{"a": 1}'])
def test_what_is_no_table_at_all_is_named(start: bytes) -> None:
    with pytest.raises(LayoutError, match="save it as CSV"):
        open_patients(BytesIO(start + b"\x00" * 50), read_layout(""), TODAY)


def test_an_unreadable_day_is_told_by_how_it_is_written_and_not_by_which_it_is() -> None:
    _, told = read("患者番号,生年月日\n7,85/4/12\n8,昭和六十生まれ\n")
    assert [each.seen for each in told] == ["00/0/00", "昭和字字生字字"]


def test_without_a_header_and_a_mapping_the_message_proposes_one() -> None:
    text = "".join(
        f"{n},山田　桃子,ヤマダ　モモコ,女,S60.4.12,100-0001,例示県見本市例町1-2\n" for n in (1, 2)
    )
    with pytest.raises(LayoutError) as refused:
        table(text)
    assert "patient_id = 1; name = 2; kana = 3; sex = 4; birthdate = 5; postcode = 6; address = 7" in str(
        refused.value
    )
    assert "山田" not in str(refused.value)


def test_headings_that_nobody_knows_are_named_with_what_to_do() -> None:
    with pytest.raises(LayoutError, match="the first row reads No, Who"):
        table("No,Who\n1,a\n")


def test_a_guess_names_nothing_that_does_not_look_like_it() -> None:
    assert guess([["?", "x"], []]) == {}


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("[columns]\nname = 2\n", "patient_id = 1"),
        ("[columns]\npatient_id = 9\n", "has 2 columns"),
        ('[columns]\npatient_id = 1\nname = "氏名"\n', "a header or none"),
        ("[columns]\npatient_id = 0\n", "from 1 on"),
    ],
)
def test_numbered_columns_that_cannot_be_are_refused(mapping: str, said: str) -> None:
    with pytest.raises(LayoutError, match=said):
        table("7,山田 桃子\n", mapping)


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(LayoutError, match="empty"):
        table("\n\n")


def test_a_header_without_the_number_is_refused_with_what_was_seen() -> None:
    with pytest.raises(LayoutError, match="氏名, 生年月日"):
        table("氏名,生年月日\n山田 桃子,1985/04/12\n")


@pytest.mark.parametrize("cell", ['="00012"', '"=""00012"""', "'00012"])
def test_what_keeps_zeros_in_a_spreadsheet_is_taken_off(cell: str) -> None:
    assert one(f"患者番号,氏名\n{cell},山田 桃子\n").patient_id == "00012"


def test_empty_cells_behind_the_last_heading_mean_nothing() -> None:
    patients, told = read("患者番号,氏名,,\n7,山田 桃子,,,,,\n8,山田 梅子\n9,山田 竹子,x,y,z\n")
    assert [each.patient_id for each in patients] == ["7", "8"]
    assert told == [Remark(4, "", Reason.TORN, kept=False)]


@pytest.mark.parametrize("total", ["合計,2名,", "合計：2件", ",,総件数 2", "-- 以上 --"])
def test_a_line_of_totals_is_no_patient(total: str) -> None:
    patients, told = read(f"患者番号,氏名,生年月日\n7,山田 桃子,1985/04/12\n{total}\n")
    assert [each.patient_id for each in patients] == ["7"]
    assert told == [Remark(3, "", Reason.NO_PATIENT, kept=False)]


def test_a_header_that_is_repeated_on_each_page_is_no_patient() -> None:
    header, row = "患者番号,氏名\n", "7,山田 桃子\n"
    _, told = read(header + row + header + row.replace("7", "8"))
    assert [each.reason for each in told] == [Reason.NO_PATIENT]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("葛\U000e0100城 桃子", Reason.SHAPE),
        ("\ue123田 桃子", Reason.OWN_CHARACTER),
        ("〓田 桃子", Reason.LOST),
        ("?田 桃子", Reason.LOST),
    ],
)
def test_rare_and_lost_characters_are_kept_and_remarked(name: str, reason: Reason) -> None:
    (patient,), told = read(f"患者番号,氏名\n7,{name}\n")
    assert patient.name == name
    assert told == [Remark(2, "name", reason, kept=True)]


def test_a_clinics_own_characters_come_through_code_page_932() -> None:
    (row,) = table("患者番号,氏名\n7,\ue000田 桃子\n", encoding="cp932").rows
    assert isinstance(row, Read)
    assert row.patient.name == "\ue000田 桃子"


@pytest.mark.parametrize("written", ["R99.1.1", "2026-12-02", "S65.1.1", "1867-01-01"])
def test_nobody_is_born_after_today_or_beyond_an_era(written: str) -> None:
    (patient,), told = read(f"患者番号,生年月日\n7,{written}\n8,2026-12-01\n"[: -len("8,2026-12-01\n")])
    assert patient.birthdate is None
    assert told == [Remark(2, "birthdate", Reason.UNREADABLE, kept=True)]
    assert one("患者番号,生年月日\n8,2026-12-01\n").birthdate == TODAY
