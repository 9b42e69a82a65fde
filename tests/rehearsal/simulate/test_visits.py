"""Questions at first and return visits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.matching.people import person_of
from kiosk.matching.report import Outcome, Person
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.visits import two_visits
from rehearsal.measure.simulate.clinic import clinic_of, counted
from rehearsal.measure.simulate.rules import ALWAYS, GATED, of_the_kiosk
from rehearsal.measure.simulate.visits import questions

COUNT = 1500
CHANGED = Rates().insurer_changed + Rates().display_changed


@pytest.fixture(scope="module")
def clinic():
    return clinic_of(1, 1, 5000)


def always_near(displayed, held):
    """Every comparison ends in a question."""
    return tuple(
        replace(each, outcome=Outcome.NEAR if each.field == "kana" else Outcome.AGREE, part="")
        for each in of_the_kiosk(displayed, held)
    )


def test_what_was_confirmed_is_asked_again_only_when_it_changed(clinic):
    asked = questions(two_visits(1, "x1", COUNT, Rates()), clinic, always_near)
    assert asked.at_first(ALWAYS).value == 1.0
    assert asked.at_return(ALWAYS).value == pytest.approx(CHANGED, abs=0.02)
    assert {changed for _, changed in asked.again_changed} == {"insurer", "display"}


def test_the_rules_ask_far_less_at_the_next_visit(clinic):
    asked = questions(two_visits(1, "x1", COUNT, Rates()), clinic, of_the_kiosk)
    assert asked.at_return(ALWAYS).value < asked.at_first(ALWAYS).value / 4
    assert asked.at_first(GATED).value < asked.at_first(ALWAYS).value


def test_a_common_name_is_counted_as_common_in_the_simulated_clinic(clinic):
    common = clinic.share_of_kana("サトウ　サチコ", "2", person_of({"birthdate": "1945-01-01"}).birthdate)
    rare = clinic.share_of_kana("テシガワラ　サチコ", "2", person_of({"birthdate": "1945-01-01"}).birthdate)
    assert common.family > 10 * max(1, rare.family)
    assert common.given == rare.given > 0
    assert common.peers > 200


def test_patients_without_a_reading_are_not_counted():
    nobody = counted([Person(name="佐藤　花子"), Person(kana="サトウ　ハナコ")])
    assert nobody.patients == 0
