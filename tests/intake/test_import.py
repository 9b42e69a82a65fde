from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.intake.csv.faults import LayoutError
from kiosk.intake.csv.file import Read, Row, Unread, open_patients
from kiosk.intake.csv.layout import Layout, read_layout
from kiosk.intake.csv.records import LONGEST
from kiosk.intake.model import Patient
from kiosk.intake.person import person_of_patient
from kiosk.intake.remarks import Reason, Remark

HEADER = "患者番号,氏名,カナ氏名,性別,生年月日,住所,郵便番号,保険者番号,記号,番号,枝番,電話番号\r\n"
ROW = "1001,佐藤 花子,ｻﾄｳ ﾊﾅｺ,女,S60.4.12,例示市見本町1-2-3,000-0001,99990018,見本1,12,01,\r\n"


def rows_of(data: bytes, layout: Layout | None = None) -> list[Row]:
    return list(open_patients(BytesIO(data), layout).rows)


def imported(text: str, encoding: str = "cp932") -> list[Row]:
    return rows_of(text.encode(encoding))


def patients(rows: list[Row]) -> list[Patient]:
    return [row.patient for row in rows if isinstance(row, Read)]


def numbers(rows: list[Row]) -> list[str]:
    return [each.patient_id for each in patients(rows)]


def remarks(rows: list[Row]) -> list[Remark]:
    return [each for row in rows for each in (row.doubts if isinstance(row, Read) else (row.remark,))]


@pytest.mark.parametrize(
    "encoding", ["cp932", "utf-8", "utf-8-sig", "euc_jp", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_receipt_computers_export_is_read_in_every_encoding_that_they_write(encoding: str) -> None:
    found = imported(HEADER + ROW, encoding)
    assert remarks(found) == []
    (patient,) = patients(found)
    assert (patient.patient_id, patient.name, patient.kana) == ("1001", "佐藤 花子", "ｻﾄｳ ﾊﾅｺ")
    assert (patient.sex, patient.birthdate, patient.branch) == ("2", date(1985, 4, 12), "01")
    assert person_of_patient(patient).postcode == "000-0001"


def test_a_character_with_its_variation_selector_comes_through() -> None:
    (patient,) = patients(imported(HEADER + ROW.replace("佐藤", "葛\U000e0100城"), "utf-8"))
    assert patient.name == "葛\U000e0100城 花子"


def test_the_canonical_header_and_any_column_order_are_understood() -> None:
    (patient,) = patients(imported("birthdate,unknown,patient_id,name\n1985-04-12,x,7,佐藤 花子\n", "utf-8"))
    assert (patient.patient_id, patient.name, patient.phone) == ("7", "佐藤 花子", "")
    assert patient.birthdate == date(1985, 4, 12)


@pytest.mark.parametrize(
    "written", ["S60.4.12", "昭和60年4月12日", "3600412", "昭60/4/12", "S600412", "1985/4/12", "19850412", "昭和六十年四月十二日", "Ｓ６０．０４．１２"]
)  # fmt: skip
def test_a_birth_date_is_read_in_every_notation_of_receipt_computers(written: str) -> None:
    (patient,) = patients(imported(HEADER + ROW.replace("S60.4.12", written)))
    assert patient.birthdate == date(1985, 4, 12)


def test_a_mapping_file_names_columns_joins_them_and_translates_codes() -> None:
    layout = read_layout(
        'delimiter = "\\t"\nskip = 1\n[columns]\npatient_id = "No"\nname = ["姓", "名"]\n[sex]\n"0" = "1"\n'
    )
    rows = rows_of("患者一覧 令和8年\nNo\t姓\t名\t性別\n5\t佐藤\t一郎\t0\n6\tx\n".encode(), layout)
    assert [(each.patient_id, each.name, each.sex) for each in patients(rows)] == [("5", "佐藤 一郎", "1")]
    assert remarks(rows) == [Remark(4, "", Reason.TORN, kept=False)]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("[columns", "not TOML"),
        ('[columns]\nnaem = "x"', "naem"),
        ('encoding = "latin-1"', "cp932"),
        ('delimiter = "ab"', "one character"),
        ("skip = -1", "lines above"),
        ("kolumns = 1", "kolumns"),
    ],
)
def test_a_bad_mapping_says_what_is_wrong(mapping: str, said: str) -> None:
    with pytest.raises(LayoutError, match=said):
        read_layout(mapping)


@pytest.mark.parametrize("layout", [Layout(), Layout({"patient_id": ("番号X",)})])
def test_a_header_without_the_patients_number_is_refused(layout: Layout) -> None:
    with pytest.raises(LayoutError, match="patient"):
        open_patients(BytesIO("氏名,住所\n佐藤,見本町\n".encode()), layout)


def test_of_two_columns_with_one_heading_the_mapping_must_say_which() -> None:
    data = "患者番号,番号,番号\n1,12,34\n".encode()
    with pytest.raises(LayoutError, match='number = "番号#1"'):
        open_patients(BytesIO(data))
    (patient,) = patients(rows_of(data, read_layout('[columns]\nnumber = "番号#2"')))
    assert patient.number == "34"
    with pytest.raises(LayoutError, match="番号#3"):
        open_patients(BytesIO(data), read_layout('[columns]\nnumber = "番号#3"'))


