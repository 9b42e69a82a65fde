"""What makes one made-up face different from another.

Lengths are in half face widths; the eyes lie at y = 0, y grows upwards and z towards the camera. Colours are linear RGB.
`odd` and `askew` bend the whole face softly, alike and unlike on its two sides, as the dice of `bones` fall: what sliders
cannot say of a face. `texture` is the dice of its skin and hair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Head:
    """The final parameters of one face, as stored: a new parameter never shifts an old face."""

    age: float
    cheek: float
    jaw: float
    chin_width: float
    forehead: float
    chin: float
    crown: float
    fullness: float
    jaw_height: float
    temple: float
    hollow: float
    jowl: float
    odd: float
    askew: float
    lean: float
    eye_x: float
    eye_width: float
    eye_height: float
    eye_tilt: float
    eye_depth: float
    crease: float
    eye_peak: float
    hooded: float
    iris_size: float
    uneven: float
    bags: float
    brow_y: float
    brow_thickness: float
    brow_arch: float
    brow_tilt: float
    brow_gap: float
    brow_length: float
    brow_strength: float
    nose_length: float
    nose_width: float
    nose_height: float
    nose_bridge: float
    nose_tip: float
    nose_hump: float
    nose_drop: float
    mouth_y: float
    mouth_width: float
    lip_upper: float
    lip_lower: float
    lip_redness: float
    mouth_curve: float
    mouth_slant: float
    philtrum: float
    cheekbone: float
    brow_ridge: float
    chin_relief: float
    beard: float
    beard_style: str
    makeup: float
    lines: float
    mottled: float
    blush: float
    freckles: float
    grey: float
    skin: Colour
    hair: Colour
    iris: Colour
    cloth: Colour
    hair_style: str
    hairline: float
    volume: float
    ears: float
    glasses: str
    texture: int
    bones: int


def head_from(table: Mapping[str, Any]) -> Head:
    """Read stored parameters; a missing or unknown one is a TypeError that names it."""
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    return Head(**values)


def as_table(head: Head) -> dict[str, Any]:
    """Give the parameters back for storing, numbers rounded to what the eye can tell."""
    return {each.name: _plain(getattr(head, each.name)) for each in fields(head)}


def _plain(value: float | str | Colour) -> float | str | list[float]:
    match value:
        case tuple():
            return [round(part, 4) for part in value]
        case float():
            return round(value, 4)
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Sitter:
    """Whom a face is wanted for: age in years, sex 1 or 2, whether they look as if their family came from abroad."""

    age: float
    sex: str
    abroad: bool = False
