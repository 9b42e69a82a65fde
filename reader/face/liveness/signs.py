"""Further signs of a picture instead of a head: it repeats, it has no noise, it has edges that move with the face. Pure but for pixels.

Each is weak alone and costs an honest person nothing: a sensor never gives one picture twice, its noise touches nearly
every pixel, and the walls of a room do not walk along with a head.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field

import cv2
import numpy as np

from reader.face.liveness.turning import Failure, Spotted
from reader.frame import Image

EQUAL = 0.985
"""Share of pixels that are the same in two frames, from which on nothing but a part of the picture is alive."""
QUIET_FRAMES = 5
"""So many such frames in a row: a camera may hand out one twice."""
EDGES = 6
"""Frames in which a rectangle around the face is looked for."""
BESIDE = (1.15, 5.0)
"""Its sides, in heights of the face."""
WALKS = 0.25
"""Heights of the face that it has to walk with the face before it says anything."""


@dataclass(slots=True)
class Signs:
    """Watches the frames of one try, in their order."""

    digests: set[bytes] = field(default_factory=set)
    quiet: int = 0
    last: Image | None = None
    rectangles: deque[tuple[float, float, float]] = field(default_factory=lambda: deque(maxlen=40))

    def see(self, image: Image, face: Spotted | None) -> Failure | None:
        """What the next frame gives away, if anything."""
        digest = hashlib.blake2b(np.ascontiguousarray(image).tobytes(), digest_size=16).digest()
        if digest in self.digests:
            return Failure.LOOPED
        self.digests.add(digest)
        self.quiet = self.quiet + 1 if self.last is not None and _equal(self.last, image) else 0
        self.last = image
        if self.quiet >= QUIET_FRAMES:
            return Failure.STILL
        if face is not None and self._walks_with(image, face):
            return Failure.BORDERED
        return None

    def _walks_with(self, image: Image, face: Spotted) -> bool:
        """Whether a rectangle lies around the face wherever the face goes."""
        middle = around(image, face)
        if middle is None:
            return False
        self.rectangles.append((face.across, middle, face.size))
        if len(self.rectangles) < EDGES:
            return False
        faces, sheets, sizes = np.array(self.rectangles).T
        walked = float(np.ptp(faces))
        return walked >= WALKS * float(sizes.mean()) and float(np.std(sheets - faces)) <= 0.12 * walked


def around(image: Image, face: Spotted) -> float | None:
    """The middle across of the rectangle in which the face lies; None where it lies in none."""
    scale = 320 / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    edges = cv2.Canny(cv2.GaussianBlur(small, (3, 3), 0), 40, 120)
    closed = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    lines, _ = cv2.findContours(closed, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    at, size = (face.across * scale, face.down * scale), face.size * scale
    for line in lines:
        corners = cv2.approxPolyDP(line, 0.03 * cv2.arcLength(line, closed=True), closed=True)
        if len(corners) != 4 or not cv2.isContourConvex(corners):
            continue
        _, _, width, height = cv2.boundingRect(corners)
        fits = all(BESIDE[0] * size <= side <= BESIDE[1] * size for side in (width, height))
        if fits and cv2.pointPolygonTest(corners, at, measureDist=False) > 0:
            middle: float = float(corners[:, 0, 0].mean()) / scale
            return middle
    return None


def _equal(one: Image, other: Image) -> bool:
    return one.shape == other.shape and float(np.mean(one[::4, ::4] == other[::4, ::4])) >= EQUAL
