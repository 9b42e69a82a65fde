from __future__ import annotations

import pytest

from kiosk.matching.fields import compare_fields
from kiosk.matching.names.kanji import compare_names
from kiosk.matching.names.sounds import compare_kana
from kiosk.matching.names.variants import JIS78_AND_83, SURNAMES, variant_rule
from kiosk.matching.report import Outcome, Person


def compared(one: Person, other: Person) -> tuple[Outcome, tuple[str, ...]]:
    found = compare_names(one, other, compare_kana(one.kana, other.kana))
    return found.outcome, found.rules


@pytest.mark.parametrize(
    ("displayed", "held", "rules"),
    [
        ("髙橋　一郎", "高橋 一郎", ("K1",)),
        ("山﨑", "山崎", ("K1",)),
        ("渡邊", "渡邉", ("K1",)),
        ("渡邊", "渡辺", ("K1",)),
        ("𠮷田", "吉田", ("K1",)),
        ("濵田", "浜田", ("K1",)),
        ("檜山", "桧山", ("K2",)),
        ("諌山", "諫山", ("K2",)),
        ("佐藤［鈴木］　花子", "佐藤 花子", ("K4",)),
        ("佐藤（旧姓鈴木）花子", "佐藤花子", ("K4",)),
        ("佐藤　花子（保）", "佐藤 花子", ("K11",)),
        ("ヴィクトリア 真理", "ビクトリア 真理", ("K9",)),
        ("SMITH JOHN", "Smith, John", ("K7",)),
        ("ＳＭＩＴＨ　ＪＯＨＮ", "SMITH-JOHN", ("K7",)),
        ("MÜLLER ANNA", "Anna Muller", ("K7",)),
        ("スミス ジョン", "ジョン　スミス", ("K7",)),
        ("佐々木　一", "佐佐木 一", ("K8",)),
        ("山田 エミ", "山田 えみ", ("K9",)),
        ("三ヶ月 光", "三ケ月 光", ("K9",)),
    ],
)
def test_one_name_written_in_two_ways_is_explained_by_its_rule(
    displayed: str, held: str, rules: tuple[str, ...]
) -> None:
    assert compared(Person(displayed), Person(held)) == (Outcome.EXPLAINED, rules)


@pytest.mark.parametrize(
    ("displayed", "held"),
    [("葛\U000e0100西 誠", "葛西　誠"), ("佐藤　花子", "佐藤花子"), ("神田\ufe00", "神田")],
)
def test_selectors_and_spaces_are_no_difference(displayed: str, held: str) -> None:
    assert compared(Person(displayed), Person(held))[0] is Outcome.AGREE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        "斎斉",
        "祐佑",
        "裕祐",
        "朗郎",
        "礒磯",
        "弘宏",
        "己巳",
        "治冶",
        "田岡",
        "高亨",
        "坂阪",
        "畑畠",
        "太大",
        "莊庄",
    ],
)
def test_characters_that_names_keep_apart_are_no_variants(one: str, other: str) -> None:
    assert variant_rule(one, other) is None


def test_every_variant_that_clinics_meet_is_listed() -> None:
    met = "髙高 﨑崎 濵濱 濵浜 邉邊 邉辺 德徳 栁柳 𠮷吉 澤沢 廣広 國国 櫻桜 眞真 惠恵 嶋島 嶌島 峯峰 冨富 舘館 龍竜 瀧滝 條条 曾曽 埜野 彌弥 壽寿 實実 榮栄 圓円 藏蔵 莊荘 渕淵"
    assert [pair for pair in met.split() if variant_rule(pair[0], pair[1]) not in {"K1", "K2"}] == []


def test_variants_hold_in_both_orders_and_every_entry_is_a_pair() -> None:
    for pair in (*SURNAMES.split(), *JIS78_AND_83.split()):
        assert len(pair) == 2
        assert variant_rule(pair[0], pair[1]) == variant_rule(pair[1], pair[0]) is not None


def test_variants_are_never_chained() -> None:
    # 辨 and 瓣 both became 弁, and are still two characters.
    assert variant_rule("辨", "弁")
    assert variant_rule("瓣", "弁")
    assert variant_rule("辨", "瓣") is None


def test_a_black_dot_is_one_character_where_the_reading_agrees() -> None:
    shown = Person("●橋　修", "ﾀｶﾊｼ ｵｻﾑ")
    assert compared(shown, Person("髙橋 修", "タカハシ　オサム")) == (Outcome.EXPLAINED, ("K3",))


