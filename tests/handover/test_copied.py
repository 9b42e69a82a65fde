"""What is copied by hand: each field as the receipt computer takes it, in the clinic's own order, with what is otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.desk.visit.last_time import Known, moved
from kiosk.handover.copied import COPIED, OF_MOVED, copied
from kiosk.qualification.model import Qualification, Sex
from kiosk.web.language import load_catalogues

ON = date(2026, 12, 1)
SHOWN = Qualification(
    card_classification="01",
    name="佐藤　花子",
    sex=Sex.FEMALE,
    birthdate=date(1985, 4, 12),
    insurer_name="見本健保",
    insurer_number="  138057",
    symbol="０１",
    number="00012",
    branch="01",
    personal_family="1",
    kana="ｻﾄｳ ﾊﾅｺ",
    qualified_on=date(2020, 4, 1),
)


def test_the_order_is_the_clinic_s_and_zeros_stay() -> None:
    told = list(copied(SHOWN, ON, ("number", "insurer_number", "birthdate", "kana", "share"), ()))
    assert [(each.item, each.text) for each in told] == [
        ("number", "00012"),
        ("insurer_number", "138057"),
        ("birthdate", "19850412"),
        ("kana", "サトウ ハナコ"),
        ("share", "3"),
    ]


def test_what_is_otherwise_than_the_last_time_is_marked_and_nothing_else() -> None:
    before = Known("138057", "０１", "00099", "02")
    items = [each.item for each in moved(before, Known("138057", "０１", "00012", "01"))]
    assert {each.item for each in copied(SHOWN, ON, COPIED, items) if each.moved} == {
        "symbol",
        "number",
        "branch",
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_field_has_its_name_and_every_item_stands_in_fields_that_there_are(language: str) -> None:
    said = load_catalogues()[language]
    assert all(said.has(f"desk.copied.{each}") for each in COPIED)
    assert {each for fields in OF_MOVED.values() for each in fields} <= set(COPIED)
    assert all(said.has(f"desk.moved.{each}") for each in OF_MOVED)
