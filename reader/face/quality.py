"""Which pictures are good enough to be compared: a table of gates, each with the hint that the patient gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

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
