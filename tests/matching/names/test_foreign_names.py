"""Names in Latin letters and katakana, other registered names, former surnames."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.matching.decide import compare
from kiosk.matching.fields import compare_fields
from kiosk.matching.names.latin import sounds_like
from kiosk.matching.report import Outcome, Person


def name_and_kana(one: Person, other: Person) -> list[tuple[Outcome, tuple[str, ...]]]:
    return [(each.outcome, each.rules) for each in compare_fields(one, other)[:2]]


def name_field(one: Person, other: Person) -> tuple[Outcome, tuple[str, ...]]:
    return name_and_kana(one, other)[0]


@pytest.mark.parametrize(
    ("displayed", "held"),
    [
        ("SMITH JOHN PAUL", "JohnPaul Smith"),
        ("SMITH JOHN", "JohnSmith"),
        ("ＮＧＵＹＥＮ　ＶＡＮ　ＡＮＨ", "Nguyen Van-Anh"),
        ("MUELLER ANNA", "Müller, Anna"),
        ("MULLER ANNA", "Müller, Anna"),
        ("BJOERK LARS", "Lars Bjørk"),
        ("O'BRIEN SEAN", "Seán OBrien"),
    ],
)
def test_order_punctuation_and_marks_are_explained(displayed: str, held: str) -> None:
    assert name_field(Person(displayed), Person(held)) == (Outcome.EXPLAINED, ("K7",))
    assert name_field(Person(held), Person(displayed)) == (Outcome.EXPLAINED, ("K7",))


@pytest.mark.parametrize(
    ("displayed", "held"),
    [
        ("KHAN MUHAMMAD HUSAIN", "KHAN MUHAMMAD"),
        ("SMITH JOHN PAUL", "John Smith"),
        ("SMITH JOHN P", "John Paul Smith"),
        ("スミス ジョン ポール", "スミス ジョン"),
    ],
)
def test_hazard_a_shorter_name_is_perhaps_a_brothers_and_asks(displayed: str, held: str) -> None:
    assert name_field(Person(displayed), Person(held)) == (Outcome.NEAR, ("shorter",))
    assert name_field(Person(held), Person(displayed)) == (Outcome.NEAR, ("shorter",))


def test_hazard_a_short_katakana_name_beside_a_long_latin_one_is_asked_about_though_the_readings_agree() -> (
    None
):
    shown = Person("SMITH JOHN PAUL", "スミス ジョン")
    held = Person("スミス ジョン", "スミス ジョン")
    assert name_field(shown, held) == (Outcome.NEAR, ("shorter",))


@pytest.mark.parametrize(
    ("displayed", "held", "part"),
    [
        ("SMITH JOHN", "SMITH MARY", "given"),
        ("SMITH ANNA", "BROWN ANNA", "family"),
        ("SMITH JOHN", "BROWN MARY", "both"),
        ("SU WEI", "SUE WEI", "family"),
    ],
)
def test_another_latin_name_differs_in_its_part(displayed: str, held: str, part: str) -> None:
    assert name_field(Person(displayed), Person(held)) == (Outcome.DIFFER, (part,))


def test_one_letter_of_a_long_word_is_a_slip_and_of_a_short_one_another_name() -> None:
    assert name_field(Person("SCHMIDT ANNA"), Person("SCHMITT ANNA")) == (Outcome.NEAR, ("slip",))
    assert name_field(Person("SCHMIDT ANNA"), Person("SCHMIDT ANNE"))[0] is Outcome.DIFFER


@pytest.mark.parametrize(
    ("latin", "katakana"),
    [
        ("SMITH JOHN", "スミス ジョン"),
        ("SMITH JOHN", "ジョン スミス"),
        ("SMITH JOHN PAUL", "スミス ジョン"),
        ("NGUYEN VAN HUNG", "グエン バン フン"),
        ("ZHANG LI", "チャン リー"),
        ("GARCIA JOSE", "ガルシア ホセ"),
        ("DA SILVA ANA", "ダ シルバ アナ"),
        ("THOMPSON MICHAEL", "トンプソン マイケル"),
    ],
)
def test_katakana_that_sounds_like_the_latin_name_is_a_hint_and_no_agreement(
    latin: str, katakana: str
) -> None:
    assert name_field(Person(latin), Person(katakana)) == (Outcome.NEAR, ("K10",))


def test_katakana_in_the_name_field_agrees_by_the_reading_of_the_latin_side() -> None:
    shown = Person("SMITH JOHN", "ｽﾐｽ ｼﾞｮﾝ")
    assert name_and_kana(shown, Person("スミス　ジョン", "スミス ジョン"))[0] == (Outcome.EXPLAINED, ("K6",))
    assert name_field(shown, Person("ブラウン ジョン"))[0] is Outcome.DIFFER


def test_a_sound_is_explained_where_the_readings_of_both_sides_agree() -> None:
    shown = Person("SMITH JOHN", "ジョニー スミス")
    held = Person("スミス ジョン", "スミス ジョニー")
    assert name_field(shown, held) == (Outcome.EXPLAINED, ("K10",))


@pytest.mark.parametrize(
    ("latin", "katakana"),
    [
        ("SMITH JOHN", "タナカ ハナコ"),
        ("SMITH JOHN", "スミス マリー"),
        ("GARCIA JOSE", "ロペス ホセ"),
        ("SMITH", "スミス"),
        ("SMITH JOHN", "スミス ジョン ポール"),
    ],
)
def test_katakana_of_another_name_does_not_sound_alike(latin: str, katakana: str) -> None:
    assert not sounds_like(latin, katakana)


def test_a_latin_name_says_nothing_against_kanji() -> None:
    found = name_field(Person("WANG WEI", "ワン ウェイ"), Person("王 偉", "ワン ウェイ"))
    assert found == (Outcome.UNKNOWN, ("unreadable",))


ALIAS = Person(
    "ＫＩＭ　ＭＩＨＯＮ", "キム ミホン", name_of_other="金田　美本", kana_of_other="カネダ　ミホン"
)


def test_another_registered_name_agrees_from_either_side_with_its_reading() -> None:
    held = Person("金田 美本", "カネダ ミホン")
    for pair in ((ALIAS, held), (held, ALIAS)):
        assert name_and_kana(*pair) == [(Outcome.EXPLAINED, ("K5",))] * 2


def test_an_alias_without_its_reading_leaves_the_reading_unknown() -> None:
    shown = replace(ALIAS, kana_of_other=None)
    found = name_and_kana(shown, Person("金田 美本", "カネダ ミホン"))
    assert found == [(Outcome.EXPLAINED, ("K5",)), (Outcome.UNKNOWN, ("absent",))]


def test_a_clinic_may_write_both_names_with_the_alias_in_brackets() -> None:
    for held in ("金田美本（KIM MIHON）", "KIM MIHON(金田 美本)", "KIM MIHON［通称：金田 美本］"):
        found, rules = name_field(Person("金田 美本", "カネダ ミホン"), Person(held, "カネダ ミホン"))
        assert (found, rules[-1]) == (Outcome.EXPLAINED, "K4")


@pytest.mark.parametrize(
    ("displayed", "held", "rule"),
    [
        (Person("佐藤［鈴木］　花子"), Person("佐藤 花子"), "K4"),
        (Person("佐藤［鈴木］　花子"), Person("鈴木 花子"), "K4"),
        (Person("佐藤　花子（旧姓：鈴木）"), Person("鈴木 花子"), "K4"),
        (Person("佐藤　花子", name_of_other="鈴木"), Person("鈴木 花子"), "K5"),
        (Person("佐藤　花子", name_of_other="鈴木　花子"), Person("鈴木花子"), "K5"),
    ],
)
def test_a_former_surname_is_explained_wherever_it_stands(displayed: Person, held: Person, rule: str) -> None:
    assert name_field(displayed, held) == (Outcome.EXPLAINED, (rule,))
    assert name_field(held, displayed) == (Outcome.EXPLAINED, (rule,))


def test_a_former_surname_does_not_lend_its_owner_another_given_name() -> None:
    shown = Person("佐藤［鈴木］　花子", name_of_other="鈴木")
    assert name_field(shown, Person("鈴木 太郎"))[0] is Outcome.DIFFER


def test_the_former_surname_explains_the_reading_only_where_it_is_read_out_too() -> None:
    held = Person("鈴木 花子", "スズキ ハナコ")
    silent = Person("佐藤［鈴木］　花子", "サトウ ハナコ")
    told = Person("佐藤［鈴木］　花子", "サトウ［スズキ］ ハナコ")
    assert name_and_kana(silent, held)[1] == (Outcome.DIFFER, ("family",))
    assert name_and_kana(told, held)[1] == (Outcome.EXPLAINED, ("K4",))


@pytest.mark.parametrize("held", ["佐藤 ハナコ", "佐藤 はなこ", "サトウ 花子", "佐藤 ﾊﾅｺ"])
def test_a_part_held_in_kana_is_compared_with_its_reading(held: str) -> None:
    shown = Person("佐藤　花子", "ｻﾄｳ ﾊﾅｺ")
    assert name_field(shown, Person(held)) == (Outcome.EXPLAINED, ("K6",))
    assert name_field(Person("佐藤　花子"), Person(held))[0] is Outcome.DIFFER
    assert name_field(Person("佐藤　花子", "サトウ ハルコ"), Person("佐藤 ハナコ"))[0] is Outcome.DIFFER


def test_a_foreign_patient_written_in_another_order_passes_and_a_namesake_of_the_family_does_not() -> None:
    shown = Person(
        "SMITH JOHN",
        "スミス ジョン",
        "1",
        address="見本市例町1-2-3",
        birthdate_written="20010203",
    )
    held = Person("John Smith", "ジョン　スミス", "1", address="見本市例町1-2-3", birthdate_written="H13.2.3")
    sister = Person(
        "Mary Smith", "メアリー　スミス", "1", address="見本市例町1-2-3", birthdate_written="H13.2.3"
    )
    assert compare(shown, held).rule == "pass"
    assert compare(shown, sister).decision.value == "STOP"


def test_a_latin_name_that_agrees_needs_no_second_reading_where_the_only_one_sounds_like_it() -> None:
    shown, held = Person("GARCIA JENNY LOPEZ"), Person("Garcia Jenny Lopez", "ガルシア ジェニー ロペス")
    assert name_and_kana(shown, held)[1] == (Outcome.EXPLAINED, ("K10",))
    assert name_and_kana(held, shown)[1] == (Outcome.EXPLAINED, ("K10",))
    for other in ("ガルシア ジェニー", "タナカ ジェニー ロペス", ""):
        assert name_and_kana(shown, replace(held, kana=other))[1][0] is Outcome.UNKNOWN
    brother = replace(held, name="Garcia Johnny Lopez")
    assert name_and_kana(shown, brother)[1][0] is Outcome.UNKNOWN
    assert name_and_kana(Person("山田 花子"), Person("山田 花子", "ヤマダ ハナコ"))[1][0] is Outcome.UNKNOWN


def test_hazard_an_alias_in_a_field_of_its_own_is_not_said_to_stand_in_brackets() -> None:
    shown = Person("GURUNG ANITA", "グルン アニタ", name_of_other="見本 友紀", kana_of_other="ミホン ユウキ")
    held = Person("Gurung, Anita", "ぐるん あにた")
    assert [rules for _, rules in name_and_kana(shown, held)] == [("K7",), ("same",)]
