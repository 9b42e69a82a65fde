"""What must hold for any two persons: blind to width and spacing, no gap agrees, noise never makes a stranger agree."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.matching.decide import compare
from kiosk.matching.fields import compare_fields
from kiosk.matching.parts import AGREES
from kiosk.matching.report import Decision, Outcome, Person

SURNAMES = (
    "佐藤 サトウ",
    "鈴木 スズキ",
    "髙橋 タカハシ",
    "高橋 タカハシ",
    "斎藤 サイトウ",
    "斉藤 サイトウ",
    "大野 オオノ",
    "小野 オノ",
    "渡邊 ワタナベ",
)
GIVEN = (
    "花子 ハナコ",
    "太郎 タロウ",
    "一 ハジメ",
    "優子 ユウコ",
    "裕子 ユウコ",
    "翔一 ショウイチ",
    "美津子 ミヅコ",
)
OTHERS = (
    Person("SMITH JOHN PAUL", "スミス ジョン ポール"),
    Person("John Smith", "ジョン スミス"),
    Person("スミス ジョン", "スミス ジョン"),
    Person("KIM MIHON", "キム ミホン", name_of_other="金田　美本", kana_of_other="カネダ ミホン"),
    Person("金田 美本", "カネダ ミホン"),
    Person("佐藤［鈴木］花子", "サトウ［スズキ］ハナコ"),
    Person("鈴木花子", "スズキハナコ"),
    Person("●橋 一", "タカハシ ハジメ"),
    Person("サトウ ハナコ", "サトウ ハナコ"),
    Person("佐藤 ハナコ", "サトウ ハナコ"),
    Person("佐々木 奈々", "ササキ ナナ"),
    Person("佐佐木 奈奈", "ササキ ナナ"),
)
"""Names that are written in more ways than one."""
TOWNS = ("東京都例示市見本町", "大阪府例示市例町", "東京都例示市松ヶ丘", "京都府京都市中京区見本町")

japanese = st.builds(
    lambda surname, given_name, sex, day, town, numbers: Person(
        f"{surname.split()[0]}　{given_name.split()[0]}",
        f"{surname.split()[1]}　{given_name.split()[1]}",
        sex,
        day,
        f"{town}{'-'.join(map(str, numbers))}",
    ),
    st.sampled_from(SURNAMES),
    st.sampled_from(GIVEN),
    st.sampled_from("12"),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.sampled_from(TOWNS),
    st.lists(st.integers(1, 40), min_size=2, max_size=3),
)

people = japanese | st.builds(
    lambda person, other: replace(
        person,
        name=other.name,
        kana=other.kana,
        name_of_other=other.name_of_other,
        kana_of_other=other.kana_of_other,
    ),
    japanese,
    st.sampled_from(OTHERS),
)
"""About every second one with a name of OTHERS."""


def respaced(person: Person) -> Person:
    return replace(
        person,
        name=(person.name or "").replace("　", "  "),
        kana=f" {(person.kana or '').replace('　', ' ')} ",
    )


def wide(person: Person) -> Person:
    table = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    name, address = ((each or "").translate(table) for each in (person.name, person.address))
    return replace(person, name=name, address=address)


def noisy(person: Person) -> Person:
    """What registers do to a name: small kana large, hiragana, decomposed accents, old shapes, words for hyphens."""
    kana = unicodedata.normalize("NFD", (person.kana or "").replace("ョ", "ヨ").replace("ュ", "ユ"))
    name = (person.name or "").replace("高", "髙").replace("邊", "辺")
    return replace(
        person, name=name, kana=kana, address=(person.address or "").replace("ヶ", "が").replace("-", "番", 1)
    )


def outcomes(one: Person, other: Person) -> list[Outcome]:
    return [each.outcome for each in compare_fields(one, other)]


@given(people)
def test_a_person_agrees_with_herself(person: Person) -> None:
    hidden = {Outcome.EXPLAINED} if "●" in (person.name or "") else set()
    assert set(outcomes(person, person)) == {Outcome.AGREE} | hidden


@given(people, people)
def test_the_decision_does_not_depend_on_the_side(one: Person, other: Person) -> None:
    assert compare(one, other).decision is compare(other, one).decision
    assert outcomes(one, other) == outcomes(other, one)


@given(people, people)
def test_width_and_spacing_change_nothing(one: Person, other: Person) -> None:
    assert outcomes(one, respaced(wide(other))) == outcomes(one, other)


@given(people, people)
def test_noise_never_turns_a_difference_into_agreement(one: Person, other: Person) -> None:
    for before, after in zip(outcomes(one, other), outcomes(one, noisy(other)), strict=True):
        assert not (before is Outcome.DIFFER and after in AGREES)


@given(people)
def test_noise_on_the_same_person_never_stops(person: Person) -> None:
    assert compare(person, noisy(person)).decision is not Decision.STOP


@given(people, people, st.sampled_from(["name", "kana", "sex", "birthdate", "address"]))
def test_an_empty_field_never_agrees_and_never_passes(one: Person, other: Person, field: str) -> None:
    """Empty with what stands beside it: an alias (通称) that both sides read alike does explain a reading not given.

    The reading of a name in Latin letters is no item of its own: it is those letters by ear, and where they agree word by
    word it adds nothing.
    """
    assume(field != "kana" or not all((each.name or "").isascii() for each in (one, other)))
    beside = {f"{field}_of_other": None} if field in ("name", "kana") else {}
    emptied = replace(other, **{field: None}, **beside)
    report = compare(one, emptied)
    assert {each.field: each.outcome for each in report.fields}[field] is Outcome.UNKNOWN
    assert report.decision is not Decision.PASS


@given(people, people)
def test_another_birth_date_never_passes(one: Person, other: Person) -> None:
    if one.birthdate != other.birthdate:
        assert compare(one, other).decision is not Decision.PASS


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_makes_the_comparison_fail(one: str, other: str) -> None:
    report = compare(
        Person(one, one, one, None, one, one, one, one, one),
        Person(other, other, other, None, other, other, other, other, other),
    )
    assert len(report.fields) == 5
