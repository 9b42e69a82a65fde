"""Drawing a new face for a sitter of given age and sex. Drawn once, then stored: see choose.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from hardware_mocks.heads.parameters import Colour, Head, Sitter

T = TypeVar("T")


COMPLEXIONS: Mapping[bool, tuple[tuple[Colour, Colour, Colour], ...]] = {
    False: (
        ((0.80, 0.56, 0.43), (0.016, 0.013, 0.012), (0.055, 0.026, 0.014)),
        ((0.72, 0.48, 0.35), (0.030, 0.018, 0.013), (0.080, 0.036, 0.018)),
        ((0.86, 0.64, 0.51), (0.055, 0.029, 0.017), (0.070, 0.032, 0.016)),
        ((0.62, 0.39, 0.27), (0.022, 0.016, 0.016), (0.035, 0.018, 0.012)),
        ((0.78, 0.52, 0.40), (0.020, 0.014, 0.012), (0.050, 0.024, 0.013)),
    ),
    True: (
        ((0.88, 0.63, 0.54), (0.30, 0.18, 0.08), (0.12, 0.20, 0.30)),
        ((0.84, 0.58, 0.48), (0.16, 0.055, 0.02), (0.12, 0.18, 0.10)),
        ((0.26, 0.13, 0.08), (0.016, 0.013, 0.012), (0.040, 0.020, 0.012)),
        ((0.50, 0.29, 0.18), (0.016, 0.013, 0.012), (0.060, 0.028, 0.014)),
    ),
}
"""Skin, hair and iris that go together, for people whose family comes from Japan (False) or from abroad (True)."""
CLOTHS: tuple[Colour, ...] = (
    (0.05, 0.09, 0.20), (0.30, 0.05, 0.06), (0.08, 0.20, 0.12), (0.40, 0.36, 0.30), (0.10, 0.10, 0.12),
    (0.25, 0.13, 0.28), (0.45, 0.28, 0.08), (0.12, 0.26, 0.34),
)  # fmt: skip
STYLES: Mapping[str, tuple[str, ...]] = {
    "1": ("short", "parted", "crew", "swept", "short", "fringe"),
    "2": ("bob", "long", "bun", "fringe_bob", "parted_long", "swept_bob"),
    "old": ("receding", "short", "crew", "parted", "swept"),
    "child": ("fringe", "short", "fringe", "crew"),
}
GLASSES = ("round", "square", "thin")


class Draw:
    """One person's dice."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def about(self, middle: float, spread: float) -> float:
        """A bell around the middle whose tails are cut, so that no face becomes a caricature."""
        return float(middle + 1.4 * spread * np.clip(self.rng.normal(), -1.75, 1.75))

    def one(self, options: Sequence[T]) -> T:
        return options[int(self.rng.integers(len(options)))]

    def chance(self, probability: float) -> bool:
        return bool(self.rng.random() < probability)


def drawn(seed: int, sitter: Sitter) -> Head:
    """Draw a face; the same seed and sitter give the same face as long as this function stays as it is."""
    dice = Draw(seed)
    child = float(np.clip((17 - sitter.age) / 16, 0, 1))
    old = float(np.clip((sitter.age - 45) / 45, 0, 1))
    woman = 1.0 if sitter.sex == "2" else 0.0
    return Head(
        age=sitter.age,
        **_outline(dice, child, old, woman),
        **_eyes(dice, child, old, woman, abroad=sitter.abroad),
        **_nose_and_mouth(dice, child, old, woman, abroad=sitter.abroad),
        **_relief(dice, child, woman),
        **_colours(dice, old, abroad=sitter.abroad),
        beard=dice.about(0.30, 0.25) * (1 - woman) * (1 - child) if child < 0.1 else 0.0,
        freckles=max(0.0, dice.about(0.15, 0.25)),
        grey=float(np.clip(dice.about(old * 1.25, 0.15), 0, 1)) if old > 0 else 0.0,
        hair_style=dice.one(STYLES[_wardrobe(child, old, sitter.sex)]),
        glasses=dice.one(GLASSES) if dice.chance(0.22 + 0.25 * old) and child < 0.6 else "none",
        texture=int(dice.rng.integers(1 << 30)),
    )


