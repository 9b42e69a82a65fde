from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.intake.candidates import Nobody, One, Query, Several, find, index_patients
from kiosk.intake.model import Patient

SATO = Patient(
    "1001", "佐藤 花子", "ｻﾄｳ ﾊﾅｺ", "2", date(1985, 4, 12), "", "", "00990018", "見本・1", "0012", "01"
)
SON = Patient("1002", "佐藤 翔", "ｻﾄｳ ｼﾖｳ", "1", date(2015, 6, 7), "", "", "990018", "見本1", "12", "02")


@pytest.mark.parametrize(
    ("query", "by"),
    [
        (Query(reference_number="０１００１"), ("reference_number",)),
        (Query(insurer_number="  990018", symbol="見本１", number="12", branch="1"), ("insurance",)),
        (
            Query(insurer_number="990018", symbol="見本1", number="12", birthdate=date(1985, 4, 12)),
            ("insurance",),
        ),
        (Query(kana="サトウ　ハナコ", birthdate=date(1985, 4, 12)), ("kana",)),
        (
            Query(reference_number="1001", kana="さとう はなこ", birthdate=date(1985, 4, 12)),
            ("reference_number", "kana"),
        ),
    ],
)
def test_one_patient_is_found_by_each_way_in_any_spelling(query: Query, by: tuple[str, ...]) -> None:
    assert find(index_patients([SATO, SON]), query) == One(SATO, by)


def test_small_kana_written_large_is_found() -> None:
    assert find(index_patients([SON]), Query(kana="サトウ ショウ", birthdate=date(2015, 6, 7))) == One(
        SON, ("kana",)
    )


def test_several_are_listed_and_never_narrowed_to_one() -> None:
    twin = replace(SATO, patient_id="1003", number="99")
    found = find(index_patients([SATO, SON, twin]), Query(kana="サトウ ハナコ", birthdate=date(1985, 4, 12)))
    assert found == Several((One(SATO, ("kana",)), One(twin, ("kana",))))


def test_ways_that_contradict_each_other_give_several() -> None:
    found = find(
        index_patients([SATO, SON]),
        Query(reference_number="1001", kana="サトウ ショウ", birthdate=date(2015, 6, 7)),
    )
    assert isinstance(found, Several)


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(reference_number="9"),
        Query(kana="サトウ ハナコ"),
        Query(birthdate=date(1985, 4, 12)),
        Query(insurer_number="990018", symbol="見本1", number="12"),
        Query(insurer_number="990018", symbol="見本1", number="12", branch="03", birthdate=date(1985, 4, 12)),
    ],
)
def test_too_little_or_something_else_finds_nobody(query: Query) -> None:
    assert find(index_patients([SATO, SON, Patient("", "名無し")]), query) == Nobody()
