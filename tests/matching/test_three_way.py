from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.matching.report import Decision, Person
from kiosk.matching.three_way import Circumstances, three_way

ANSWER = Person("●橋　修", "ﾀｶﾊｼ ｵｻﾑ", "1", date(1963, 4, 4), "東京都例示市見本町九丁目１番１号")
CARD = Person("髙橋　修", None, "1", date(1963, 4, 4), "東京都例示市見本町九丁目１番１号")
CHART = Person("高橋 修", "タカハシ オサム", "1", date(1963, 4, 4), "東京都例示市見本町9-1-1")
STRANGER = Person("伊藤　和也", "ｲﾄｳ ｶｽﾞﾔ", "1", date(1984, 2, 8), "東京都例示市見本町九丁目１番１号")


def test_a_card_without_kana_does_not_ask_where_answer_and_chart_settle_the_name() -> None:
    found = three_way(CARD, ANSWER, CHART)
    assert found.decision is Decision.PASS
    assert [pair.sides for pair in found.pairs] == ["card_answer", "answer_chart", "card_chart"]


def test_the_application_of_a_first_visit_stands_for_the_chart() -> None:
    assert three_way(CARD, ANSWER, None, CHART).decision is Decision.PASS


def test_without_chart_and_application_the_five_items_are_asked_for_first() -> None:
    found = three_way(CARD, ANSWER, None)
    assert (found.decision, found.rule) == (Decision.ASK, "ask.application")
    assert found.ask("ja")


def test_hazard_another_persons_record_behind_the_card_stops_even_before_the_chart_is_known() -> None:
    for chart in (CHART, None):
        found = three_way(CARD, STRANGER, chart)
        assert (found.decision, found.sides) == (Decision.STOP, "card_answer")


def test_the_wrong_chart_stops_although_card_and_answer_agree() -> None:
    found = three_way(CARD, replace(ANSWER, name="髙橋　修"), STRANGER)
    assert (found.decision, found.sides) == (Decision.STOP, "answer_chart")


def test_the_worst_pair_decides() -> None:
    moved = replace(CHART, address="大阪府例示市例町9-9-9")
    found = three_way(CARD, ANSWER, moved)
    assert (found.decision, found.rule, found.sides) == (Decision.ASK, "ask.address", "answer_chart")


@pytest.mark.parametrize(
    ("around", "rule"),
    [
        (Circumstances(candidates=("1017", "1099")), "ask.candidates"),
        (Circumstances(qualifications=2), "ask.qualifications"),
        (Circumstances(relaxed=True), "ask.relaxed"),
    ],
)
def test_an_ambiguous_answer_asks_even_when_everything_agrees_and_was_confirmed_before(
    around: Circumstances, rule: str
) -> None:
    for remembered in (False, True):
        found = three_way(CARD, ANSWER, CHART, circumstances=replace(around, remembered=remembered))
        assert (found.decision, found.rule, found.candidates) == (Decision.ASK, rule, around.candidates)


def test_a_stop_outranks_an_ambiguous_answer() -> None:
    found = three_way(CARD, STRANGER, CHART, circumstances=Circumstances(candidates=("1", "2")))
    assert found.decision is Decision.STOP


def test_a_confirmed_display_passes_again_and_a_stop_stays() -> None:
    around = Circumstances(remembered=True)
    moved = replace(CHART, address="大阪府例示市例町9-9-9")
    assert three_way(CARD, ANSWER, moved, circumstances=around).decision is Decision.PASS
    assert three_way(CARD, STRANGER, moved, circumstances=around).decision is Decision.STOP
