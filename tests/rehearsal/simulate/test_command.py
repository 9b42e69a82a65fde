"""`python -m hardware_mocks simulate` from its arguments to its lines."""

from __future__ import annotations

import argparse
import io
import json
from dataclasses import fields

import pytest

from kiosk.clock import SystemClock
from kiosk.commands.console import Console
from kiosk.commands.table import Refused
from rehearsal.measure.commands import simulate
from rehearsal.measure.population.pairs import VERSION
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.simulate.section import section
from rehearsal.measure.simulate.streams import Wishes

TINY = ("--patients", "60", "--per-channel", "4", "--seed", "1", "--clinic", "200")


def _run(*arguments: str, as_json: bool = True) -> str:
    parser = argparse.ArgumentParser()
    simulate.add_arguments(parser)
    out = io.StringIO()
    console = Console(io.StringIO(), out, io.StringIO(), {}, SystemClock(), as_json=as_json)
    assert simulate.run(parser.parse_args([*TINY, *arguments]), console) == 0
    return out.getvalue()


@pytest.fixture(scope="module")
def told() -> list[dict]:
    return [
        json.loads(line) for line in _run("--noise", "1", "--no-baselines", "--examples", "1").splitlines()
    ]


def test_every_line_says_that_it_is_simulated(told):
    assert all(each["simulated"] is True for each in told)


def test_version_seed_and_digest_stand_in_front(told):
    head = told[0]
    assert (head["generator"], head["seed"]) == (VERSION, 1)
    assert len(head["digest"]) == 64


def test_each_stream_is_told_with_intervals_for_each_kind_of_address(told):
    streams = [each for each in told if each["kind"] == "stream"]
    assert {each["addresses"] for each in streams} == {"as filed", "shown", "not shown"}
    assert all(each["stop"]["low"] <= each["stop"]["share"] <= each["stop"]["high"] for each in streams)


def test_questions_costs_silent_rules_and_targets_are_told(told):
    kinds = {each["kind"] for each in told}
    assert {"decided_by", "questions", "missed", "cost", "silent_rules", "target", "example"} <= kinds


def test_the_errors_behind_a_question_are_told_by_their_names(told):
    names = {each.name for each in fields(Rates())}
    behind = [each for each in told if each["kind"] == "errors_behind"]
    assert {"ask.address", "ask.address_unknown"} <= {each["rule"] for each in behind}
    assert all(set(each["errors"]) <= names for each in behind)
    unknown = next(each for each in behind if each["rule"] == "ask.address_unknown")
    assert max(unknown["errors"], key=unknown["errors"].get) in {"address_absent", "small_kana_large"}


def test_people_read_sentences():
    text = _run("--noise", "1", "--no-baselines", as_json=False)
    assert text.startswith("SIMULATED")
    assert "namesake" in text


def test_nobody_to_simulate_is_refused():
    with pytest.raises(Refused):
        _run("--patients", "0")


def test_the_section_for_the_figures_gives_its_size_and_its_targets():
    text = section(Wishes(patients=60, per_channel=4, seed=1, baselines=False, clinic=200))
    assert "SIMULATED" in text
    assert "60 true links and 4 of each channel" in text
    assert "| same kanji other address |" in text
    assert "met" in text
