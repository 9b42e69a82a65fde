"""The rendered people before the real detector and the real embedder: each is found, is like itself and like nobody else."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from hardware_mocks.heads.choose import OTHERS_DLIB, OTHERS_SFACE, OWN_SFACE
from hardware_mocks.heads.parameters import as_table, head_from
from hardware_mocks.heads.photographs import SHIPPED, chip_photo, chip_photo_of, still, stored
from hardware_mocks.personas.model import all_personas
from reader.face.compare import photo_embedding
from reader.face.decision import DEFAULT_LIMIT, HIGHEST_LIMIT
from reader.face.matcher import Embedding
from reader.face.matchers.resnet import DlibMatcher
from reader.face.matchers.sface import SFaceMatcher
from reader.face.photo import decoded_photo
from reader.face.quality import Good, judged
from tests.face_weights import needs_weights

HEADS = sorted(stored())
LIVE = (0, 2)
"""Frames of the frontal clip: straight, and turned by 6.5 degrees with a slight smile."""

People = dict[str, tuple[Embedding, tuple[Embedding, ...]]]


@pytest.fixture(scope="module")
def people() -> People:
    matcher = DlibMatcher()

    def live(head_id: str, index: int) -> Embedding:
        image = still(head_id, "frontal", index)
        quality = judged(image, matcher.faces(image))
        assert isinstance(quality, Good), f"{head_id}, frame {index}: {quality}"
        return matcher.embedding(image, quality.face)

    return {
        head_id: (
            photo_embedding(decoded_photo(chip_photo(head_id)), matcher),
            tuple(live(head_id, index) for index in LIVE),
        )
        for head_id in HEADS
    }


def test_every_head_that_a_persona_needs_is_stored() -> None:
    needed = {each.head for each in all_personas()} | {each.card.head for each in all_personas() if each.card}
    assert needed <= set(HEADS)


def test_everybody_matches_their_own_chip_photograph_when_near_frontal(people: People) -> None:
    farthest = {
        head_id: max(chip.distance(each) for each in live) for head_id, (chip, live) in people.items()
    }
    assert {head_id: distance for head_id, distance in farthest.items() if distance > DEFAULT_LIMIT} == {}


def test_nobody_comes_near_anybody_elses_photograph(people: People) -> None:
    near = {}
    for (owner, (chip, _)), (other, (_, live)) in itertools.permutations(people.items(), 2):
        distance = min(chip.distance(each) for each in live)
        if distance <= HIGHEST_LIMIT:
            near[owner, other] = round(distance, 3)
    assert near == {}


@needs_weights
def test_nobody_passes_for_anybody_else_before_both_judges_and_everybody_passes_for_themselves(
    people: People,
) -> None:
    """The default rule with a margin: a cosine of 0.50 on the looks, and dlib at most 0.55 on the best of them."""
    judge = SFaceMatcher()
    seen = {head_id: _seen_by(judge, head_id) for head_id in HEADS}
    unlike = {
        head_id: round(score, 3)
        for head_id, (chip, live) in seen.items()
        if (score := min(chip.similarity(each) for each in live)) < OWN_SFACE
    }
    taken = {}
    for owner, other in itertools.permutations(HEADS, 2):
        alike = max(seen[owner][0].similarity(each) for each in seen[other][1])
        apart = min(people[owner][0].distance(each) for each in people[other][1])
        if alike > OTHERS_SFACE and apart < OTHERS_DLIB:
            taken[owner, other] = (round(alike, 3), round(apart, 3))
    assert unlike == taken == {}


def _seen_by(judge: SFaceMatcher, head_id: str) -> tuple[Embedding, tuple[Embedding, ...]]:
    pictures = [decoded_photo(chip_photo(head_id)), *(still(head_id, "frontal", index) for index in LIVE)]
    chip, *live = (judge.embedding(each, judge.faces(each)[0]) for each in pictures)
    return chip, tuple(live)


@pytest.mark.parametrize("head_id", HEADS[:3])
def test_a_chip_photograph_is_grey_and_small_enough_for_the_chip(head_id: str) -> None:
    data = chip_photo(head_id)
    picture = decoded_photo(data)
    assert len(data) <= 3072
    assert picture.shape == (240, 192, 3)
    assert np.ptp(picture.astype(int), axis=2).max() == 0


def test_stored_parameters_come_back_unchanged() -> None:
    assert all(head_from(as_table(head)) == head for head in stored().values())


def test_an_unknown_head_is_named() -> None:
    with pytest.raises(KeyError, match="nobody_at_all"):
        chip_photo("nobody_at_all")


def test_a_shipped_photograph_is_what_the_renderer_draws() -> None:
    """Numbers differ in their last places between releases of numpy, so pictures are compared and not bytes."""
    for head_id in random.sample(HEADS, 2):
        shipped = decoded_photo(chip_photo(head_id)).astype(int)
        drawn = decoded_photo(chip_photo_of(stored()[head_id])).astype(int)
        assert np.abs(shipped - drawn).mean() < 1.0


def test_every_head_has_its_shipped_photograph_and_all_are_small() -> None:
    files = {each.stem: each.stat().st_size for each in SHIPPED.iterdir()}
    assert set(files) == set(HEADS)
    assert sum(files.values()) <= 3_000_000
