"""A face as the detector reports it: a box and five landmarks, in pixels of the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Face:
    """Box and landmarks; left and right are the picture's. `nose` is the base of the nose."""

    top: int
    right: int
    bottom: int
    left: int
    left_outer: Point
    left_inner: Point
    right_inner: Point
    right_outer: Point
    nose: Point

    @property
    def size(self) -> int:
        """Height of the box in pixels."""
        return self.bottom - self.top

    @property
    def roll(self) -> float:
        """Tilt of the eye axis in degrees, 0 when level."""
        across, down = _minus(self.right_outer, self.left_outer)
        return math.degrees(math.atan2(down, across))

    @property
    def turn(self) -> float:
        """How far the nose stands off the middle of the eyes, along their axis, in outer eye distances.

        0 when frontal; about 0.005 a degree of yaw. Positive when the face is turned to the picture's right.
        """
        axis = _minus(self.right_outer, self.left_outer)
        middle = _middle(self.left_inner, self.right_inner)
        off = _minus(self.nose, middle)
        return (off[0] * axis[0] + off[1] * axis[1]) / max(axis[0] ** 2 + axis[1] ** 2, 1e-9)


def _minus(one: Point, other: Point) -> Point:
    return (one[0] - other[0], one[1] - other[1])


def _middle(one: Point, other: Point) -> Point:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
