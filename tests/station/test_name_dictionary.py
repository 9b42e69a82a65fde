"""The dictionary of names as the comparison uses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.matching.decide import compare
from kiosk.matching.names.readings import Readings
from kiosk.matching.names.site import Site
from kiosk.matching.report import Outcome, Person
from kiosk.station.name_dictionary import open_readings


@pytest.fixture(scope="module")
def readings() -> Readings:
    return open_readings()


def outcome_of_kana(readings: Readings, name: str, one: str, other: str) -> tuple[Outcome, tuple[str, ...]]:
    person = Person(name, one, "2", date(1985, 4, 12), "見本市例町1-2-3")
    found = compare(person, replace(person, kana=other), site=Site(readings=readings)).fields[1]
    return found.outcome, found.rules


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("三枝　花子", "サエグサ ハナコ", "サイグサ ハナコ"),
        ("中島　花子", "ナカシマ ハナコ", "ナカジマ ハナコ"),
        ("上島　花子", "ウエシマ ハナコ", "ウエジマ ハナコ"),
        ("山崎　花子", "ヤマサキ ハナコ", "ヤマザキ ハナコ"),
    ],
)
def test_a_slip_between_two_known_readings_of_the_same_kanji_is_explained(
    readings: Readings, name: str, one: str, other: str
) -> None:
    assert outcome_of_kana(readings, name, one, other) == (Outcome.EXPLAINED, ("A4",))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("佐藤　花子", "サトウ ハナコ", "サドウ ハナコ"),
        ("大野　花子", "オオノ ハナコ", "オノ ハナコ"),
        ("中野　花子", "ナカノ ハナコ", "ナガノ ハナコ"),
    ],
)
def test_a_reading_that_nobody_knows_stays_a_slip(
    readings: Readings, name: str, one: str, other: str
) -> None:
    assert outcome_of_kana(readings, name, one, other)[0] is Outcome.NEAR


def test_two_quite_different_readings_stay_different_though_both_are_known(readings: Readings) -> None:
    assert outcome_of_kana(readings, "河野　花子", "コウノ ハナコ", "カワノ ハナコ")[0] is Outcome.DIFFER


def test_a_known_reading_explains_nothing_where_the_kanji_are_two_shapes(readings: Readings) -> None:
    one = Person("中嶋　花子", "ナカシマ ハナコ", "2", date(1985, 4, 12), "見本市例町1-2-3")
    other = replace(one, name="中島　花子", kana="ナカジマ ハナコ")
    assert compare(one, other, site=Site(readings=readings)).rule == "ask.kana"


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("斎藤", "斉藤", (Outcome.NEAR, ("conversion",))),
        ("齋藤", "齊藤", (Outcome.NEAR, ("conversion",))),
        ("阿部", "安倍", (Outcome.NEAR, ("conversion",))),
        ("古内", "降内", (Outcome.NEAR, ("one_character",))),
        ("佐藤", "鈴木", (Outcome.DIFFER, ("family",))),
    ],
)
def test_surnames_with_a_reading_in_common_may_be_a_wrong_conversion(
    readings: Readings, one: str, other: str, told: tuple[Outcome, tuple[str, ...]]
) -> None:
    person = Person(f"{one}　花子", "ヨミ ハナコ", "2", date(1985, 4, 12), "見本市例町1-2-3")
    found = compare(person, replace(person, name=f"{other}花子"), site=Site(readings=readings)).fields[0]
    assert (found.outcome, found.rules) == told


def test_a_given_name_of_the_same_sound_may_be_a_wrong_conversion_too(readings: Readings) -> None:
    person = Person("佐藤　良則", "サトウ ヨシノリ", "1", date(1985, 4, 12), "見本市例町1-2-3")
    found = compare(person, replace(person, name="佐藤　義則"), site=Site(readings=readings)).fields[0]
    assert (found.outcome, found.rules, found.part) == (Outcome.NEAR, ("conversion",), "given")
