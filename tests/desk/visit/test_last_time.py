"""What an answer shows otherwise than the last time: by the last confirmed visit, else by the chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.desk.visit.last_time import LastTime, known_of, last_time, moved
from kiosk.qualification.model import LimitCertificate, SpecificDisease
from tests.desk.world import CHART, SATO, Clinic, qualification

TODAY = date(2026, 11, 21)
SHOWN = qualification(SATO)
SAME = replace(CHART, insurer_number="99130012", symbol="見本", number="000123456", branch="1")


def before(clinic: Clinic, patient, shown, number: str = "") -> LastTime | None:
    with clinic.storage.reading() as books:
        earlier = (books.visits.find(number),) if number else ()
        return last_time(books, earlier, patient, shown, TODAY)


@pytest.mark.parametrize("chart", [None, replace(CHART, insurer_number="", number="")])
def test_where_nothing_is_known_there_is_no_last_time(clinic, chart):
    assert before(clinic, chart, SHOWN) is None
    assert before(clinic, SAME, None) is None


@pytest.mark.parametrize(
    "chart", [SAME, replace(SAME, branch=""), replace(SAME, insurer_number="９９１３００１２")]
)
def test_a_chart_that_says_the_same_has_nothing_moved(clinic, chart):
    assert before(clinic, chart, SHOWN) == LastTime(None, ())


@pytest.mark.parametrize(
    ("changes", "item"),
    [
        ({"insurer_number": "06990014"}, "insurer"),
        ({"number": "7"}, "symbol_number"),
        ({"symbol": "旧"}, "symbol_number"),
        ({"branch": "02"}, "branch"),
    ],
)
def test_another_insurer_number_or_branch_than_the_charts_is_said(clinic, changes, item):
    told = before(clinic, replace(SAME, **changes), SHOWN)
    assert told.seen_on is None
    assert item in {each.item for each in told.moved}


def test_the_last_visit_goes_before_the_chart(clinic):
    number = clinic.confirmed()
    assert before(clinic, replace(SAME, number="7"), SHOWN, number) == LastTime(TODAY, ())
    told = before(clinic, SAME, replace(SHOWN, insurer_number="06990014"), number)
    assert [(each.item, each.before.ja) for each in told.moved] == [("insurer", "見本健康保険組合 99130012")]


@pytest.mark.parametrize(
    ("now", "item", "says"),
    [
        (replace(SHOWN, card_classification="05"), "share", ("3割", "10割")),
        (
            replace(SHOWN, limit=LimitCertificate("1", "A03", date(2026, 4, 1))),
            "limit",
            ("", "ウ：70歳未満、中間の区分"),
        ),
        (replace(SHOWN, specific_diseases=(SpecificDisease("1", 10000),)), "diseases", ("", "1 10000")),
    ],
)
def test_share_ceiling_and_specific_disease_are_compared_with_those_of_the_last_visit(now, item, says):
    found = {each.item: each for each in moved(known_of(SHOWN, TODAY), known_of(now, TODAY))}
    assert found[item].before.ja == says[0]
    assert found[item].now.ja.startswith(says[1])
