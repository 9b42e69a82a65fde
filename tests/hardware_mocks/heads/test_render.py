"""The renderer itself: repeatable, moved by pose and expression, and its cache rebuilt by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hardware_mocks.heads.draw import drawn
from hardware_mocks.heads.parameters import Head, Sitter
from hardware_mocks.heads.photographs import CLIPS, chip_photo, clip, stored
from hardware_mocks.heads.render import Light, Pose, render
from hardware_mocks.heads.shape import Expression


@pytest.fixture(scope="module")
def head() -> Head:
    return stored()["sato"]


def drawn_picture(head: Head, pose: Pose, expression: Expression) -> np.ndarray:
    return render(head, pose, expression, Light(), np.random.default_rng(7)).astype(int)


def test_the_same_parameters_give_the_same_picture(head: Head) -> None:
    one, other = (drawn_picture(head, Pose(5), Expression()) for _ in range(2))
    assert np.array_equal(one, other)
    assert one.shape == (480, 640, 3)


def test_a_blink_changes_the_eyes_and_nothing_else(head: Head) -> None:
    change = np.abs(
        drawn_picture(head, Pose(), Expression()) - drawn_picture(head, Pose(), Expression(blink=1))
    ).max(axis=2)
    rows = np.nonzero(change > 30)[0]
    assert len(rows) > 200
    assert rows.min() > 180
    assert rows.max() < 260


def test_a_clip_is_drawn_once_and_then_read(tmp_path: Path) -> None:
    first = clip("sato", "left", tmp_path)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    second = clip("sato", "left", tmp_path)
    assert len(first) == len(CLIPS["left"]) == len(files)
    assert all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == files


def test_a_lost_cache_is_rebuilt_with_the_same_photograph(tmp_path: Path) -> None:
    assert chip_photo("sato", tmp_path / "one") == chip_photo("sato", tmp_path / "other")


@pytest.mark.parametrize(
    ("age", "sex", "abroad"), [(0.5, "1", False), (7, "2", False), (40, "1", True), (95, "2", False)]
)
def test_drawn_people_are_as_old_as_asked_for_and_repeatable(
    age: float, sex: str, abroad: bool
) -> None:  # parametrised
    sitter = Sitter(age, sex, abroad=abroad)
    assert drawn(3, sitter) == drawn(3, sitter) != drawn(4, sitter)
    assert drawn(3, sitter).age == age
    assert drawn(3, sitter).mouth_y < drawn(3, sitter).chin
