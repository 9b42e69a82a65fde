"""A change of insurer is recognised, by the last confirmed visit, else by the chart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.desk.visit.insurance import Insurance, insurance_before
from tests.desk.world import CHART, SATO, Clinic, qualification

SHOWN = qualification(SATO)
SAME = replace(CHART, insurer_number="99130012", symbol="見本", number="000123456", branch="1")


def before(clinic: Clinic, patient, shown, number: str = "") -> Insurance | None:
    with clinic.storage.reading() as books:
        earlier = (books.visits.find(number),) if number else ()
        return insurance_before(books, earlier, patient, shown)


@pytest.mark.parametrize(
    "chart",
    [
        None,
        replace(CHART, insurer_number="", number=""),
        SAME,
        replace(SAME, branch=""),
        replace(SAME, insurer_number="９９１３００１２"),
    ],
)
def test_nothing_is_said_of_an_insurance_that_is_the_same_or_not_known(clinic, chart):
    assert before(clinic, chart, SHOWN) is None
    assert before(clinic, SAME, None) is None


@pytest.mark.parametrize(
    "changes", [{"insurer_number": "06990014"}, {"number": "7"}, {"symbol": "旧"}, {"branch": "02"}]
)
def test_another_insurer_number_or_branch_than_the_charts_is_said(clinic, changes):
    chart = replace(SAME, **changes)
    told = before(clinic, chart, SHOWN)
    assert told is not None
    assert (told.insurer_number, told.number, told.seen_on) == (chart.insurer_number, chart.number, None)


def test_the_last_visit_goes_before_the_chart(clinic):
    number = clinic.confirmed()
    assert before(clinic, replace(SAME, number="7"), SHOWN, number) is None
    told = before(clinic, SAME, replace(SHOWN, insurer_number="06990014"), number)
    assert told is not None
    assert (told.insurer_name, told.seen_on.isoformat()) == ("見本健康保険組合", "2026-11-21")
