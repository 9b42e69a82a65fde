"""What may be held before the camera: each kind looks like its victim, moves as it says, and shows what a flat picture cannot do."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware_mocks.camera.attacks import LOOP, SPECIES, attack, looks, victim_of, victims_in
from hardware_mocks.camera.clips import nobody
from hardware_mocks.heads.photographs import chip_photo, stored
from reader.face.matchers.sface import SFaceMatcher, YuNet
from reader.face.photo import decoded_photo
from tests.face_weights import needs_weights

VICTIM = victim_of(stored()["sato"])
ASKED = [0.0] * 4 + [25.0] * 16
FLAT = [name for name, kind in SPECIES.items() if kind.flat]


@pytest.fixture(scope="module")
def sface() -> SFaceMatcher:
    return SFaceMatcher()


@needs_weights
@pytest.mark.parametrize("species", SPECIES)
def test_hazard_each_kind_would_be_taken_for_its_victim_by_the_face_alone(
    sface: SFaceMatcher, species: str
) -> None:
    card = decoded_photo(chip_photo("sato"))
    image = next(looks(attack(species, VICTIM), [0.0]))
    chip, live = (sface.embedding(each, sface.faces(each)[0]) for each in (card, image))
    assert sface.point.accepts(sface.score(chip, live))


def turned(species: str, sense: float = 1.0) -> float:
    *_, last = looks(attack(species, VICTIM), [sense * each for each in ASKED])
    return YuNet().faces(last)[0].yaw


@needs_weights
@pytest.mark.parametrize("species", [each for each in FLAT if not each.startswith("b")])
def test_what_is_flat_shows_no_turn_however_it_is_held(species: str) -> None:
    assert abs(turned(species)) < 8


@needs_weights
def test_a_film_turns_as_it_is_told_or_the_other_way() -> None:
    assert turned("right_turns") > 8
    assert turned("wrong_turns") < -8


def test_a_frozen_picture_is_one_and_a_loop_comes_back_to_the_bit() -> None:
    frozen = {each.tobytes() for each in looks(attack("frozen", VICTIM), ASKED)}
    loop = list(looks(attack("looped", VICTIM), [0.0] * (LOOP + 1)))
    assert len(frozen) == 1
    assert np.array_equal(loop[0], loop[LOOP])
    assert not np.array_equal(loop[0], loop[1])


def test_noise_is_the_cameras_and_can_be_left_away() -> None:
    noisy, clean = (next(looks(attack("flat_print", VICTIM, grain=grain), [0.0])) for grain in (1.6, 0))
    corner = np.s_[:60, :60]
    assert cv2.Laplacian(clean[corner], cv2.CV_64F).std() < 1 < cv2.Laplacian(noisy[corner], cv2.CV_64F).std()


@needs_weights
def test_victims_of_ones_own_come_out_of_a_folder_of_pictures(tmp_path: Path, sface: SFaceMatcher) -> None:
    (tmp_path / "deeper").mkdir()
    cv2.imwrite(str(tmp_path / "deeper" / "somebody.png"), VICTIM.portrait)
    cv2.imwrite(str(tmp_path / "nobody.png"), nobody())
    (tmp_path / "notes.txt").write_text("no picture")
    ((name, victim),) = victims_in(tmp_path, sface)
    assert name == "somebody"
    assert victim.portrait.shape == (600, 480, 3)
    with pytest.raises(ValueError, match="drawn head"):
        attack("right_turns", victim)
