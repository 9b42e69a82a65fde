"""Streams of simulated pairs through the comparison; a stream is a task of its own and can run in another process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from kiosk.matching.report import Decision
from rehearsal.measure.benchmarks.timing import Stopwatch
from rehearsal.measure.population.mislinks import CHANNELS, Channel
from rehearsal.measure.population.pairs import BLOCK, as_bytes, mislinked_pairs, true_block
from rehearsal.measure.population.rates import Rates, at_noise
from rehearsal.measure.population.sides import Pair
from rehearsal.measure.simulate.baselines import scorers
from rehearsal.measure.simulate.clinic import CLINIC, clinic_of, person
from rehearsal.measure.simulate.rules import ALWAYS, POLICIES, Compare, Decided, decided
from rehearsal.measure.simulate.tally import Example, Tally

TRUE = "true links"
_CHUNK = 500
"""Pairs that are made first and then compared: so the clock sees comparisons alone."""


NOISES = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How much to simulate.

    `patients` true links and `per_channel` of each channel at every noise; `examples` true links are kept for each rule;
    `clinic` patients stand in the table that the common-name gate counts in.
    """

    patients: int
    per_channel: int
    seed: int
    noises: Sequence[int] = NOISES
    jobs: int = 1
    examples: int = 0
    clinic: int = CLINIC
    baselines: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """One block of true links, or one channel (`block` 0), at one noise. `examples`: how many to keep for each rule."""

    seed: int
    noise: int
    stream: str
    block: int
    count: int
    clinic: int
    examples: int


def tasks(wishes: Wishes, noise: int) -> list[Task]:
    """All streams of one noise."""
    seed, patients = wishes.seed, wishes.patients
    common = {"clinic": wishes.clinic, "examples": wishes.examples}
    true = [
        Task(seed, noise, TRUE, number, min(BLOCK, patients - begun), **common)
        for number, begun in enumerate(range(0, patients, BLOCK))
    ]
    return [*true, *(Task(seed, noise, each.id, 0, wishes.per_channel, **common) for each in CHANNELS)]


def measured(
    todo: Sequence[Task], compare: Compare, jobs: int, tell: Callable[[str], None]
) -> Iterator[tuple[Task, Tally]]:
    """Each task with its tally, in order. `compare` has to be a function of a module when `jobs` is more than one."""
    if jobs <= 1:
        results: Iterator[Tally] = (measure(task, compare) for task in todo)
        yield from _told(todo, results, tell)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from _told(todo, pool.map(measure, todo, [compare] * len(todo)), tell)


def _told(
    todo: Sequence[Task], results: Iterator[Tally], tell: Callable[[str], None]
) -> Iterator[tuple[Task, Tally]]:
    for number, (task, tally) in enumerate(zip(todo, results, strict=True), 1):
        tell(f"{number} of {len(todo)}: {task.stream}, noise ×{task.noise}, {tally.compared} compared")
        yield task, tally


def pairs_of(task: Task) -> Iterator[Pair]:
    rates, label = at_noise(Rates(), task.noise), f"x{task.noise}"
    if task.stream == TRUE:
        return true_block(task.seed, label, task.block, task.count, rates)
    return mislinked_pairs(task.seed, label, _channel(task.stream), task.count, rates)


def _channel(stream: str) -> Channel:
    return next(each for each in CHANNELS if each.id == stream)


def measure(task: Task, compare: Compare) -> Tally:
    """One stream through the comparison and the baselines that score pair by pair."""
    tally, running, watch = Tally(), hashlib.sha256(), Stopwatch()
    clinic, scoring = clinic_of(task.seed, task.noise, task.clinic), scorers()
    stream = pairs_of(task)
    while chunk := list(islice(stream, _CHUNK)):
        people = [(person(pair.displayed), person(pair.held)) for pair in chunk]
        with watch.running():
            found = [decided(compare, displayed, held, clinic) for displayed, held in people]
        for name, score in scoring.items():
            tally.scores.setdefault(name, []).extend(score(*two) for two in people)
        for pair, each in zip(chunk, found, strict=True):
            running.update(as_bytes(pair))
            _count(tally, task, pair, each)
    tally.seconds = watch.seconds
    tally.digests = [running.hexdigest()]
    return tally


def _count(tally: Tally, task: Task, pair: Pair, found: Decided) -> None:
    shown = pair.displayed.address is not None
    for policy in POLICIES:
        report = found.by(policy)
        tally.decisions[policy, shown, report.decision, report.rule] += 1
    tally.compared += 1
    tally.groups[pair.group, found.by(ALWAYS).decision] += 1
    report = found.by(ALWAYS)
    tally.field_rules.update({rule for each in report.fields for rule in each.rules})
    if task.stream == TRUE and report.decision is not Decision.PASS:
        tally.marks.update((report.rule, mark) for mark in pair.marks)
    if sum(each.rule == report.rule for each in tally.examples) < task.examples:
        tally.examples.append(Example(report.rule, pair))
