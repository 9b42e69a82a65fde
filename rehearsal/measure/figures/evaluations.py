"""How often it is right: faces, printed fronts, addresses. What has no data here says NOT RUN."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from hardware_mocks.camera.card_front import card_front, front_frame
from hardware_mocks.card.issue import card_expires
from hardware_mocks.personas.model import all_personas
from kiosk.checkin.walk import make_hand, walk
from reader.card.number_b import number_b
from reader.face.decision import Threshold
from reader.face.evaluate import Pair, evaluate
from reader.face.matchers.resnet import DlibMatcher
from reader.printed.number import read_number_b
from rehearsal.measure.addresses import rates
from rehearsal.measure.figures import dead_ends, fronts, glass, systems, touches
from rehearsal.measure.simulate.section import section
from rehearsal.measure.simulate.streams import Wishes

OTHERS = 4
"""Strangers that each photographed person is compared with: the next ones of the same sex."""
SEEDS = 5
POPULATION = Wishes(patients=300_000, per_channel=2_500, seed=20261121, jobs=2)
"""The size that the figures are judged at; the seed was not looked at while rules were made."""


def sections(data: Path, now: datetime) -> Iterator[str]:
    """The document's further sections."""
    yield _walk()
    yield _printed(now)
    yield fronts.section()
    yield _faces(data / "faces" / "london")
    yield rates.section(data / "addresses")
    yield section(POPULATION)
    yield dead_ends.section()
    yield touches.section()
    yield glass.section()
    yield systems.section()


def _walk() -> str:
    moves, states, reached = 0, set(), set()
    for move in walk(make_hand()):
        moves += 1
        states.add(move.before)
        reached.add(type(move.after.step).__name__)
    return (
        "\n## The machine's walk\n\n"
        f"{len(states):,} states and {moves:,} moves, at reader and desk, with failure mode off and on; "
        f"all {len(reached)} steps reached.\n"
    )


def _printed(now: datetime) -> str:
    found: Counter[str] = Counter()
    for someone in all_personas():
        if someone.card is None:
            continue
        expires = card_expires(someone, now)
        true = number_b(someone.resident.birthdate, expires.year, someone.card.security_code)
        front = card_front(someone, expires)
        for seed in range(SEEDS):
            rng = np.random.default_rng(seed)
            read = read_number_b([front_frame(front, rng) for _ in range(3)]).number_b
            found["right" if read == true else "none" if read is None else "wrong"] += 1
    return (
        "\n## 照合番号B from rendered card fronts\n\n"
        f"{sum(found.values())} readings of three frames each ({SEEDS} seeds): {found['right']} right, "
        f"{found['none']} none (the keypad is asked for), {found['wrong']} wrong. Rendered by this project; no real card was seen.\n"
    )


def _faces(folder: Path) -> str:
    title = "\n## Photographs of real people\n\n"
    if not (folder / "people.csv").is_file():
        return title + "NOT RUN: the London set is not here.\n"
    last: dict[str, Any] = {}
    for line in evaluate(_pairs(folder), DlibMatcher(), Threshold(), card_photo=True):
        last = line
    pairs, intervals = last["pairs"], last["intervals"]
    return title + (
        "Face Research Lab London Set (DeBruine & Jones 2017, CC BY 4.0): neutral picture in the chip's condition against the "
        f"smiling one, threshold 0.40, one frame. {pairs['impostor']} pairs of strangers of one sex: false match rate "
        f"{last['fmr']:.2%} (95 % interval {_interval(intervals['fmr'])}). {pairs['genuine']} pairs of one person: false "
        f"non-match rate {last['fnmr']:.2%} ({_interval(intervals['fnmr'])}). So few pairs do not show a false match rate of "
        "1 in 10,000, and strangers of East Asian looks lie closer together than these people do.\n"
    )


def _interval(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:.2%} to {bounds[1]:.2%}"


def _pairs(folder: Path) -> Iterator[Pair]:
    with (folder / "people.csv").open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    key = next(iter(people[0]))
    by_sex: dict[str, list[str]] = {}
    for each in people:
        by_sex.setdefault(each.get("gender", ""), []).append(each[key])
    for group in by_sex.values():
        for place, person in enumerate(group):
            reference = folder / f"{_stem(person)}_neutral.jpg"
            yield Pair(reference, folder / f"{_stem(person)}_smiling.jpg", same=True)
            for other in range(1, min(OTHERS, len(group) - 1) + 1):
                stranger = group[(place + other) % len(group)]
                yield Pair(reference, folder / f"{_stem(stranger)}_smiling.jpg", same=False)


def _stem(person: str) -> str:
    return person.zfill(3)
