"""Drawing a new face for a sitter of given age and sex. Drawn once, then stored: see choose.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from hardware_mocks.heads.parameters import Colour, Head, Sitter

T = TypeVar("T")
WIDE = 1.75


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


BEARDS = ("stubble", "moustache", "goatee", "full", "stubble")


class Draw:
    """One person's dice."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def about(self, middle: float, spread: float) -> float:
        """A wide bell around the middle whose tails are cut, so that no face becomes a caricature."""
        return float(middle + WIDE * spread * np.clip(self.rng.normal(), -1.75, 1.75))

    def above(self, least: float, middle: float, spread: float) -> float:
        """The same, but never below the least."""
        return max(least, self.about(middle, spread))

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
    bearded = woman == 0 and sitter.age > 19 and dice.chance(0.65)
    return Head(
        age=sitter.age,
        **_outline(dice, child, old, woman),
        **_eyes(dice, child, old, woman, abroad=sitter.abroad),
        **_brows(dice, child, old, woman),
        **_nose_and_mouth(dice, child, old, woman, abroad=sitter.abroad),
        **_relief(dice, child, woman),
        **_colours(dice, old, abroad=sitter.abroad),
        beard=dice.above(0.25, 0.55, 0.2) if bearded else 0.0,
        beard_style=dice.one(BEARDS) if bearded else "none",
        makeup=dice.above(0, 0.35, 0.3) * woman * (1 - child),
        freckles=dice.above(0, 0.2, 0.3),
        lines=dice.above(0.3, 1.0, 0.3),
        mottled=dice.above(0.5, 1.8, 0.9),
        blush=dice.above(0, 1.0, 0.5),
        grey=float(np.clip(dice.about(old * 1.25, 0.15), 0, 1)) if old > 0 else 0.0,
        hair_style=dice.one(STYLES[_wardrobe(child, old, sitter.sex)]),
        hairline=dice.about(0, 0.06),
        volume=dice.above(0.5, 1.0, 0.3),
        ears=dice.above(0.7, 1.0, 0.14),
        glasses=dice.one(GLASSES) if dice.chance(0.4 + 0.1 * old) and child < 0.6 else "none",
        texture=int(dice.rng.integers(1 << 30)),
        bones=int(dice.rng.integers(1 << 30)),
    )


def _wardrobe(child: float, old: float, sex: str) -> str:
    if child > 0.75:
        return "child"
    return "old" if old > 0.3 and sex == "1" else sex


def _outline(dice: Draw, child: float, old: float, woman: float) -> dict[str, Any]:
    return {
        "cheek": dice.about(1.0 + 0.03 * child, 0.045),
        "jaw": dice.about(0.92 - 0.04 * woman + 0.05 * child, 0.06),
        "chin_width": dice.above(0.3, 0.55 - 0.08 * woman + 0.02 * child, 0.1),
        "forehead": dice.about(0.96 + 0.04 * child, 0.05),
        "chin": dice.about(1.46 - 0.06 * woman - 0.28 * child, 0.09),
        "crown": dice.about(1.42 + 0.12 * child, 0.06),
        "fullness": dice.about(0.2 + 0.6 * child - 0.1 * old, 0.3),
        "jaw_height": dice.about(-0.62, 0.07),
        "temple": dice.about(0.0, 0.03),
        "hollow": dice.about(0.02 + 0.03 * old - 0.03 * child, 0.025),
        "jowl": dice.above(0, 0.045 * old + 0.01, 0.03),
        "odd": dice.above(0.3, 1.0, 0.4),
        "askew": dice.above(0.2, 0.7, 0.35),
        "lean": dice.about(0, 0.022),
    }


def _eyes(dice: Draw, child: float, old: float, woman: float, *, abroad: bool) -> dict[str, Any]:
    return {
        "eye_x": dice.about(0.425, 0.03),
        "eye_width": dice.about(0.210 + 0.015 * child + 0.008 * woman, 0.02),
        "eye_height": dice.above(
            0.04, 0.080 + 0.022 * child + 0.012 * woman + 0.014 * abroad - 0.014 * old, 0.018
        ),
        "eye_tilt": dice.about(0.02 if abroad else 0.05 - 0.03 * old, 0.06),
        "eye_depth": dice.about(0.085 if abroad else 0.05, 0.035) * (1 - 0.5 * child),
        "crease": float(np.clip(dice.about(0.6 if abroad else 0.42, 0.35), 0, 1)),
        "eye_peak": dice.about(0.0, 0.16),
        "hooded": float(np.clip(dice.about(0.15 + 0.45 * old, 0.3), 0, 1)),
        "iris_size": dice.about(1.0, 0.07),
        "uneven": dice.about(0, 0.5),
        "bags": dice.above(0, 0.25 + 0.8 * old, 0.35) * (1 - child),
    }


def _brows(dice: Draw, child: float, old: float, woman: float) -> dict[str, Any]:
    return {
        "brow_y": dice.about(0.285 + 0.015 * woman, 0.045),
        "brow_thickness": dice.above(0.014, 0.052 - 0.018 * woman - 0.014 * child, 0.017),
        "brow_arch": dice.about(0.045 + 0.012 * woman, 0.03),
        "brow_tilt": dice.about(-0.005 - 0.02 * old, 0.045),
        "brow_gap": dice.about(0.0, 0.05),
        "brow_length": dice.about(1.0, 0.09),
        "brow_strength": dice.above(0.25, 0.8 - 0.2 * child, 0.2),
    }


def _nose_and_mouth(dice: Draw, child: float, old: float, woman: float, *, abroad: bool) -> dict[str, Any]:
    nose = dice.about(0.59 - 0.13 * child + 0.03 * old, 0.06)
    mouth = dice.about(0.36 - 0.03 * child, 0.035)
    return {
        "nose_length": nose,
        "nose_width": dice.about(0.245 - 0.02 * woman - 0.045 * child, 0.042),
        "nose_height": dice.above(0.12, (0.30 if abroad else 0.245) - 0.07 * child, 0.05),
        "nose_bridge": dice.about((0.5 if abroad else 0.30) - 0.12 * child, 0.16),
        "nose_tip": dice.about(0.105, 0.022),
        "nose_hump": dice.about(0.0, 0.03) * (1 - child),
        "nose_drop": dice.about(0.01 * old, 0.025),
        "mouth_y": nose + mouth,
        "mouth_width": dice.about(0.335 - 0.04 * child, 0.045),
        "lip_upper": dice.above(0.025, 0.075 - 0.025 * old, 0.02),
        "lip_lower": dice.above(0.035, 0.100 - 0.03 * old, 0.024),
        "lip_redness": float(np.clip(dice.about(0.45 + 0.22 * woman, 0.2), 0.1, 1)),
        "mouth_curve": dice.about(0.0, 0.028),
        "mouth_slant": dice.about(0.0, 0.03),
        "philtrum": dice.above(0, 0.5, 0.35),
    }


def _relief(dice: Draw, child: float, woman: float) -> dict[str, Any]:
    return {
        "cheekbone": dice.about(0.06, 0.04),
        "brow_ridge": dice.about(0.05 - 0.03 * woman, 0.025) * (1 - child),
        "chin_relief": dice.about(0.07, 0.045),
    }


def _colours(dice: Draw, old: float, *, abroad: bool) -> dict[str, Any]:
    skin, hair, iris = dice.one(COMPLEXIONS[abroad])
    shade = dice.about(0.97 - 0.08 * old, 0.11)
    return {
        "skin": (skin[0] * shade, skin[1] * shade, skin[2] * shade),
        "hair": hair,
        "iris": iris,
        "cloth": dice.one(CLOTHS),
    }