def test_headings_that_nobody_reads_may_be_equal() -> None:
    assert numbers(rows_of("患者番号,備考,備考\n1,x,y\n".encode())) == ["1"]


def test_every_row_that_could_not_be_read_is_reported_with_line_reason_and_remedy() -> None:
    empty_number = ",佐藤" + "," * 10 + "\r\n"
    found = imported(HEADER + ROW + empty_number + "1002,短い行\r\n" + "\r\n" + ROW.replace("1001", "1003"))
    assert numbers(found) == ["1001", "1003"]
    assert remarks(found) == [
        Remark(3, "patient_id", Reason.NO_NUMBER, kept=False),
        Remark(4, "", Reason.TORN, kept=False),
    ]
    assert all(each.sentence and each.remedy for each in Reason)


def test_of_a_torn_row_the_number_is_known_so_that_the_earlier_row_can_stay() -> None:
    torn = [row for row in imported(HEADER + "1002,短い行\r\n") if isinstance(row, Unread)]
    assert [each.patient_id for each in torn] == ["1002"]


def test_a_patient_with_an_unreadable_day_is_kept_and_reported() -> None:
    found = imported(HEADER + ROW.replace("S60.4.12", "S60.13.12").replace("女", "?"))
    assert patients(found)[0].birthdate is None
    assert remarks(found) == [
        Remark(2, "birthdate", Reason.UNREADABLE, kept=True),
        Remark(2, "sex", Reason.UNREADABLE, kept=True),
    ]


def test_an_item_longer_than_any_such_item_is_left_empty_and_reported() -> None:
    found = imported(HEADER + ROW.replace("99990018", "9" * 17))
    assert patients(found)[0].insurer_number == ""
    assert remarks(found) == [Remark(2, "insurer_number", Reason.TOO_LONG, kept=True)]
    assert remarks(imported(HEADER + ROW.replace("1001", "9" * 65)))[0].reason is Reason.TOO_LONG


def test_nul_bytes_are_taken_out_and_reported() -> None:
    found = imported(HEADER + ROW.replace("佐藤", "佐\0藤"))
    assert patients(found)[0].name == "佐藤 花子"
    assert remarks(found) == [Remark(2, "name", Reason.CONTROL, kept=True)]


@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
def test_a_broken_byte_costs_its_own_row_only_and_changes_no_encoding(encoding: str) -> None:
    broken = b"1002,\x81\xff" + b"," * 10 + b"\r\n"
    data = (HEADER + ROW).encode(encoding) + broken + ROW.replace("1001", "1003").encode(encoding)
    found = rows_of(data)
    assert open_patients(BytesIO(data)).encoding == encoding
    assert numbers(found) == ["1001", "1003"]
    assert remarks(found) == [Remark(3, "name", Reason.BYTES, kept=False)]


def test_quoted_fields_may_hold_commas_and_line_breaks_and_lines_are_still_counted() -> None:
    text = HEADER + ROW.replace("例示市見本町1-2-3", '"例示市見本町\r\n1-2-3, 101"') + "1002,短い行\r\n"
    found = imported(text)
    assert "101" in patients(found)[0].address
    assert remarks(found)[0].line == 4


def test_a_quote_that_never_closes_costs_its_own_line_and_no_other() -> None:
    others = "".join(ROW.replace("1001", str(number)) for number in range(2000, 2000 + 3 * LONGEST))
    found = imported(HEADER + ROW + '1002,"佐藤\r\n' + others)
    assert numbers(found) == ["1001", *(str(number) for number in range(2000, 2000 + 3 * LONGEST))]
    assert remarks(found) == [Remark(3, "", Reason.NOT_CSV, kept=False)]


def test_a_last_row_that_was_cut_off_is_reported() -> None:
    found = imported(HEADER + ROW + '1002,佐藤 次郎,"ｻﾄ')
    assert numbers(found) == ["1001"]
    assert remarks(found) == [Remark(3, "", Reason.NOT_CSV, kept=False)]


def test_remarks_repeat_nothing_of_a_patient() -> None:
    found = imported(HEADER + ROW.replace("S60.4.12", "秘密の日"))
    assert "秘密" not in repr(found)


def is_blank(row: bytes) -> bool:
    """Whether some encoding that is read makes nothing but spaces and commas of it: 0x8140 is a wide space."""
    texts = (row.decode(each, errors="replace") for each in ("utf-8", "cp932", "euc_jp"))
    return any(all(sign.isspace() or sign in ",\0" for sign in text) for text in texts)


@example([b"\x81@"])
@given(st.lists(st.binary(max_size=40).map(lambda row: row.translate(None, b'\n\r"')), max_size=8))
def test_nothing_is_lost_whatever_the_bytes(rows: list[bytes]) -> None:
    found = rows_of(b"patient_id,name\n" + b"\n".join(rows) + b"\n")
    held = [number for number, row in enumerate(rows, start=2) if not is_blank(row)]
    told = {row.line if isinstance(row, Read) else row.remark.line for row in found}
    assert set(held) <= told
