"""A face as a detector reports it: a box, how it is held, and the detector's own points, in pixels of the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Face:
    """Box and pose; left and right are the picture's.

    roll: tilt of the eye axis in degrees, 0 when level; yaw: turn of the head in degrees as far as the points tell,
    0 when frontal, positive to the picture's right. `points` are what its detector aligns by, in the detector's order.
    """

    top: int
    right: int
    bottom: int
    left: int
    roll: float
    yaw: float
    points: tuple[Point, ...] = ()

    @property
    def size(self) -> int:
        """Height of the box in pixels, from the brows to the chin."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Pose:
    """How a face is held.

    yaw: degrees by the mesh, positive to the picture's right; off: how far the nose stands off the eyes' middle, in
    eye distances; breadth: distance of the eyes by the distance from eyes to mouth, which shrinks the more it is turned.
    """

    yaw: float
    off: float
    breadth: float


def tilt(left_eye: Point, right_eye: Point) -> float:
    """Degrees by which the line from eye to eye leaves the level."""
    across, down = _minus(right_eye, left_eye)
    return math.degrees(math.atan2(down, across))


def nose_off(left_eye: Point, right_eye: Point, middle: Point, nose: Point) -> float:
    """How far the nose stands off the middle, along the eyes' axis and in lengths of it; positive to the picture's right."""
    axis = _minus(right_eye, left_eye)
    off = _minus(nose, middle)
    return (off[0] * axis[0] + off[1] * axis[1]) / max(axis[0] ** 2 + axis[1] ** 2, 1e-9)


def middle_of(one: Point, other: Point) -> Point:
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)


def _minus(one: Point, other: Point) -> Point:
    return (one[0] - other[0], one[1] - other[1])
