from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.intake.csv_file import Import, Remark, read_patients
from kiosk.intake.layout import Layout, LayoutError, read_layout
from kiosk.intake.person import person_of_patient

HEADER = "患者番号,氏名,カナ氏名,性別,生年月日,住所,郵便番号,保険者番号,記号,番号,枝番,電話番号\r\n"
ROW = "1001,佐藤 花子,ｻﾄｳ ﾊﾅｺ,女,S60.4.12,例示市見本町1-2-3,000-0001,99990018,見本1,12,01,\r\n"


def imported(text: str, encoding: str = "cp932") -> Import:
    return read_patients(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_a_receipt_computers_export_is_read_in_either_encoding(encoding: str) -> None:
    found = imported(HEADER + ROW, encoding)
    assert found.remarks == ()
    (patient,) = found.patients
    assert (patient.patient_id, patient.name, patient.kana) == ("1001", "佐藤 花子", "ｻﾄｳ ﾊﾅｺ")
    assert (patient.sex, patient.birthdate, patient.branch) == ("2", date(1985, 4, 12), "01")
    assert person_of_patient(patient).postcode == "000-0001"


def test_the_canonical_header_and_any_column_order_are_understood() -> None:
    (patient,) = imported("birthdate,unknown,patient_id,name\n1985-04-12,x,7,佐藤 花子\n", "utf-8").patients
    assert (patient.patient_id, patient.name, patient.birthdate, patient.phone) == (
        "7",
        "佐藤 花子",
        date(1985, 4, 12),
        "",
    )


def test_a_mapping_file_names_columns_joins_them_and_translates_codes() -> None:
    layout = read_layout(
        'delimiter = "\\t"\n[columns]\npatient_id = "No"\nname = ["姓", "名"]\n[sex]\n"0" = "1"\n'
    )
    found = read_patients("No\t姓\t名\t性別\n5\t佐藤\t一郎\t0\n".encode(), layout)
    assert [(each.patient_id, each.name, each.sex) for each in found.patients] == [("5", "佐藤 一郎", "1")]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [("[columns", "not TOML"), ('[columns]\nnaem = "x"', "naem"), ('encoding = "latin-1"', "cp932")],
)
def test_a_bad_mapping_says_what_is_wrong(mapping: str, said: str) -> None:
    with pytest.raises(LayoutError, match=said):
        read_layout(mapping)


@pytest.mark.parametrize("layout", [Layout(), Layout({"patient_id": ("番号X",)})])
def test_a_header_without_the_patients_number_is_refused(layout: Layout) -> None:
    with pytest.raises(LayoutError, match="patient"):
        read_patients("氏名,住所\n佐藤,見本町\n".encode(), layout)


def test_every_row_that_could_not_be_read_is_reported_with_line_and_reason() -> None:
    text = (
        HEADER
        + ROW
        + ROW
        + ",佐藤"
        + "," * 10
        + "\r\n"
        + "1002,短い行\r\n"
        + "\r\n"
        + ROW.replace("1001", "1003")
    )
    found = imported(text)
    assert [each.patient_id for each in found.patients] == ["1001", "1003"]
    assert found.remarks == (
        Remark(3, "patient_id", "same number as line 2", kept=False),
        Remark(4, "patient_id", "the patient's number is missing", kept=False),
        Remark(5, "", "2 columns where the header has 12", kept=False),
    )
    assert found.rows == 5


def test_a_patient_with_an_unreadable_day_is_kept_and_reported() -> None:
    found = imported(HEADER + ROW.replace("S60.4.12", "S60.13.12").replace("女", "?"))
    assert found.patients[0].birthdate is None
    assert found.remarks == (
        Remark(2, "sex", "cannot be read", kept=True),
        Remark(2, "birthdate", "cannot be read", kept=True),
    )


def test_a_broken_byte_costs_its_own_row_only() -> None:
    data = (
        (HEADER + ROW).encode("cp932")
        + b"1002,\x81\xff"
        + b"," * 10
        + b"\r\n"
        + ROW.replace("1001", "1003").encode("cp932")
    )
    found = read_patients(data)
    assert [each.patient_id for each in found.patients] == ["1001", "1003"]
    assert [(each.line, each.column, each.kept) for each in found.remarks] == [(3, "name", False)]


def test_quoted_fields_may_hold_commas_and_line_breaks_and_lines_are_still_counted() -> None:
    text = HEADER + ROW.replace("例示市見本町1-2-3", '"例示市見本町\r\n1-2-3, 101"') + "1002,短い行\r\n"
    found = imported(text)
    assert "101" in found.patients[0].address
    assert found.remarks[0].line == 4


def test_a_quote_that_never_closes_is_reported_with_the_lines_it_swallowed() -> None:
    found = imported(HEADER + ROW + '1002,"佐藤\r\n1003,x\r\n')
    assert [each.patient_id for each in found.patients] == ["1001"]
    assert [(each.line, each.kept) for each in found.remarks] == [(3, False)]
    assert "lines 3 to" in found.remarks[0].reason


def test_remarks_repeat_nothing_of_a_patient() -> None:
    found = imported(HEADER + ROW.replace("S60.4.12", "秘密の日"))
    assert "秘密" not in repr(found)


@given(
    st.lists(st.binary(max_size=40).map(lambda row: row.replace(b"\n", b"").replace(b"\r", b"")), max_size=8)
)
def test_nothing_is_lost_whatever_the_bytes(rows: list[bytes]) -> None:
    data = b"patient_id,name\n" + b"\n".join(rows) + b"\n"
    found = read_patients(data)
    assert found.rows == len(found.patients) + sum(not each.kept for each in found.remarks)
