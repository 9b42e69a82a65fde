"""Choose a face for every head id, so that none passes for another before both judges: `python -m hardware_mocks.heads.choose`.

Several faces are drawn for each sitter; those that are not like themselves are dropped, and the set whose closest pair is
farthest apart is kept. Whoever is in it is then looked at from all sides once more; who fails leaves the pool, and the choice
is made anew. Final parameters go into heads.json: a head that is there already stays as it is, without `--anew`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.heads.draw import drawn
from hardware_mocks.heads.fields import Image
from hardware_mocks.heads.parameters import Head, Sitter, as_table, head_from
from hardware_mocks.heads.photographs import CLIPS, STORED, chip_photo_of, frames_of, stored
from hardware_mocks.personas.model import all_personas
from reader.face.matcher import Embedding, Matcher
from reader.face.matchers.resnet import DlibMatcher
from reader.face.matchers.sface import SFaceMatcher
from reader.face.photo import decoded_photo
from reader.face.quality import Good, judged

BORN_BEFORE = date(2026, 11, 21)
"""The day on which the sitters' ages were taken."""
STRANGERS = {"stranger_1": Sitter(33, "1", abroad=True), "stranger_2": Sitter(27, "2", abroad=True)}
"""Two people without a persona, for the dev dock: whoever stands behind the patient."""
SEEN = (("frontal", 0), ("frontal", 2), ("left", 2))
"""Frames by which a face is judged at first: straight, smiling at 6.5 degrees, and turned by 25."""
ALL = tuple((name, index) for name, moments in CLIPS.items() for index in range(len(moments)))
FRONTAL = 7.0
"""Degrees of yaw up to which a look must satisfy the strict rule, that of dlib alone, as well."""
OWN_SFACE, OWN_DLIB, OWN_STRICT = 0.52, 0.53, 0.39
"""Least cosine and largest distances at which a face still is like itself; the rules themselves say 0.50, 0.55 and 0.40."""
OTHERS_SFACE, OTHERS_DLIB, OTHERS_STRICT = 0.47, 0.58, 0.455
"""What keeps two people apart: a cosine not above the first, or a distance of at least the second; never one below the third."""


