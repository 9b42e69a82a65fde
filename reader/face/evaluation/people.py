"""A folder of people, each pictured at least twice: everybody's chip photograph against everybody's looks, by look and by visit."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.errors import PhotoUnreadable
from reader.face.decision import AGAINST, Rule, Stand, stand
from reader.face.evaluation.pictures import Embedded
from reader.face.evaluation.rates import Outcome, rates
from reader.face.matcher import Embedding, Matcher

TABLE = "people.csv"
LOOKS = 3
"""Looks of a camera that each probe is made into: as many as a visit has at most."""
GROUPS = ("gender", "ethnicity")
"""Columns of the table, where they are there, by which strangers are alike."""
NOTHING = float("nan")
Scores = NDArray[np.float64]
"""Photograph by probe by look; not a number where no single face was found."""


@dataclass(frozen=True, slots=True)
class Person:
    """id: as in the table; pictures: the chip's first, then the probes; group: what strangers may share with them."""

    id: str
    pictures: tuple[Path, ...]
    group: str


class NoPeople(ValueError):
    """The folder has no table of people, or nobody in it has two pictures."""


def people_of(folder: Path) -> tuple[Person, ...]:
    """Read `people.csv` (a column id or the first one, gender and ethnicity if known) and the files ID_*.

    The neutral picture is the chip's; without one the first by name.

    Raises:
        NoPeople: see there.
    """
    table = folder / TABLE
    if not table.is_file():
        raise NoPeople(f"{folder} holds no {TABLE} with a line for each person and pictures ID_*.jpg")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    people = tuple(person for row in rows if len((person := _person(folder, row)).pictures) > 1)
    if not people:
        raise NoPeople(f"nobody in {table} has two pictures ID_*.jpg beside it")
    return people


def _person(folder: Path, row: dict[str, str]) -> Person:
    known = row.get("id") or next(iter(row.values()))
    found = sorted(folder.glob(f"{known}_*"), key=lambda path: ("neutral" not in path.stem, path.name))
    return Person(known, tuple(found), " ".join(row.get(each) or "" for each in GROUPS).strip())


def scores_of(people: tuple[Person, ...], matcher: Matcher, told: Callable[[int], None]) -> Scores:
    """Each picture is embedded once: the chip's in its condition, every probe as three looks of a camera."""
    embedded, probes = Embedded(matcher), probes_of(people)
    cards: list[Embedding | None] = []
    looks: list[list[Embedding | None]] = []
    for number, person in enumerate(people):
        told(number)
        cards.append(_or_none(partial(embedded.reference, person.pictures[0], card_photo=True)))
    for number, (_, path) in enumerate(probes):
        told(len(people) + number)
        looks.append([_or_none(partial(embedded.look, path, look)) for look in range(LOOKS)])
    return np.array(
        [[[_score(matcher, card, look) for look in of] for of in looks] for card in cards], dtype=np.float64
    )


def probes_of(people: tuple[Person, ...]) -> list[tuple[Person, Path]]:
    return [(person, path) for person in people for path in person.pictures[1:]]


def by_look(
    people: tuple[Person, ...], scores: Scores, accepts: Callable[[float], bool]
) -> Iterator[dict[str, Any]]:
    """The rates of single looks: of all, and of strangers of one group."""
    yield from _grouped(people, lambda card, probe: [bool(accepts(each)) for each in scores[card, probe]])


def by_visit(
    people: tuple[Person, ...], first: Scores, rule: Rule, second: Scores | None
) -> Iterator[dict[str, Any]]:
    """The rates of whole visits by the rule: its looks in their order, and the second judge at the best of them."""
    yield from _grouped(
        people,
        lambda card, probe: [
            visit(first[card, probe], rule, None if second is None else second[card, probe])
        ],
    )


def visit(first: NDArray[np.float64], rule: Rule, second: NDArray[np.float64] | None) -> bool:
    """Whether one visit's looks let somebody in."""
    heard: list[tuple[float, int]] = []
    for look, score in enumerate(first):
        if np.isnan(score):
            continue
        heard.append((float(score), look))
        if rule.second and len(heard) > 1 and stand([each for each, _ in heard], rule) is not Stand.GREY:
            break
    if stand([each for each, _ in heard], rule) is not Stand.ALIKE:
        return False
    if second is None:
        return True
    best = max(heard, key=lambda each: rule.point.likeness(each[0]))[1]
    return bool(second[best] <= AGAINST)


def _grouped(
    people: tuple[Person, ...], judged: Callable[[int, int], list[bool]]
) -> Iterator[dict[str, Any]]:
    outcomes: list[tuple[Person, Person, Outcome]] = []
    for card, holder in enumerate(people):
        for probe, (shown, _) in enumerate(probes_of(people)):
            outcomes += [
                (holder, shown, Outcome(holder.id, holder.id == shown.id, matched))
                for matched in judged(card, probe)
            ]
    yield {"group": "all", **rates(each for _, _, each in outcomes)}
    alike = [
        (holder, each) for holder, shown, each in outcomes if holder.group and holder.group == shown.group
    ]
    if alike:
        yield {"group": "strangers of one group", **rates(each for _, each in alike)}
    for group in sorted({holder.group for holder, _ in alike}):
        yield {"group": group, **rates(each for holder, each in alike if holder.group == group)}


def split(people: tuple[Person, ...], scores: Scores) -> tuple[list[float], list[float]]:
    """The scores of one person's pictures, and those of strangers."""
    same: list[float] = []
    other: list[float] = []
    for card, holder in enumerate(people):
        for probe, (shown, _) in enumerate(probes_of(people)):
            (same if holder.id == shown.id else other).extend(
                float(each) for each in scores[card, probe] if not np.isnan(each)
            )
    return same, other


def _score(matcher: Matcher, card: Embedding | None, look: Embedding | None) -> float:
    return NOTHING if card is None or look is None else matcher.score(card, look)


def _or_none(make: Callable[[], Embedding]) -> Embedding | None:
    try:
        return make()
    except PhotoUnreadable:
        return None


def lines(rule: str, per: str, found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows with what they are rows of."""
    return ({"rule": rule, "per": per, **each} for each in found)
