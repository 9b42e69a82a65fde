"""How often it is right: faces, printed fronts, addresses. What has no data here says NOT RUN."""

from __future__ import annotations

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
from reader.face.decision import one_judgement, two_judgements
from reader.face.evaluation.people import by_look, by_visit, people_of, scores_of
from reader.face.matcher import ModelsMissing
from reader.face.matchers.resnet import DlibMatcher
from reader.face.matchers.sface import SFaceMatcher
from reader.printed.number import read_number_b
from rehearsal.measure.addresses import rates
from rehearsal.measure.figures import dead_ends, fronts, glass, systems, touches
from rehearsal.measure.simulate.section import section
from rehearsal.measure.simulate.streams import Wishes

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
    found = people_of(folder)
    dlib = DlibMatcher()
    distances = scores_of(found, dlib, _unheard)
    older = one_judgement(dlib.point)
    rows = [("raw-2of3-1, a visit", next(by_visit(found, distances, older, None)))]
    try:
        sface = SFaceMatcher()
    except ModelsMissing:
        return title + _table(rows) + "\nSFace: NOT RUN, its file is not here.\n"
    likenesses, rule = scores_of(found, sface, _unheard), two_judgements(sface.point)
    rows.append(("SFace >= 0.50, a look", next(by_look(found, likenesses, sface.point.accepts))))
    rows.append((f"{rule.name}, a visit", next(by_visit(found, likenesses, rule, distances))))
    return title + _table(rows)


def _unheard(_number: int) -> None:
    """Nobody waits at a screen for these."""


def _table(rows: list[tuple[str, dict[str, Any]]]) -> str:
    text = (
        "Face Research Lab London Set (DeBruine & Jones 2017, CC BY 4.0): everybody's neutral picture in the chip's condition "
        "against everybody's smiling one as three looks of a camera. Intervals are Wilson's, by people. So few people do not "
        "show a false match rate of 1 in 10,000, and strangers of East Asian looks lie closer together than these people do.\n\n"
        "| rule | strangers let in | people taken for somebody | holders refused | people refused |\n| --- | --- | --- | --- | --- |\n"
    )
    for name, row in rows:
        wrong, missed = row["people"]["fmr"], row["people"]["fnmr"]
        text += (
            f"| {name} | {row['errors']['impostor']} of {row['pairs']['impostor']} | {wrong['met']} of {wrong['of']} "
            f"({_interval(wrong['interval'])}) | {row['errors']['genuine']} of {row['pairs']['genuine']} | "
            f"{missed['met']} of {missed['of']} ({_interval(missed['interval'])}) |\n"
        )
    return text


def _interval(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:.2%} to {bounds[1]:.2%}"
