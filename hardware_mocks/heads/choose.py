"""Choose a face for every head id, far from all the others in the matcher's own space: `python -m hardware_mocks.heads.choose`.

Faces drawn blindly lie too close together. So several are drawn for each sitter, unstable ones are dropped, and the set whose
closest pair is farthest apart is kept. Final parameters go into heads.json: a head that is there already stays as it is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, count

import numpy as np

from hardware_mocks.heads.draw import drawn
from hardware_mocks.heads.parameters import Head, Sitter, as_table
from hardware_mocks.heads.photographs import STORED, chip_photo_of, frames_of, stored
from hardware_mocks.personas.model import all_personas
from reader.face.matcher import Embedding, Matcher
from reader.face.matchers.resnet import DlibMatcher
from reader.face.photo import decoded_photo

BORN_BEFORE = date(2026, 11, 21)
"""The day on which the sitters' ages were taken."""
STRANGERS = {"stranger_1": Sitter(33, "1", abroad=True), "stranger_2": Sitter(27, "2", abroad=True)}
"""Two people without a persona, for the dev dock: whoever stands behind the patient."""
SEEN = (("frontal", 0), ("frontal", 2), ("left", 2), ("right", 2))
"""Frames by which a face is judged: straight, smiling at 6.5 degrees, and turned by 25 to either side."""
NEAR_FRONTAL, TURNED = 0.33, 0.43
"""A face whose own pictures lie farther apart than this, frontal or turned by 25 degrees, is dropped."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A drawn face with what the matcher sees of it."""

    head: Head
    chip: Embedding
    live: tuple[Embedding, ...]
    unrest: float

    def apart(self, other: Candidate) -> float:
        """The smallest distance at which one of two people could be taken for the other."""
        return min(self.nearest(other.live), other.nearest(self.live))

    def nearest(self, live: tuple[Embedding, ...]) -> float:
        return min(self.chip.distance(each) for each in live)


def sitters() -> dict[str, Sitter]:
    """Everybody who needs a face: age and sex of the persona whose card or body it is."""
    wanted = dict(STRANGERS)
    for each in all_personas():
        age = (BORN_BEFORE - each.resident.birthdate).days / 365.25
        wanted.setdefault(
            each.card.head if each.card else each.head, Sitter(round(age, 1), each.resident.sex)
        )
    return wanted


def candidate(head: Head, matcher: Matcher) -> Candidate | None:
    """Measure a face; None when it is not found somewhere or does not resemble itself."""
    photo = decoded_photo(chip_photo_of(head))
    pictures = frames_of(head, SEEN)
    found = [matcher.faces(photo, upsample=1), *(matcher.faces(each) for each in pictures)]
    if any(len(faces) != 1 for faces in found):
        return None
    chip, straight, smile, left, right = (
        matcher.embedding(image, faces[0]) for image, faces in zip([photo, *pictures], found, strict=True)
    )
    near, turned = (
        max(chip.distance(smile), chip.distance(straight)),
        max(chip.distance(left), chip.distance(right)),
    )
    return (
        Candidate(head, chip, (straight, smile), near) if near <= NEAR_FRONTAL and turned <= TURNED else None
    )


def farthest(
    options: Sequence[Sequence[Candidate]], fixed: Sequence[Candidate], rng: np.random.Generator
) -> list[Candidate]:
    """Pick one of each so that the closest pair is as far apart as swaps can bring it; best of several starts."""
    starts = [
        _settled([each[int(rng.integers(len(each)))] for each in options], options, fixed) for _ in range(30)
    ]
    return max(starts, key=lambda chosen: closest([*chosen, *fixed]))


def closest(people: Sequence[Candidate]) -> float:
    """The distance of the closest two."""
    return min(one.apart(other) for index, one in enumerate(people) for other in people[:index])


def _settled(
    chosen: list[Candidate], options: Sequence[Sequence[Candidate]], fixed: Sequence[Candidate]
) -> list[Candidate]:
    for _ in range(8):
        before = list(chosen)
        for index, each in enumerate(options):
            others = [*chosen[:index], *chosen[index + 1 :], *fixed]
            chosen[index] = max(each, key=lambda option: min(option.apart(other) for other in others))
        if chosen == before:
            break
    return chosen


def polished(
    people: dict[str, Candidate], apart: float, draw: Callable[[str], list[Candidate]], rounds: int
) -> None:
    """Redraw one of the closest two until all lie `apart`, or the rounds are used up; `people` is changed in place."""
    for _ in range(rounds):
        distance, one, other = min(
            (people[a].apart(people[b]), a, b) for a, b in combinations(sorted(people), 2)
        )
        if distance >= apart:
            return
        weaker = min((one, other), key=lambda head_id: _loneliness(head_id, people, but={one, other}))
        rest = [each for head_id, each in people.items() if head_id != weaker]
        options = [people[weaker], *draw(weaker)]
        people[weaker] = max(options, key=lambda option: min(option.apart(each) for each in rest))


def _loneliness(head_id: str, people: dict[str, Candidate], but: set[str]) -> float:
    return min(people[head_id].apart(each) for other, each in people.items() if other not in but)


def main() -> None:
    """Draw, measure, choose, polish and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=10)
    parser.add_argument("--apart", type=float, default=0.465)
    parser.add_argument(
        "--rounds", type=int, default=0, help="redraw the closest two so often; stored faces may change"
    )
    parser.add_argument("--seed", type=int, default=1)
    wish = parser.parse_args()
    matcher, seeds, wanted = DlibMatcher(), count(wish.seed), sitters()

    def draw(head_id: str) -> list[Candidate]:
        drafts = (drawn(next(seeds), wanted[head_id]) for _ in range(wish.candidates))
        return [found for head in drafts if (found := candidate(head, matcher))]

    stable = {head_id: candidate(head, matcher) for head_id, head in _kept().items() if head_id in wanted}
    people = {head_id: each for head_id, each in stable.items() if each}
    missing = {head_id: draw(head_id) for head_id in wanted if head_id not in people}
    people |= zip(
        missing,
        farthest(list(missing.values()), list(people.values()), np.random.default_rng(wish.seed)),
        strict=True,
    )
    polished(people, wish.apart, draw, wish.rounds)
    heads = {head_id: as_table(people[head_id].head) for head_id in sorted(people)}
    STORED.write_text(json.dumps(heads, indent=1) + "\n", "utf-8")
    everybody = list(people.values())
    sys.stdout.write(
        f"closest pair {closest(everybody):.3f}, least like itself {max(each.unrest for each in everybody):.3f}\n"
    )


def _kept() -> dict[str, Head]:
    return stored() if STORED.exists() else {}


if __name__ == "__main__":
    main()
