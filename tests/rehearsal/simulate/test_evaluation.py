"""The figures notice a fault in the rules, and change with nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.matching.report import FieldReport, Outcome
from rehearsal.measure.simulate.baselines import installed
from rehearsal.measure.simulate.beside import Method, NotRun, better, methods
from rehearsal.measure.simulate.rules import ALWAYS, GATED, of_the_kiosk
from rehearsal.measure.simulate.run import Simulated, simulated
from rehearsal.measure.simulate.streams import TRUE, Wishes
from rehearsal.measure.simulate.tally import ALARM, STOPPED
from rehearsal.measure.simulate.targets import targets

SMALL = Wishes(patients=400, per_channel=60, seed=1, noises=(1,), baselines=False, clinic=5000)
NAMESAKES, TWINS = "same_kanji_other_address", "same_sex_twins"


def _quiet(_sentence: str) -> None:
    """Nobody listens."""


def _agreeing(report: FieldReport) -> FieldReport:
    return replace(report, outcome=Outcome.AGREE, rules=("same",), part="")


def blind_to_addresses(displayed, held):
    return tuple(
        _agreeing(each) if each.field == "address" else each for each in of_the_kiosk(displayed, held)
    )


def blind_to_names(displayed, held):
    return tuple(
        _agreeing(each) if each.field in {"name", "kana"} else each for each in of_the_kiosk(displayed, held)
    )


def stopping_everybody(displayed, held):
    return tuple(replace(each, outcome=Outcome.DIFFER, part="both") for each in of_the_kiosk(displayed, held))


@pytest.fixture(scope="module")
def sound() -> Simulated:
    return simulated(SMALL, of_the_kiosk, _quiet)


@pytest.fixture(scope="module")
def blind() -> Simulated:
    return simulated(SMALL, blind_to_addresses, _quiet)


@pytest.fixture(scope="module")
def stopping() -> Simulated:
    return simulated(SMALL, stopping_everybody, _quiet)


def _caught(found: Simulated, stream: str, policy: str = ALWAYS) -> float:
    return found.at[1].streams[stream].share(policy, ALARM).value


def test_a_comparison_blind_to_addresses_lets_namesakes_through(sound, blind):
    assert _caught(blind, NAMESAKES) < 0.2
    assert _caught(sound, NAMESAKES) > 0.95
    missed = [each for each in targets(blind, []) if not each.met]
    assert any(each.of == NAMESAKES for each in missed)


def test_a_comparison_blind_to_names_lets_twins_through(sound):
    faulty = simulated(SMALL, blind_to_names, _quiet)
    assert _caught(faulty, TWINS) < 0.6
    assert _caught(sound, TWINS) > 0.95


def test_a_comparison_that_stops_everybody_shows_in_the_true_links(sound, stopping):
    stop = stopping.at[1].streams[TRUE].share(ALWAYS, STOPPED)
    assert stop.value == 1.0 > 50 * sound.at[1].streams[TRUE].share(ALWAYS, STOPPED).value
    assert not next(iter(targets(stopping, []))).met


def test_what_the_rules_do_changes_no_pair(sound, stopping):
    assert stopping.digest == sound.digest
    assert simulated(replace(SMALL, seed=2), of_the_kiosk, _quiet).digest != sound.digest


def test_a_rule_that_never_fires_is_named(sound, blind):
    assert "N1" in blind.silent_rules
    assert "N1" not in sound.silent_rules


def test_every_true_link_is_counted_once_for_each_policy(sound):
    tally = sound.at[1].streams[TRUE]
    for policy in (ALWAYS, GATED):
        shown, absent = (tally.share(policy, ALARM, shown=each).count for each in (True, False))
        assert shown + absent == tally.share(policy, ALARM).count == SMALL.patients


def test_the_gate_asks_of_nobody_whom_the_usual_policy_lets_pass(sound):
    streams = sound.at[1].streams
    assert all(_caught(sound, each, GATED) <= _caught(sound, each) for each in streams)
    assert _caught(sound, TRUE, GATED) < _caught(sound, TRUE)


def test_with_an_address_displayed_both_policies_are_one(sound):
    tally = sound.at[1].streams[TRUE]
    assert tally.share(ALWAYS, ALARM, shown=True) == tally.share(GATED, ALARM, shown=True)


@pytest.fixture(scope="module")
def compared() -> Simulated:
    return simulated(replace(SMALL, baselines=True, per_channel=8), of_the_kiosk, _quiet)


@pytest.fixture(scope="module")
def beside(compared) -> list[Method | NotRun]:
    return methods(compared)


def test_a_baseline_that_is_not_installed_is_not_run_with_its_remedy(compared):
    lacking = [each for each in methods(replace(compared, splink=None)) if isinstance(each, NotRun)]
    assert [each.name for each in lacking if each.name == "splink"] == ["splink"]
    assert "requirements-dev" in lacking[0].remedy


@pytest.mark.skipif(not installed("splink"), reason="NOT RUN: splink is a development requirement")
def test_splink_tells_strangers_from_patients_and_misses_namesakes(beside):
    tenth = next(each for each in reversed(beside) if each.name.startswith("splink"))
    assert tenth.false_alarms.value <= 0.10
    assert tenth.alarms["number_mistyped"].value > 0.8 > tenth.alarms[NAMESAKES].value


def test_equality_alarms_at_nearly_everybody_and_three_items_miss_namesakes(beside):
    by_name = {each.name: each for each in beside if isinstance(each, Method)}
    assert by_name["equality, raw"].false_alarms.value > 0.9
    three = by_name["three items (kana, sex, birth date)"]
    assert three.alarms[NAMESAKES].value < 0.3 < three.alarms["number_mistyped"].value


def test_a_string_ratio_stays_within_the_false_alarms_it_was_given(beside):
    ours = [each.false_alarms.value for each in beside if isinstance(each, Method) and each.ours]
    ratios = [each for each in beside if isinstance(each, Method) and each.name.startswith("rapidfuzz")]
    assert [each.false_alarms.value <= most for each, most in zip(ratios, (*ours, 0.10), strict=True)] == [
        True
    ] * 4


def test_a_baseline_that_finds_more_is_named(blind):
    ours = [each for each in methods(blind) if isinstance(each, Method)]
    oracle = Method("an oracle", {**ours[-1].alarms, NAMESAKES: replace(ours[-1].alarms[NAMESAKES], hits=60)})
    found = better([*ours, oracle])
    assert {(each.baseline, each.channel) for each in found} == {("an oracle", NAMESAKES)}
