"""Scoring what somebody decided: what was unsafe, what was a nuisance, how long it took."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rehearsal.exercise.visits import HERE

CHOOSE = "CHOOSE"
GOES_ON = frozenset({"PASS", "ASK-CONFIRM"})
STOPPED = frozenset({"STOP", "ASK-STOP"})
ANSWERS = (*sorted(GOES_ON | STOPPED), f"{CHOOSE}:<patient number>")


@dataclass(frozen=True, slots=True)
class Key:
    """`right`: the link is this person's. `choose`: the chart that is, where several fit."""

    right: bool
    cause: str
    choose: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One decision: `answer` is one of ANSWERS."""

    n: int
    answer: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Score:
    """`let_through` are wrong links that went on, `stopped` right ones that did not, `mischosen` the wrong chart.

    `asked` counts the questions, `missing` the visits that nobody decided.
    """

    let_through: tuple[int, ...]
    stopped: tuple[int, ...]
    mischosen: tuple[int, ...]
    missing: tuple[int, ...]
    asked: int
    seconds: float

    @property
    def errors(self) -> int:
        return len(self.let_through) + len(self.stopped) + len(self.mischosen) + len(self.missing)


def read_key(path: Path = HERE / "key.toml") -> Mapping[int, Key]:
    return {int(n): Key(**each) for n, each in tomllib.loads(path.read_text("utf-8")).items()}


def read_answers(lines: Iterable[str]) -> tuple[Given, ...]:
    """Rows `visit,answer,seconds` below their header. Raises ValueError that names the row."""
    given = []
    for row, each in enumerate(csv.DictReader(lines), 2):
        answer = (each.get("answer") or "").strip().upper()
        if answer not in GOES_ON | STOPPED and not answer.startswith(f"{CHOOSE}:"):
            raise ValueError(f"row {row}: {answer!r} is none of {', '.join(ANSWERS)}")
        try:
            given.append(Given(int(each["visit"]), answer, float(each["seconds"])))
        except (KeyError, TypeError, ValueError):
            raise ValueError(f"row {row}: wants visit,answer,seconds") from None
    return tuple(given)


def score(given: Iterable[Given], key: Mapping[int, Key]) -> Score:
    """A visit that was answered twice counts by its last answer."""
    last = {each.n: each for each in given if each.n in key}
    judged = [(key[n], each) for n, each in last.items()]
    return Score(
        tuple(each.n for right, each in judged if not right.right and each.answer in GOES_ON),
        tuple(each.n for right, each in judged if right.right and each.answer in STOPPED),
        tuple(each.n for right, each in judged if _mischosen(right, each)),
        tuple(sorted(key.keys() - last.keys())),
        sum(each.answer.startswith(("ASK", CHOOSE)) for each in last.values()),
        sum(each.seconds for each in last.values()),
    )


def _mischosen(right: Key, given: Given) -> bool:
    """A chart was chosen where none was to be, or another one, or none where one was."""
    chosen = given.answer.removeprefix(f"{CHOOSE}:") if given.answer.startswith(CHOOSE) else ""
    return given.answer not in STOPPED and chosen != right.choose
