"""Two rows of characters: what stands over what, and what each column says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_world import SATO
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.visit.alignment import Aligned, aligned_pairs, parts_of
from kiosk.matching.decide import compare
from kiosk.matching.explain import Mark
from kiosk.matching.fields import compare_fields
from kiosk.matching.report import Outcome, Person
from kiosk.matching.three_way import Pair, three_way


def rows(name: str, one: Person, other: Person) -> list[tuple[str, str, str, str]]:
    """(part, upper row, marks, lower row) of one field."""
    report = next(each for each in compare_fields(one, other) if each.field == name)
    return [
        (
            part.name,
            "".join(cell.displayed or "_" for cell in part.cells),
            "".join({"equal": "=", "explained": "~", "unknown": "?", "different": "x"}[c.mark.value] for c in part.cells),
            "".join(cell.held or "_" for cell in part.cells),
        )
        for part in parts_of(name, one, other, report)
    ]  # fmt: skip


def test_family_and_given_name_stand_apart() -> None:
    one, other = replace(SATO, name="髙橋　花子"), replace(SATO, name="高橋　春子")

    assert rows("name", one, other) == [("family", "髙橋", "~=", "高橋"), ("given", "花子", "x=", "春子")]


def test_a_birth_date_is_aligned_by_year_month_and_day() -> None:
    other = replace(SATO, birthdate=date(1985, 4, 21))

    assert rows("birthdate", SATO, other) == [
        ("year", "1985", "====", "1985"),
        ("month", "04", "==", "04"),
        ("day", "12", "xx", "21"),
    ]


def test_an_address_is_aligned_by_its_parts_and_each_number_is_one_column() -> None:
    one = replace(SATO, address="東京都千代田区見本町1丁目2番13号 見本荘201")
    other = replace(SATO, address="東京都千代田区見本町1-2-15")

    assert rows("address", one, other) == [
        ("town", "東京都千代田区見本町", "==========", "東京都千代田区見本町"),
        ("number", "1213", "==x", "1215"),
        ("building", "見本荘201", "??????", "______"),
    ]


def test_a_house_number_that_one_side_lacks_cannot_be_told() -> None:
    assert rows("address", replace(SATO, address="見本町2-29"), replace(SATO, address="見本町2-29-8"))[-1] == (
        "number", "229_", "==?", "2298"
    )  # fmt: skip


def test_texts_that_share_almost_nothing_stand_side_by_side_and_are_all_different() -> None:
    other = replace(SATO, name="鈴木　一郎太")

    assert rows("name", SATO, other) == [
        ("family", "佐藤", "xx", "鈴木"),
        ("given", "見本_", "xxx", "一郎太"),
    ]


def test_an_explained_field_has_no_different_column() -> None:
    one, other = (
        replace(SATO, address="見本県見本市一丁目２番３号"),
        replace(SATO, address="見本県見本市1-2-3"),
    )

    assert not [marks for _, _, marks, _ in rows("address", one, other) if "x" in marks]


def test_where_card_and_answer_say_the_same_the_card_does_not_repeat_the_chart() -> None:
    chart = replace(SATO, address="大阪府大阪市北区仮町9-9")

    assert [(each.upper, each.lower) for each in _pairs("address", SATO, SATO, chart)] == [
        ("answer", ("held",))
    ]


def test_where_the_card_reads_like_the_chart_both_stand_in_one_row_against_the_answer() -> None:
    answer = replace(SATO, address="大阪府大阪市北区仮町9-9")

    (told,) = _pairs("address", SATO, answer, SATO)
    assert (told.upper, told.lower) == ("answer", ("held", "card"))


def test_where_the_card_says_something_else_all_three_pairs_are_told() -> None:
    card, chart = replace(SATO, address="見本県見本市1-1"), replace(SATO, address="大阪府大阪市北区仮町9-9")

    assert [(each.upper, each.lower) for each in _pairs("address", card, SATO, chart)] == [
        ("answer", ("held",)), ("answer", ("card",)), ("card", ("held",))
    ]  # fmt: skip


def test_a_pair_that_finds_something_else_is_told_even_where_the_card_reads_like_the_answer() -> None:
    card, chart = (
        replace(SATO, name="李　英姫", kana=None),
        replace(SATO, name="木村　英子", kana="キムラ　ヒデコ"),
    )
    answer = replace(
        SATO, name="李　英姫", kana="リ　ヨンヒ", name_of_other="木村　英子", kana_of_other="キムラ　ヒデコ"
    )
    told = _pairs("name", card, answer, chart)

    assert told[0].by_alias
    assert told[0].rule_ids == ("K5",)
    assert "".join(cell.displayed for part in told[0].parts for cell in part.cells) == "木村英子"
    worst = three_way(card, answer, chart).pairs[-1].report.fields[0].outcome
    assert [each.report.outcome for each in told[1:]] == ([worst] if worst is not Outcome.EXPLAINED else [])


def test_a_card_without_kana_says_nothing_about_kana() -> None:
    assert _pairs("kana", replace(SATO, kana=None), SATO, replace(SATO, kana="サトー　ミホン"))[0].lower == (
        "held",
    )
    assert not _pairs("kana", replace(SATO, kana=None), SATO, SATO)


TEXT = st.text("佐藤々髙高一●東京都町1-2丁目 ", max_size=10)


@given(TEXT, TEXT, TEXT, TEXT)
def test_no_difference_is_called_the_same(
    name: str, address: str, other_name: str, other_address: str
) -> None:
    one, other = Person(name=name, address=address), Person(name=other_name, address=other_address)
    for report in compare(one, other).fields:
        columns = [cell for part in parts_of(report.field, one, other, report) for cell in part.cells]
        assert all(cell.displayed == cell.held for cell in columns if cell.mark is Mark.EQUAL)
        if report.outcome is Outcome.EXPLAINED:
            assert all(cell.mark is not Mark.DIFFERENT for cell in columns)


def _pairs(name: str, card: Person, answer: Person, chart: Person) -> tuple[Aligned, ...]:
    found = three_way(card, answer, chart)
    assert all(isinstance(each, Pair) for each in found.pairs)
    return aligned_pairs(name, found.pairs, {"card": card, "answer": answer, "held": chart})
