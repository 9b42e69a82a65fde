"""One simulation: every stream at every noise, the visits, the baselines beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from kiosk.matching.decisions import DECISIONS
from kiosk.matching.rules import RULES
from rehearsal.measure.benchmarks.timing import Stopwatch
from rehearsal.measure.population.mislinks import CHANNELS
from rehearsal.measure.population.pairs import VERSION
from rehearsal.measure.population.rates import Rates, at_noise
from rehearsal.measure.population.visits import two_visits
from rehearsal.measure.simulate.baselines import SPLINK, installed
from rehearsal.measure.simulate.clinic import clinic_of, person
from rehearsal.measure.simulate.rules import Compare
from rehearsal.measure.simulate.splink import Two, scored
from rehearsal.measure.simulate.streams import TRUE, Wishes, measured, pairs_of, tasks
from rehearsal.measure.simulate.tally import Tally
from rehearsal.measure.simulate.visits import Questions, questions

STREAMS = (TRUE, *(each.id for each in CHANNELS))
SPLINK_TRUE, SPLINK_WRONG = 30_000, 500
"""Rows that splink is given: true links, and of each channel."""
VISITS = 30_000


@dataclass(frozen=True, slots=True)
class Splink:
    """splink's scores at noise ×1; `seconds` with its training."""

    scores: Mapping[str, list[float]]
    seconds: float
    pairs: int


@dataclass(frozen=True, slots=True)
class AtNoise:
    streams: Mapping[str, Tally]
    questions: Questions


@dataclass(frozen=True, slots=True)
class Simulated:
    """What a simulation found. `digest` is over every generated pair; two runs with equal digests saw the same people."""

    wishes: Wishes
    digest: str
    at: Mapping[int, AtNoise]
    splink: Splink | None
    version: str = VERSION
    silent_rules: tuple[str, ...] = field(default=())
    """Ids of field and decision rules that never fired, at any noise."""


def simulated(wishes: Wishes, compare: Compare, tell: Callable[[str], None]) -> Simulated:
    """Run it all; `tell` hears how far it has come."""
    at = {noise: _at_noise(wishes, noise, compare, tell) for noise in wishes.noises}
    running = hashlib.sha256()
    for found in at.values():
        for tally in found.streams.values():
            running.update("".join(tally.digests).encode())
    splink = _splink(wishes, tell) if wishes.baselines and installed(SPLINK) else None
    tallies = [tally for found in at.values() for tally in found.streams.values()]
    return Simulated(wishes, running.hexdigest(), at, splink, silent_rules=_silent(tallies))


def _at_noise(wishes: Wishes, noise: int, compare: Compare, tell: Callable[[str], None]) -> AtNoise:
    todo = tasks(wishes, noise)
    streams = {stream: Tally() for stream in STREAMS}
    for task, tally in measured(todo, compare, wishes.jobs, tell):
        streams[task.stream].add(tally)
    clinic = clinic_of(wishes.seed, noise, wishes.clinic)
    visits = two_visits(wishes.seed, f"x{noise}", min(wishes.patients, VISITS), at_noise(Rates(), noise))
    return AtNoise(streams, questions(visits, clinic, compare))


def _silent(tallies: Iterable[Tally]) -> tuple[str, ...]:
    fired: set[str] = set()
    for tally in tallies:
        fired |= set(tally.field_rules) | {rule for _, _, _, rule in tally.decisions}
    known = (*RULES, *(each.id for each in DECISIONS))
    return tuple(each for each in known if each not in fired)


def _splink(wishes: Wishes, tell: Callable[[str], None]) -> Splink:
    """The first rows of each stream at noise ×1."""
    true_count, wrong_count = min(SPLINK_TRUE, wishes.patients), min(SPLINK_WRONG, wishes.per_channel)
    tell(f"splink: {true_count} true links and {wrong_count} of each channel, training and scoring")
    rows = _rows(replace(wishes, patients=true_count, per_channel=wrong_count))
    wrong = [two for stream in STREAMS[1:] for two in rows[stream]]
    watch = Stopwatch()
    with watch.running():
        true_scores, wrong_scores = scored(rows[TRUE], wrong, wishes.seed)
    scores = {TRUE: true_scores}
    for place, stream in enumerate(STREAMS[1:]):
        scores[stream] = wrong_scores[place * wrong_count : (place + 1) * wrong_count]
    return Splink(scores, watch.seconds, len(true_scores) + len(wrong_scores))


def _rows(wishes: Wishes) -> dict[str, list[Two]]:
    rows: dict[str, list[Two]] = {stream: [] for stream in STREAMS}
    for task in tasks(wishes, 1):
        rows[task.stream] += [(person(pair.displayed), person(pair.held)) for pair in pairs_of(task)]
    return rows
