from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.documents import FIELDS, Keyed, Unlike, keyed_twice
from kiosk.qualification.grounds import TypedDocument

KEYED = Keyed("06130012", "見本", "123", "01", "1985-04-12")


def test_the_same_twice_is_a_document_in_the_name_of_who_typed_it() -> None:
    assert keyed_twice(KEYED, KEYED, "tanaka") == TypedDocument(
        "06130012", "見本", "123", "01", date(1985, 4, 12), "tanaka"
    )


def test_full_width_digits_are_the_same_digits() -> None:
    assert isinstance(
        keyed_twice(KEYED, replace(KEYED, insurer_number="０６１３００１２"), "t"), TypedDocument
    )


@given(st.sampled_from(FIELDS), st.text("0123456789", min_size=1, max_size=8))
def test_one_different_field_names_itself_and_nothing_is_sent(name: str, other: str) -> None:
    second = replace(KEYED, **{name: other})

    found = keyed_twice(KEYED, second, "t")

    assert found == Unlike((name,)) or getattr(second, name) == getattr(KEYED, name)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"insurer_number": "123"}, "insurer_number"),
        ({"insurer_number": "1234567a"}, "insurer_number"),
        ({"number": ""}, "number"),
        ({"birthdate": "1985-02-30"}, "birthdate"),
        ({"birthdate": ""}, "birthdate"),
    ],
)
def test_what_cannot_be_on_a_document_is_not_asked_about(changes: dict[str, str], wrong: str) -> None:
    keyed = replace(KEYED, **changes)

    assert keyed_twice(keyed, keyed, "t") == Unlike((wrong,))


def test_a_document_of_the_elderly_has_no_symbol() -> None:
    keyed = replace(KEYED, insurer_number="39130012", symbol="", branch="")

    assert isinstance(keyed_twice(keyed, keyed, "t"), TypedDocument)
