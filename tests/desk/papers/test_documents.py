from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.papers.documents import FIELDS, SECOND_PERSON, Keyed, Unlike, keyed_twice, read_back, refusal
from kiosk.evidence.kinds import EvidenceKind
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


@pytest.mark.parametrize(("insurer", "symbol"), [("06130012", ""), ("39130012", "見本")])
def test_a_symbol_belongs_to_every_document_but_that_of_the_elderly(insurer: str, symbol: str) -> None:
    keyed = replace(KEYED, insurer_number=insurer, symbol=symbol)
    assert keyed_twice(keyed, keyed, "t") == Unlike(("symbol",))


def test_a_document_without_a_symbol_is_one_when_it_is_said() -> None:
    keyed = replace(KEYED, symbol="", no_symbol=True)
    assert isinstance(keyed_twice(keyed, keyed, "t"), TypedDocument)
    assert keyed_twice(*[replace(KEYED, no_symbol=True)] * 2, "t") == Unlike(("symbol",))


def test_read_back_by_somebody_else_stands_in_the_document() -> None:
    found = read_back(KEYED, "tanaka", "suzuki")
    assert isinstance(found, TypedDocument)
    assert (found.typed_by, found.read_back_by) == ("tanaka", "suzuki")


@pytest.mark.parametrize("second", ["", "tanaka"])
def test_nobody_reads_back_what_they_typed_themselves(second: str) -> None:
    assert read_back(KEYED, "tanaka", second) == Unlike((SECOND_PERSON,))


@pytest.mark.parametrize(
    ("kind", "card", "says"),
    [
        (EvidenceKind.PORTAL, True, ""),
        (EvidenceKind.PORTAL, False, "show_card_too"),
        (EvidenceKind.OLD_CARD, True, "not_that_day"),
        (EvidenceKind.EARLIER_VISIT, True, "deem_instead"),
    ],
)
def test_what_was_seen_is_refused_with_what_to_do_instead(kind: EvidenceKind, card: bool, says: str) -> None:
    assert refusal(kind, date(2026, 11, 21), card=card) == says


def test_an_old_card_in_the_last_months_is_to_be_typed() -> None:
    assert refusal(EvidenceKind.OLD_CARD, date(2026, 2, 1), card=False) == "type_it"
