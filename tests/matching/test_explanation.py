from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kiosk.matching.explain import Mark, align, explain
from kiosk.matching.report import Person


def marks(one: str, other: str) -> list[tuple[str, str, str, str]]:
    return [(cell.displayed, cell.held, cell.mark.value, cell.rule) for cell in align(one, other)]


def test_every_character_stands_over_its_partner_with_its_reason() -> None:
    assert marks("●﨑 子", "髙崎 枝") == [
        ("●", "髙", "unknown", "K3"),
        ("﨑", "崎", "explained", "K1"),
        (" ", " ", "equal", ""),
        ("子", "枝", "different", ""),
    ]


def test_a_character_too_many_stands_alone() -> None:
    assert marks("佐藤", "佐々藤") == [
        ("佐", "佐", "equal", ""),
        ("", "々", "different", ""),
        ("藤", "藤", "equal", ""),
    ]


def test_the_five_fields_come_in_order_and_long_vowels_are_explained() -> None:
    one = Person("大田", "オオタ", "1", date(1970, 1, 2), "見本町1")
    fields = dict(explain(one, Person("大田", "おーた", None, None, "見本町2", birthdate_written="S45.1.2")))
    assert list(fields) == ["name", "kana", "sex", "birthdate", "address"]
    assert [cell.rule for cell in fields["kana"]] == ["", "A3", ""]
    assert [cell.mark for cell in fields["sex"]] == [Mark.UNKNOWN]


@given(st.text("佐藤々髙高一 ", max_size=8), st.text("佐藤々髙高一 ", max_size=8))
def test_no_character_is_lost_in_the_rows(one: str, other: str) -> None:
    cells = align(one, other)
    assert "".join(cell.displayed for cell in cells) == " ".join(one.split())
    assert "".join(cell.held for cell in cells) == " ".join(other.split())