ROUNDS = 6
MARGIN = 0.01
"""By how much two people are wanted to be farther apart than they must be."""
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What both judges see of one picture; SFace's is of length 1."""

    sface: Embedding
    dlib: Embedding


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A drawn face with what the judges see of its photograph and of its looks; the first two looks are near frontal."""

    head: Head
    card: Look
    looks: tuple[Look, ...]


def sitters() -> dict[str, Sitter]:
    """Everybody who needs a face: age and sex of the persona whose card or body it is."""
    wanted = dict(STRANGERS)
    for each in all_personas():
        age = (BORN_BEFORE - each.resident.birthdate).days / 365.25
        wanted.setdefault(
            each.card.head if each.card else each.head, Sitter(round(age, 1), each.resident.sex)
        )
    return wanted


@cache
def judges() -> tuple[Matcher, Matcher]:
    """SFace and dlib, opened once a process."""
    return SFaceMatcher(), DlibMatcher()


def looked_at(image: Image, upsample: int = 0) -> Look | None:
    """Both judges' embedding of a picture's one face; None where one of them finds none, or several."""
    seen = []
    for judge in judges():
        faces = judge.faces(image, upsample=upsample)
        if len(faces) != 1:
            return None
        seen.append(judge.embedding(image, faces[0]))
    sface, dlib = seen
    return Look(Embedding(sface.values / np.linalg.norm(sface.values)), dlib)


def candidate(head: Head, frames: Sequence[tuple[str, int]] = SEEN) -> Candidate | None:
    """Measure a face; None when it is not found somewhere or does not resemble itself."""
    card = looked_at(decoded_photo(chip_photo_of(head)), upsample=1)
    looks = tuple(_looks(head, card, frames)) if card else ()
    return Candidate(head, card, looks) if card and len(looks) == len(frames) else None


def _looks(head: Head, card: Look, frames: Sequence[tuple[str, int]]) -> Iterator[Look]:
    """The looks one after the other, up to the first at which the face is not found, not fit for comparing or not itself."""
    for (name, index), image in zip(frames, frames_of(head, frames), strict=True):
        look = looked_at(image)
        if look is None or card.sface.similarity(look.sface) < OWN_SFACE:
            return
        pose, expression = CLIPS[name][index]
        strict = abs(pose.yaw) <= FRONTAL and expression.blink == 0
        if strict and not isinstance(judged(image, judges()[1].faces(image)), Good):
            return
        if card.dlib.distance(look.dlib) > (OWN_STRICT if strict else OWN_DLIB):
            return
        yield look


def pool(wanted: Mapping[str, Sitter], many: int, seed: int, workers: Executor) -> dict[str, list[Candidate]]:
    """So many faces drawn for each sitter, without those that do not resemble themselves."""
    drafts = [
        (head_id, head_from(as_table(drawn(seed + number, sitter))))
        for number, (head_id, sitter) in enumerate(each for each in wanted.items() for _ in range(many))
    ]
    options: dict[str, list[Candidate]] = {head_id: [] for head_id in wanted}
    for (head_id, _), each in zip(drafts, workers.map(candidate, [head for _, head in drafts]), strict=True):
        if each:
            options[head_id].append(each)
    return options


def farthest(
    options: Mapping[str, Sequence[Candidate]], fixed: Iterable[Candidate], rng: np.random.Generator
) -> dict[str, Candidate]:
    """Pick one of each so that as little as swaps can bring about passes for another; best of several starts."""
    everybody = [*(each for people in options.values() for each in people), *fixed]
    counts = np.cumsum([0, *map(len, options.values())])
    choices = [range(begin, end) for begin, end in pairwise(counts.tolist())]
    given = list(range(int(counts[-1]), len(everybody)))
    harm = np.maximum(MARGIN - slack(everybody), 0.0)
    starts = [_settled([int(rng.choice(each)) for each in choices], choices, given, harm) for _ in range(200)]
    best = min(starts, key=lambda picked: _total([*picked, *given], harm))
    return {head_id: everybody[index] for head_id, index in zip(options, best, strict=True)}


def slack(people: Sequence[Candidate]) -> Table:
    """How far each two of them are from passing for each other, at the look that is worst; below 0 they would."""
    firsts = np.cumsum([0, *(len(each.looks) for each in people)])[:-1]
    cosines = np.maximum.reduceat(_scores(people, lambda look: look.sface, np.matmul), firsts, axis=1)
    distances = np.minimum.reduceat(_scores(people, lambda look: look.dlib, _distances), firsts, axis=1)
    alike, near = np.maximum(cosines, cosines.T), np.minimum(distances, distances.T)
    apart = np.minimum(np.maximum(OTHERS_SFACE - alike, near - OTHERS_DLIB), near - OTHERS_STRICT)
    np.fill_diagonal(apart, np.inf)
    return np.asarray(apart)


def _scores(
    people: Sequence[Candidate], judge: Callable[[Look], Embedding], compare: Callable[[Table, Table], Table]
) -> Table:
    """Every card (rows) against every look (columns)."""
    cards = np.stack([judge(each.card).values for each in people])
    looks = np.stack([judge(look).values for each in people for look in each.looks])
    return compare(cards, looks.T)


def _distances(cards: Table, looks: Table) -> Table:
    squared = (cards**2).sum(axis=1)[:, None] + (looks**2).sum(axis=0)[None] - 2 * cards @ looks
    return np.asarray(np.sqrt(np.maximum(squared, 0)))


def _settled(
    picked: list[int], choices: Sequence[Sequence[int]], given: Sequence[int], harm: Table
) -> list[int]:
    for _ in range(30):
        before = list(picked)
        for index, each in enumerate(choices):
            others = [*picked[:index], *picked[index + 1 :], *given]
            picked[index] = min(each, key=lambda option: float(harm[option, others].sum()))
        if picked == before:
            break
    return picked


def _total(picked: Sequence[int], harm: Table) -> float:
    return float(harm[np.ix_(picked, picked)].sum())


def chosen(
    options: dict[str, list[Candidate]],
    fixed: Mapping[str, Candidate],
    rng: np.random.Generator,
    workers: Executor,
) -> dict[str, Candidate]:
    """The choice, each of whom is like itself and unlike the others on every look; `options` loses whoever is not like itself.

    Raises:
        ValueError: nobody is left for a head: draw more.
    """
    while True:
        if empty := [head_id for head_id, people in options.items() if not people]:
            raise ValueError(f"no face is like itself for {', '.join(empty)}: draw more")
        picked = farthest(options, fixed.values(), rng)
        fresh = {head_id: each for head_id, each in picked.items() if len(each.looks) < len(ALL)}
        if not fresh:
            return picked | dict(fixed)
        full = workers.map(candidate, [each.head for each in fresh.values()], [ALL] * len(fresh))
        for (head_id, seen), each in zip(fresh.items(), full, strict=True):
            at = options[head_id].index(seen)
            options[head_id][at : at + 1] = [each] if each else []


def report(people: Mapping[str, Candidate]) -> Iterator[str]:
    """The figures of a choice, over all looks: strangers by pair, and everybody before their own photograph."""
    everybody = list(people.values())
    own = [each.card.sface.similarity(look.sface) for each in everybody for look in each.looks]
    far = [each.card.dlib.distance(look.dlib) for each in everybody for look in each.looks]
    apart = slack(everybody)[np.triu_indices(len(everybody), 1)]
    yield f"{len(everybody)} heads, {len(apart)} pairs, {len(own)} looks"
    yield f"pairs that pass for each other: {int((apart < 0).sum())}; least that keeps two apart: {apart.min():.3f}"
    yield f"least like itself: cosine {min(own):.3f}, distance {max(far):.3f}"


def settled_upon(
    wanted: Mapping[str, Sitter], fixed: Mapping[str, Candidate], many: int, seed: int, workers: Executor
) -> dict[str, Candidate]:
    """Draw and choose; while two of those that are free still pass for each other, draw more for them."""
    options = pool(wanted, many, seed, workers)
    rng = np.random.default_rng(seed)
    for more in range(1, ROUNDS + 1):
        people = chosen(options, fixed, rng, workers)
        crossed = sorted(crossing(people) - set(fixed))
        if not crossed:
            break
        fresh = pool({head_id: wanted[head_id] for head_id in crossed}, many, seed + more * 100_000, workers)
        for head_id, each in fresh.items():
            options[head_id] += each
    return people


def crossing(people: Mapping[str, Candidate]) -> set[str]:
    """Whoever passes for somebody else."""
    names = list(people)
    return {names[index] for index in np.flatnonzero((slack(list(people.values())) < 0).any(axis=1))}


def main() -> None:
    """Draw, measure, choose, look at from all sides and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=16, help="faces drawn for each sitter at a time")
    parser.add_argument("--anew", action="store_true", help="choose all heads anew, the stored ones too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    wish = parser.parse_args()
    wanted = sitters()
    kept = {} if wish.anew else {key: head for key, head in stored().items() if key in wanted}
    with ProcessPoolExecutor(wish.processes, initializer=cv2.setNumThreads, initargs=(1,)) as workers:
        stable = zip(kept, workers.map(candidate, kept.values(), [ALL] * len(kept)), strict=True)
        fixed = {head_id: each for head_id, each in stable if each}
        missing = {head_id: sitter for head_id, sitter in wanted.items() if head_id not in fixed}
        people = settled_upon(missing, fixed, wish.candidates, wish.seed, workers) if missing else fixed
    heads = {head_id: as_table(people[head_id].head) for head_id in sorted(people)}
    STORED.write_text(json.dumps(heads, indent=1) + "\n", "utf-8")
    sys.stdout.writelines(f"{line}\n" for line in report(people))


if __name__ == "__main__":
    main()
