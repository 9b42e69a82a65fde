"""Who is found by what. A search needs every item, and nothing is ever relaxed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.national.halfwidth import halfwidth_kana
from hardware_mocks.national.registry import DocumentItems, Entry, PrintedItems, Registry, fold
from hardware_mocks.personas.model import Persona, all_personas

REGISTRY = Registry.from_personas(all_personas())
COVERED = [REGISTRY.entry(each.id) for each in all_personas() if each.registry.get("qualifications")]


def check_digit(number: str) -> int:
    """Weights 2, 1, 2, 1 … from the right, digit sums of the products, complement to ten."""
    products = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(number))]
    return (10 - sum(product // 10 + product % 10 for product in products) % 10) % 10


def document(entry: Entry) -> DocumentItems:
    cover = entry.covers[0]
    return DocumentItems(cover.insurer, cover.symbol, cover.number, cover.branch, entry.insured.birthdate)


def printed(entry: Entry) -> PrintedItems:
    person = entry.resident
    return PrintedItems(person.name, person.birthdate, person.sex, person.address)


@pytest.mark.parametrize("entry", COVERED, ids=lambda each: each.id)
def test_everybody_is_found_by_their_own_document_and_alone(entry: Entry) -> None:
    assert REGISTRY.by_document(document(entry)) == (entry,)


@pytest.mark.parametrize("entry", COVERED, ids=lambda each: each.id)
def test_everybody_is_found_by_their_four_printed_items_and_alone(entry: Entry) -> None:
    assert REGISTRY.by_printed_items(printed(entry)) == (entry,)


@pytest.mark.parametrize("item", ["insurer", "symbol", "number", "branch"])
@pytest.mark.parametrize("entry", COVERED, ids=lambda each: each.id)
def test_hazard_one_wrong_item_of_a_document_finds_nobody(entry: Entry, item: str) -> None:
    assert REGISTRY.by_document(replace(document(entry), **{item: "77"})) == ()


@pytest.mark.parametrize("item", ["name", "sex", "address"])
def test_hazard_one_wrong_printed_item_finds_nobody(item: str) -> None:
    assert REGISTRY.by_printed_items(replace(printed(COVERED[0]), **{item: "9"})) == ()


def test_two_with_the_same_document_are_both_found_so_that_nobody_is_picked() -> None:
    twin = replace(COVERED[0], id="twin")
    assert len(Registry([COVERED[0], twin]).by_document(document(twin))) == 2


@pytest.mark.parametrize("person", all_personas(), ids=lambda each: each.id)
def test_insurers_of_the_demo_cannot_exist_and_have_right_check_digits(person: Persona) -> None:
    for cover in REGISTRY.entry(person.id).covers:
        assert cover.insurer[-6:-4] == "99"
        assert int(cover.insurer[-1]) == check_digit(cover.insurer[:-1])
        assert "見本" in cover.insurer_name


def test_numbers_of_the_late_elderly_have_right_check_digits() -> None:
    numbers = [cover.number for entry in COVERED for cover in entry.covers if cover.insurer.startswith("39")]
    assert numbers
    assert all(int(number[-1]) == check_digit(number[:-1]) for number in numbers)


def test_an_insurer_that_changes_a_record_in_mid_visit_is_seen_at_the_next_question() -> None:
    registry = Registry([COVERED[0]])
    registry.change(replace(COVERED[0], validity="2"))
    assert registry.entry(COVERED[0].id).validity == "2"


def test_nobody_unknown_can_be_enrolled_or_registered() -> None:
    with pytest.raises(KeyError):
        REGISTRY.register("nobody")


@pytest.mark.parametrize(
    ("full", "half"),
    [
        ("サトウ　ハナコ", "ｻﾄｳ ﾊﾅｺ"),
        ("ガギグ　パピプ", "ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟﾌﾟ"),
        ("ショウイチ", "ｼｮｳｲﾁ"),
        ("オータ　ヴィヲ", "ｵｰﾀ ｳﾞｨｦ"),
        ("", ""),
    ],
)
def test_kana_become_half_width(full: str, half: str) -> None:
    assert halfwidth_kana(full) == half


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x30A1, max_codepoint=0x30F4), max_size=20))
def test_half_width_kana_fold_back_to_what_they_were(kana: str) -> None:
    assert fold(halfwidth_kana(kana)) == fold(kana)