@pytest.mark.parametrize(
    ("held", "outcome"),
    [
        (Person("髙橋 修", None), Outcome.UNKNOWN),
        (Person("髙橋 修", "イタバシ オサム"), Outcome.UNKNOWN),
        (Person("大髙橋 修", "タカハシ オサム"), Outcome.DIFFER),
        (Person("橋 修", "タカハシ オサム"), Outcome.DIFFER),
    ],
)
def test_a_black_dot_is_no_wildcard(held: Person, outcome: Outcome) -> None:
    assert compared(Person("●橋　修", "タカハシ オサム"), held)[0] is outcome


def test_a_name_that_is_mostly_dots_is_unknown() -> None:
    shown = Person("●●●子", "サトウハナコ")
    assert compared(shown, Person("佐藤花子", "サトウハナコ"))[0] is Outcome.UNKNOWN
    assert compared(Person("●●", "サトウ"), Person("●●", "サトウ"))[0] is Outcome.UNKNOWN


def test_an_alias_of_either_side_explains_the_name() -> None:
    shown = Person("ＫＩＭ　ＭＩＨＯＮ", name_of_other="金田　美本")
    assert compared(shown, Person("金田 美本")) == (Outcome.EXPLAINED, ("K5",))
    assert compared(Person("金田 美本"), shown) == (Outcome.EXPLAINED, ("K5",))


def test_kana_in_the_name_field_is_compared_with_the_reading() -> None:
    shown = Person("佐藤　花子", "ｻﾄｳ ﾊﾅｺ")
    assert compared(shown, Person("サトウ ハナコ")) == (Outcome.EXPLAINED, ("K6",))
    assert compared(shown, Person("タナカ ハナコ"))[0] is Outcome.DIFFER
    assert compared(Person("佐藤　花子"), Person("サトウ ハナコ"))[0] is Outcome.UNKNOWN


def test_a_latin_name_says_nothing_against_a_japanese_one() -> None:
    assert compared(Person("KIM MIHON"), Person("金田 美本"))[0] is Outcome.UNKNOWN


def test_one_word_in_common_is_a_family_and_no_person() -> None:
    assert compared(Person("SMITH JOHN"), Person("SMITH MARY"))[0] is Outcome.DIFFER
    assert compared(Person("SMITH JOHN"), Person("SMITH"))[0] is Outcome.DIFFER


@pytest.mark.parametrize(
    ("displayed", "held", "part"),
    [
        ("佐藤　花子", "鈴木　花子", "family"),
        ("佐藤花子", "鈴木 花子", "family"),
        ("佐藤　花子", "佐藤 太郎", "given"),
        ("佐藤花子", "佐藤太郎", "given"),
        ("佐藤　花子", "鈴木 太郎", "both"),
    ],
)
def test_the_differing_part_is_named(displayed: str, held: str, part: str) -> None:
    found = compare_names(Person(displayed), Person(held), compare_kana(None, None))
    assert (found.outcome, found.part) == (Outcome.DIFFER, part)


@pytest.mark.parametrize("pair", [("斎藤 一", "斉藤 一"), ("菊地 一", "菊池 一"), ("齋藤 一", "齊藤 一")])
def test_a_homophone_is_a_slip_to_ask_about_only_where_the_reading_agrees(pair: tuple[str, str]) -> None:
    reading = "ヨミ ハジメ"
    near = compared(Person(pair[0], reading), Person(pair[1], reading))
    assert near == (Outcome.NEAR, ("conversion",))
    assert compared(Person(pair[0]), Person(pair[1]))[0] is Outcome.DIFFER


def test_one_character_of_the_same_sound_is_a_slip_and_two_are_another_name() -> None:
    reading = "サトウ カナ"
    near = compared(Person("佐藤 花奈", reading), Person("佐藤 花菜", reading))
    assert near == (Outcome.NEAR, ("one_character",))
    assert compared(Person("佐藤 花奈", reading), Person("佐藤 加菜", reading))[0] is Outcome.DIFFER
    assert (
        compared(Person("佐藤 花奈", "サトウ カナ"), Person("佐藤 花菜", "サトウ ハナ"))[0] is Outcome.DIFFER
    )


def test_beside_another_surname_a_wrong_conversion_is_no_other_given_name() -> None:
    married = compare_fields(Person("佐藤 花奈", "サトウ カナ"), Person("鈴木 花菜", "スズキ カナ"))
    stranger = compare_fields(Person("佐藤 花奈", "サトウ カナ"), Person("鈴木 花江", "スズキ ハナエ"))
    assert [each.part for each in married[:2]] == ["family", "family"]
    assert [each.part for each in stranger[:2]] == ["both", "both"]


def test_a_given_name_written_alike_is_the_same_beside_another_surname_however_it_is_read() -> None:
    found = compare_fields(Person("佐藤 正司", "サトウ マサジ"), Person("鈴木 正司", "スズキ ショウジ"))
    assert [each.part for each in found[:2]] == ["family", "family"]
