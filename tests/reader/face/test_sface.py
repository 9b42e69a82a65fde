"""SFace behind YuNet: real networks, drawn people."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hardware_mocks.camera.clips import nobody
from hardware_mocks.heads.photographs import chip_photo, still
from reader.face.compare import photo_embedding
from reader.face.matcher import OperatingPoint
from reader.face.matchers.sface import WHERE, SFaceMatcher, laid_upon
from reader.face.photo import decoded_photo
from tests.face_weights import needs_weights


@pytest.fixture(scope="module")
def sface() -> SFaceMatcher:
    return SFaceMatcher()


@needs_weights
def test_a_person_is_more_like_their_own_chip_photograph_than_a_stranger_is(sface: SFaceMatcher) -> None:
    chip = photo_embedding(decoded_photo(chip_photo("sato")), sface)

    def score(head: str) -> float:
        image = still(head, "frontal", 0)
        (face,) = sface.faces(image)
        return sface.score(chip, sface.embedding(image, face))

    assert sface.point.accepts(score("sato"))
    assert score("sato") > score("stranger_1") + 0.1


@needs_weights
def test_a_grey_picture_is_looked_at_too_and_an_empty_room_shows_nobody(sface: SFaceMatcher) -> None:
    grey = cv2.cvtColor(still("sato", "frontal", 0), cv2.COLOR_BGR2GRAY)
    (face,) = sface.faces(grey)
    assert sface.score(sface.embedding(grey, face), sface.embedding(grey, face)) == pytest.approx(1)
    assert sface.faces(nobody()) == ()


@needs_weights
def test_the_largest_face_comes_first(sface: SFaceMatcher) -> None:
    near, far = (
        still("sato", "frontal", 0),
        cv2.resize(still("stranger_1", "frontal", 0), None, fx=0.5, fy=0.5),
    )
    both = np.hstack([far, np.zeros_like(far)]).repeat(1, axis=0)
    both = np.vstack([both, near])
    first, second = sface.faces(both, upsample=1)
    assert first.size > 1.5 * second.size


def test_points_are_laid_upon_their_places_by_turn_scale_and_shift_alone() -> None:
    angle = np.radians(25)
    turn = 2.5 * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved = WHERE @ turn.T + [40, -7]
    back = laid_upon(moved, WHERE)
    assert np.allclose(moved @ back[:, :2].T + back[:, 2], WHERE)


def test_points_that_all_lie_in_one_place_are_no_error() -> None:
    assert np.isfinite(laid_upon(np.ones((5, 2)), WHERE)).all()


def test_an_operating_point_beyond_its_limit_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="not allowed"):
        OperatingPoint(0.44, 0.40, 0.45, nearer_is_higher=True, known="")
    with pytest.raises(ValueError, match="grey"):
        OperatingPoint(0.50, 0.55, 0.45, nearer_is_higher=True, known="")


@pytest.mark.parametrize(
    ("score", "accepted", "undecided"), [(0.5, True, False), (0.4999, False, True), (0.4499, False, False)]
)
def test_scores_at_the_edges_of_the_grey_zone(score: float, accepted: bool, undecided: bool) -> None:
    point = OperatingPoint(0.50, 0.45, 0.45, nearer_is_higher=True, known="")
    assert (point.accepts(score), point.undecided(score)) == (accepted, undecided)
    mirrored = OperatingPoint(-0.50, -0.45, -0.45, nearer_is_higher=False, known="")
    assert (mirrored.accepts(-score), mirrored.undecided(-score)) == (accepted, undecided)
