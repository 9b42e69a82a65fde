"""A claim file is cut and written back without the loss of a byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.claims.file.layout import RECORDS
from kiosk.claims.file.uke import read, write

EDGES = (
    b"\x81\x5c",  # ―: second byte is a backslash
    b"\x81\x7c",  # －: second byte is a bar
    b"\x83\x5c",  # ソ
    b"\x87\x40",  # ①, NEC row 13
    b"\xed\x40",  # 纊, NEC-selected IBM extension
    b"\xfb\xfc",  # 髙, IBM extension
    b"\xfa\x40",
    b"\xfc\x4b",
    b"\xb1\xb2",  # half-width ｱｲ
    b"\x81\x20",  # no character
)


def written(data):
    lines = read(data)
    return write(lines.records, lines.tail)


def test_every_record_has_the_fields_of_the_published_tables(clinic):
    assert {kind: len(fields) for kind, fields in RECORDS.items()} == clinic.counts


def test_an_insurers_number_is_always_eight_bytes():
    described = RECORDS["HO"][1]
    assert (described.name, described.octets, described.fixed) == ("保険者番号", 8, True)


@pytest.mark.parametrize(
    ("kind", "at", "name", "octets"),
    [
        ("IR", 8, "請求年月", 6),
        ("RE", 14, "カルテ番号等", 20),
        ("RE", 37, "カタカナ氏名", 80),
        ("RE", 38, "患者の状態", 60),
        ("HO", 12, "負担金額・医療保険", 9),
        ("KO", 8, "公費給付対象外来一部負担金", 6),
        ("SN", 7, "枝番", 2),
        ("JD", 33, "31日の情報", 1),
        ("SY", 7, "主傷病", 2),
        ("SI", 14, "1日の情報", 3),
        ("IY", 5, "使用量", 11),
        ("TO", 18, "1日の情報", 3),
        ("CO", 5, "文字データ", 76),
        ("SJ", 3, "症状詳記データ", 2400),
        ("GO", 3, "総合計点数", 10),
    ],
)
def test_a_field_stands_where_the_published_table_has_it(kind, at, name, octets):
    described = RECORDS[kind][at - 1]
    assert (described.name, described.octets) == (name, octets)


@given(st.binary(max_size=400))
def test_any_bytes_come_back_as_they_were(data):
    assert written(data) == data


@given(st.lists(st.sampled_from((b",", b"\r\n", b"\n", b"\r", b"\x1a", b"RE", b"HO", *EDGES)), max_size=60))
def test_any_mixture_of_marks_and_edge_characters_comes_back(pieces):
    data = b"".join(pieces)
    assert written(data) == data


@pytest.mark.parametrize("edge", EDGES)
def test_an_edge_character_is_never_taken_for_a_comma_or_a_line_end(edge):
    (record,) = read(b"CO,01,1,810000001," + edge + b"\r\n").records
    assert record.fields == (b"CO", b"01", b"1", b"810000001", edge)


def test_a_file_without_an_end_mark_is_read_as_well(clinic):
    with_mark, without = read(clinic.uke([clinic.bill()])), read(clinic.uke([clinic.bill()], end=b""))
    assert (with_mark.records, with_mark.tail, without.tail) == (without.records, b"\x1a", b"")


def test_every_kind_of_record_is_known_by_its_id(clinic):
    data = b"".join(kind.encode() + b"," * (count - 1) + b"\r\n" for kind, count in clinic.counts.items())
    assert [(each.kind, len(each.fields)) for each in read(data).records] == list(clinic.counts.items())


def test_lines_are_counted_from_one(clinic):
    lines = read(clinic.uke([clinic.bill()]))
    assert [each.line for each in lines.records] == list(range(1, len(lines.records) + 1))


@given(st.text(alphabet="0123456789", max_size=6000))
def test_a_number_of_any_length_is_a_number_or_none(digits):
    (record,) = read(f"GO,{digits}\r\n".encode()).records
    assert record.number(1) == (int(digits) if 0 < len(digits) <= 10 else None)
