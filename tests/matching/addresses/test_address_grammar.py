"""Addresses as people write them: a list by hand, and classes drawn from how addresses are built."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.matching.addresses.residences import compare_addresses, compare_places
from kiosk.matching.parts import AGREES
from kiosk.matching.report import Outcome, Person
from rehearsal.measure.addresses.classes import CLASSES, cases, missing_detail
from rehearsal.measure.addresses.spelling import House, Town, hyphens, place, wide, words

HERE = Path(__file__).parent
EACH = 120


def read_towns() -> list[Town]:
    lines = (HERE / "towns.tsv").read_text("utf-8").splitlines()
    return [Town(*line.split("\t")[:3], blocks=line.endswith("1")) for line in lines]


TOWNS = read_towns()
DRAWN = list(cases(TOWNS, EACH, Random(3)))
houses = st.builds(
    House,
    st.sampled_from(TOWNS),
    st.none() | st.integers(1, 9),
    st.lists(st.integers(1, 3000), min_size=1, max_size=2).map(tuple),
)


def verdict(one: str, other: str) -> str:
    outcome = compare_places(one, other).outcome
    return "one place" if outcome in AGREES else "ask" if outcome is Outcome.NEAR else "two places"


@pytest.mark.parametrize("expected", ["one place", "ask", "two places"])
def test_the_list_by_hand_is_read_as_written(expected: str) -> None:
    rows = [line.split("\t") for line in (HERE / "address_pairs.tsv").read_text("utf-8").splitlines()]
    wrong = [
        (one, other) for kind, one, other in rows if kind == expected and verdict(one, other) != expected
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", CLASSES)
def test_one_place_is_recognised_however_it_is_written(kind: str) -> None:
    drawn = [case for case in DRAWN if case.kind == kind and case.same]
    wrong = [case for case in drawn if verdict(case.one, case.other) != "one place"]
    assert len(drawn) == EACH
    assert len(wrong) <= EACH * 0.005, wrong


@pytest.mark.parametrize("kind", CLASSES)
def test_another_number_is_never_the_same_place(kind: str) -> None:
    drawn = [case for case in DRAWN if case.kind == kind and not case.same]
    assert len(drawn) > EACH // 2
    assert [case for case in drawn if verdict(case.one, case.other) == "one place"] == []


def test_an_address_that_stops_early_asks() -> None:
    found = Counter(verdict(*pair) for pair in missing_detail(TOWNS, EACH, Random(3)))
    assert found == {"ask": EACH}


def test_the_order_of_the_sides_does_not_matter() -> None:
    assert [
        case for case in DRAWN if compare_places(case.one, case.other) != compare_places(case.other, case.one)
    ] == []


@given(houses)
def test_width_and_spaces_change_nothing(house: House) -> None:
    one, other = place(house) + hyphens(house), place(house) + words(house)
    spaced = f"　{house.town.prefecture}　{house.town.city} {house.town.name}  {words(house)} "
    for spelled in (wide(one), wide(other), spaced):
        assert compare_places(one, spelled).outcome in AGREES


@given(houses, houses, st.sampled_from(["words", "wide", "spaces", "building"]))
def test_another_way_of_writing_never_makes_two_places_one(one: House, other: House, noise: str) -> None:
    plain = place(other) + hyphens(other)
    noisy = {
        "words": place(other) + words(other),
        "wide": wide(plain),
        "spaces": plain.replace("-", " - "),
        "building": f"{plain} 見本ハイツ",
    }[noise]
    first = place(one) + hyphens(one)
    if compare_places(first, plain).outcome is Outcome.DIFFER:
        assert compare_places(first, noisy).outcome not in AGREES


HOSTILE = st.text(
    st.sampled_from(
        "一二十百〇1２3-－ーのノ丁目番地号条線第割字大小東西南北入上る京都市区町村郡県()（〒 　ABイロ甲"
    ),
    max_size=120,
)


@given(HOSTILE, HOSTILE)
@example("1番地" * 40, "番地1" * 40)
@example("一" * 199, "の一" * 99)
@example("京都市北区" + "上る" * 90, "京都市北区")
def test_no_text_breaks_the_reading_or_its_symmetry(one: str, other: str) -> None:
    assert compare_places(one, other) == compare_places(other, one)


@given(HOSTILE)
def test_a_text_agrees_with_itself_unless_it_is_empty(text: str) -> None:
    found = compare_addresses(Person(address=text), Person(address=text)).outcome
    assert found is Outcome.AGREE or not text.strip(" 　-－ー")


def calls(length: int) -> int:
    """Functions entered while two long texts are compared, those written in C included."""
    one, other = Person(address="1番地の" * (length // 4)), Person(address="1番地の" * (length // 4) + "2")
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    gc.disable()  # a collection in between would call what others hung on it
    sys.setprofile(counting)
    try:
        compare_addresses(one, other)
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def test_a_text_of_any_length_takes_the_same_few_steps() -> None:
    # The fewest of three: what a first call has to make, and what the interpreter does in between, is not the length's.
    fewest = {length: min(calls(length) for _ in range(3)) for length in (10_000, 20_000)}
    assert fewest[10_000] == fewest[20_000] < 60


def test_what_is_too_long_for_an_address_is_unreadable_and_not_different() -> None:
    long = "東京都例示市見本町" * 40
    assert compare_places(long, long + "1").outcome is Outcome.UNKNOWN
    assert compare_places(long, f" {long}").outcome is Outcome.AGREE