def _wardrobe(child: float, old: float, sex: str) -> str:
    if child > 0.75:
        return "child"
    return "old" if old > 0.3 and sex == "1" else sex


def _outline(dice: Draw, child: float, old: float, woman: float) -> dict[str, Any]:
    return {
        "cheek": dice.about(1.0 + 0.03 * child, 0.04),
        "jaw": dice.about(0.92 - 0.04 * woman + 0.05 * child, 0.045),
        "chin_width": dice.about(0.55 - 0.08 * woman + 0.02 * child, 0.09),
        "forehead": dice.about(0.96 + 0.04 * child, 0.045),
        "chin": dice.about(1.46 - 0.06 * woman - 0.28 * child, 0.085),
        "crown": dice.about(1.42 + 0.12 * child, 0.05),
        "fullness": dice.about(0.2 + 0.6 * child - 0.1 * old, 0.2),
    }


def _eyes(dice: Draw, child: float, old: float, woman: float, *, abroad: bool) -> dict[str, Any]:
    return {
        "eye_x": dice.about(0.425, 0.03),
        "eye_width": dice.about(0.215 + 0.015 * child + 0.008 * woman, 0.018),
        "eye_height": dice.about(0.088 + 0.022 * child + 0.014 * woman + 0.016 * abroad - 0.012 * old, 0.015),
        "eye_tilt": dice.about(0.02 if abroad else 0.05 - 0.03 * old, 0.045),
        "eye_depth": dice.about(0.075 if abroad else 0.045, 0.02) * (1 - 0.5 * child),
        "crease": float(np.clip(dice.about(0.6 if abroad else 0.42, 0.3), 0, 1)),
        "brow_y": dice.about(0.295 + 0.015 * woman, 0.04),
        "brow_thickness": dice.about(0.052 - 0.016 * woman - 0.014 * child, 0.012),
        "brow_arch": dice.about(0.045 + 0.012 * woman, 0.022),
        "brow_tilt": dice.about(-0.005, 0.03),
    }


def _nose_and_mouth(dice: Draw, child: float, old: float, woman: float, *, abroad: bool) -> dict[str, Any]:
    nose = dice.about(0.59 - 0.13 * child + 0.02 * old, 0.05)
    mouth = dice.about(0.36 - 0.03 * child, 0.03)
    return {
        "nose_length": nose,
        "nose_width": dice.about(0.245 - 0.02 * woman - 0.045 * child, 0.032),
        "nose_height": dice.about((0.30 if abroad else 0.245) - 0.07 * child, 0.04),
        "nose_bridge": dice.about((0.5 if abroad else 0.30) - 0.12 * child, 0.12),
        "nose_tip": dice.about(0.105, 0.018),
        "mouth_y": nose + mouth,
        "mouth_width": dice.about(0.335 - 0.04 * child, 0.035),
        "lip_upper": dice.about(0.078 - 0.018 * old, 0.015),
        "lip_lower": dice.about(0.105 - 0.02 * old, 0.017),
        "lip_redness": float(np.clip(dice.about(0.45 + 0.22 * woman, 0.16), 0.1, 1)),
    }


def _relief(dice: Draw, child: float, woman: float) -> dict[str, Any]:
    return {
        "cheekbone": dice.about(0.06, 0.025),
        "brow_ridge": dice.about(0.045 - 0.03 * woman, 0.018) * (1 - child),
        "chin_relief": dice.about(0.07, 0.03),
    }


def _colours(dice: Draw, old: float, *, abroad: bool) -> dict[str, Any]:
    skin, hair, iris = dice.one(COMPLEXIONS[abroad])
    shade = dice.about(1.0 - 0.08 * old, 0.06)
    return {
        "skin": (skin[0] * shade, skin[1] * shade, skin[2] * shade),
        "hair": hair,
        "iris": iris,
        "cloth": dice.one(CLOTHS),
    }
