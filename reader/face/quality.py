"""Which pictures are good enough to be compared: a table of gates, each with the hint that the patient gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

from reader.face.found import Face
from reader.frame import Image


class Hint(Enum):
    """What the patient can do about it; the kiosk has a sentence for each, in every language."""

    STEP_UP = "step up"
    ONE_PERSON = "one person at a time"
    COME_NEARER = "come nearer"
    HEAD_UPRIGHT = "hold the head upright"
    LOOK_HERE = "look at the camera"
    MORE_LIGHT = "too dark"
    LESS_LIGHT = "too bright"
    HOLD_STILL = "hold still"
    UNCOVER = "take off mask or thick glasses"
    TAKE_OFF_MASK = "take the mask off"


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of the one face of a picture.

    size: height of its box in pixels; roll and yaw: degrees;
    luma: mean brightness of the box, 0 to 255; sharpness: variance of the Laplacian of the box, scaled to 128 pixels.
    """

    size: int
    roll: float
    yaw: float
    luma: float
    sharpness: float


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of the table; `passes` decides, `hint` helps."""

    name: str
    hint: Hint
    passes: Callable[[Measures], bool]


BEHIND = 0.5
OTHER_COLOUR = 0.75
"""How far the lower face's colour lies from the upper's, in lengths of that: of 102 bare faces at most 0.69, beards among them;
under drawn masks of white, blue and black 0.72 and more, nearly all above 1."""

GATES: tuple[Gate, ...] = (
    Gate("near enough", Hint.COME_NEARER, lambda face: face.size >= 150),
    Gate("not too dark", Hint.MORE_LIGHT, lambda face: face.luma >= 60),
    Gate("not too bright", Hint.LESS_LIGHT, lambda face: face.luma <= 200),
    Gate("upright", Hint.HEAD_UPRIGHT, lambda face: abs(face.roll) <= 10),
    Gate("near-frontal", Hint.LOOK_HERE, lambda face: abs(face.yaw) <= 12),
    Gate("sharp", Hint.HOLD_STILL, lambda face: face.sharpness >= 25),
)
"""In the order in which a patient can act on them."""


@dataclass(frozen=True, slots=True)
class Good:
    """Fit for comparison."""

    face: Face


@dataclass(frozen=True, slots=True)
class Unfit:
    """Not compared; the first gate that it failed, and what would help."""

    gate: str
    hint: Hint


Quality = Good | Unfit


def judged(image: Image, faces: Sequence[Face]) -> Quality:
    """Judge one picture by the faces found in it."""
    if not faces:
        return Unfit("a face", Hint.STEP_UP)
    face = foremost(faces)
    if face is None:
        return Unfit("one face in the foreground", Hint.ONE_PERSON)
    return first_failure(measured(image, face)) or Good(face)


def foremost(faces: Sequence[Face]) -> Face | None:
    """The face that counts: the largest, if any other is at most half its size, as somebody's further back or on a poster is."""
    if not faces:
        return None
    largest, *others = sorted(faces, key=lambda face: -face.size)
    return largest if all(each.size <= BEHIND * largest.size for each in others) else None


def covered(image: Image, face: Face) -> bool:
    """Whether mouth and chin have another colour than brow and nose, as under a mask; for a face with YuNet's five points."""
    left_eye, right_eye, _, left_lip, right_lip = map(np.array, face.points)
    eyes, lips = (left_eye + right_eye) / 2, (left_lip + right_lip) / 2
    down, across = lips - eyes, right_eye - left_eye
    open_ones = (eyes - 0.45 * down, eyes + 0.28 * down)
    below = (
        lips + 0.45 * down,
        left_lip - 0.12 * across + 0.15 * down,
        right_lip + 0.12 * across + 0.15 * down,
    )
    reach = max(2, round(0.12 * float(np.linalg.norm(across))))
    skin, lower = (
        np.median([_colour(image, at, reach) for at in places], axis=0) for places in (open_ones, below)
    )
    return bool(np.linalg.norm(skin - lower) > OTHER_COLOUR * max(float(np.linalg.norm(skin)), 1.0))


def _colour(image: Image, at: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The colour around a point, without its brightness: a and b of CIE Lab."""
    x, y = (
        max(0, min(round(float(value)), size - 1)) for value, size in zip(at, image.shape[1::-1], strict=True)
    )
    patch = image[max(y - reach, 0) : y + reach + 1, max(x - reach, 0) : x + reach + 1]
    lab = cv2.cvtColor(patch, cv2.COLOR_BGR2LAB).reshape(-1, 3)
    return np.asarray(np.median(lab, axis=0)[1:] - 128.0, dtype=np.float64)


def first_failure(measures: Measures) -> Unfit | None:
    """The first gate of the table that does not open."""
    return next((Unfit(gate.name, gate.hint) for gate in GATES if not gate.passes(measures)), None)


def measured(image: Image, face: Face) -> Measures:
    """Measure the face; its box is cut to the picture."""
    box = image[max(face.top, 0) : face.bottom, max(face.left, 0) : face.right]
    grey = cv2.cvtColor(box, cv2.COLOR_BGR2GRAY) if box.ndim == 3 else box
    even = cv2.resize(grey, (128, 128), interpolation=cv2.INTER_AREA)
    sharpness = float(cv2.Laplacian(even, cv2.CV_64F).var())
    return Measures(face.size, face.roll, face.yaw, float(np.mean(grey)), sharpness)
