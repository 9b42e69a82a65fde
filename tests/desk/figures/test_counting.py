"""A month's figures, against a count that another hand made of the same visits."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from desk_world import SATO, Clinic

from kiosk.checkin.machine.seen import Outcome, Reason, Settled
from kiosk.desk.figures.counting import CATEGORIES, category
from kiosk.desk.figures.month import month_page, table_of
from kiosk.desk.visit.decisions import answer_question
from kiosk.matching.report import Decision
from kiosk.troubles import TROUBLES
from kiosk.web.language import load_catalogues

ENDS = (
    Settled(Outcome.CONFIRMED, Decision.PASS),
    Settled(Outcome.INACTIVE, reason=Reason.NO_DATA, waits_for="desk"),
    Settled(Outcome.ABANDONED),
    Settled(Outcome.DECLARED),
    Settled(Outcome.NOT_IDENTIFIED, reason=Reason.NOT_IDENTIFIED),
)


def test_every_figure_equals_a_recount_over_two_simulated_months(clinic: Clinic) -> None:
    chance = random.Random(17)
    driven: list[tuple[str, int, str]] = []
    for _ in range(120):
        clinic.clock.passes(chance.uniform(600, 40_000))
        settled = chance.choice(ENDS)
        number = clinic.visit(settled, SATO if settled.outcome is Outcome.CONFIRMED else None)
        driven.append((number[:6], clinic.clock.now().wall.hour, settled.outcome.value))
    months = sorted({month for month, _, _ in driven})
    assert len(months) >= 2
    for month in months:
        told = month_page(clinic.house, _first(month)).figures
        of_month = [(hour, outcome) for which, hour, outcome in driven if which == month]
        assert told.visits == len(of_month)
        assert told.hours == Counter(hour for hour, _ in of_month)
        assert told.outcomes == Counter(outcome for _, outcome in of_month)
        assert sum(told.ways.values()) == len(of_month)


def _first(month: str) -> object:
    from datetime import date

    return date(int(month[:4]), int(month[4:]), 1)


def test_a_visit_counts_once_by_its_last_end(clinic: Clinic) -> None:
    number = clinic.question()
    answer_question(clinic.at_desk(), number, agrees=True)
    told = month_page(clinic.house, clinic.clock.now().today).figures
    assert (told.visits, told.outcomes) == (1, {"confirmed_after_question": 1})
    assert told.questions == {"agrees": 1}


def test_a_month_in_which_nothing_was_has_no_figures(clinic: Clinic) -> None:
    clinic.confirmed()
    told = month_page(clinic.house, clinic.clock.now().today + timedelta(days=62)).figures
    assert (told.visits, told.minutes, dict(told.troubles)) == (0, None, {})


def test_the_table_says_the_same(clinic: Clinic) -> None:
    clinic.confirmed()
    clinic.way_round()
    page = month_page(clinic.house, clinic.clock.now().today)
    lines = list(csv.reader(StringIO(table_of(page).decode("utf-8-sig"), newline="")))
    assert ["2026-11", "visits", "all", "2"] in lines
    assert ["2026-11", "outcomes", "confirmed", "1"] in lines


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_category_and_every_outcome_has_its_words(language: str) -> None:
    said = load_catalogues()[language]
    assert all(said.has(f"desk.figures.trouble.{each}") for each in CATEGORIES)
    assert all(said.has(f"desk.figures.outcome.{each.value}") for each in Outcome)


def test_each_trouble_stands_in_one_category_of_the_survey() -> None:
    assert {category(each.code) for each in TROUBLES} <= set(CATEGORIES)
    assert category("certificate_expired") == "expired"
    assert category("reader_gone") == category("camera_frozen") == "reader"
