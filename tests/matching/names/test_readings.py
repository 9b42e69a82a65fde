from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.matching.names import kana
from kiosk.matching.names.sounds import compare_kana, compare_readings
from kiosk.matching.report import Outcome

KATAKANA = st.text(
    "アイウエオカガキギクケコサシスソタチツテトナニノハバパヒフヘホマミムモヤユヨラリルレロワンッャュョー",
    min_size=1,
    max_size=10,
)


@pytest.mark.parametrize(
    ("displayed", "held", "rules"),
    [
        ("シヨウイチ", "ショウイチ", ("A1",)),
        ("ヴィ", "ビ", ("A2",)),
        ("ミヅキ", "みずき", ("A2",)),
        ("オオタ ユウコ", "オータ ユーコ", ("A3",)),
        ("ｵｵﾀ ﾕｳｺ", "おおた　ゆーこ", ("A3",)),
        ("シヨウゾウ", "ショーゾー", ("A1", "A3")),
        ("スミス ジョン", "ジョン スミス", ("K7",)),
    ],
)
def test_one_reading_spelled_in_two_ways_is_explained_by_its_rule(
    displayed: str, held: str, rules: tuple[str, ...]
) -> None:
    found = compare_readings(displayed, held)
    assert (found.outcome, found.rules) == (Outcome.EXPLAINED, rules)


@pytest.mark.parametrize(
    ("displayed", "held"),
    [("ﾊﾟﾝﾀﾞ", "ハ゜ンタ゛"), ("ｻﾄｳ ﾊﾅｺ", "さとう　はなこ"), ("サトウハナコ", "サトウ ハナコ")],
)
def test_width_hiragana_and_spaces_are_no_difference(displayed: str, held: str) -> None:
    assert compare_readings(displayed, held).outcome is Outcome.AGREE


@pytest.mark.parametrize(
    ("displayed", "held", "outcome"),
    [
        ("ナカシマ ハジメ", "ナカジマ ハジメ", Outcome.NEAR),
        ("オオノ ハジメ", "オノ ハジメ", Outcome.NEAR),
        ("ナカノ ハジメ", "ナガノ ハジメ", Outcome.NEAR),
        ("ヤマダ ミカ", "ヤマダ リカ", Outcome.DIFFER),
        ("スズキ ハジメ", "サトウ ハジメ", Outcome.DIFFER),
        ("サトウ ハジメ", "SATO HAJIME", Outcome.UNKNOWN),
    ],
)
def test_length_and_voicing_are_never_dropped(displayed: str, held: str, outcome: Outcome) -> None:
    assert compare_readings(displayed, held).outcome is outcome


@pytest.mark.parametrize("absent", [None, "", "　", "－"])
def test_an_absent_reading_is_unknown(absent: str | None) -> None:
    assert compare_kana(absent, "サトウ").outcome is Outcome.UNKNOWN
    assert compare_kana(absent, absent).outcome is Outcome.UNKNOWN


@given(KATAKANA)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert kana.folded(kana.folded(text)) == kana.folded(text)


@given(KATAKANA)
def test_folding_keeps_the_number_of_kana(text: str) -> None:
    assert len(kana.folded(text)) == len(text)


@given(KATAKANA, KATAKANA)
def test_comparing_readings_is_symmetric(one: str, other: str) -> None:
    assert compare_readings(one, other) == compare_readings(other, one)


def test_a_word_of_one_kana_is_a_word_and_no_initial() -> None:
    assert compare_readings("ヴ マイ ゴック", "ヴ マイ").rules == ("shorter",)
    assert compare_readings("レ アン", "レイ アン").outcome is not Outcome.EXPLAINED


def test_a_slip_in_the_given_name_is_no_other_given_name_beside_another_surname() -> None:
    assert compare_readings("ハシヤマ ヤスタ", "タカハシ ヤズタ").part == "family"
    assert compare_readings("ハシヤマ ヤスタ", "タカハシ ケンジ").part == "both"
