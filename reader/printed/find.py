"""Find a card in a picture and lay it flat."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from reader.frame import Image
from reader.picture import as_grey

Quad = NDArray[np.float32]

PX_PER_MM = 12
FLAT = (1027, 648)
"""A card of ISO/IEC 7810 ID-1 (85.6 x 54 mm) at 12 pixels a millimetre."""
SMALLEST_SHARE, LARGEST_SHARE = 0.25, 0.95
"""A card that covers less of the picture has too few pixels for its smallest digits; what covers it all is no card."""
RATIO = (1.35, 1.85)
"""Width over height of what may be a card seen a little askew; flat it is 1.585."""


def flattened(image: Image) -> Image | None:
    """The card of the picture, flat and 1027 x 648, or None. It may still be upside down."""
    quad = card_corners(image)
    if quad is None:
        return None
    target = np.array([[0, 0], [FLAT[0], 0], [FLAT[0], FLAT[1]], [0, FLAT[1]]], dtype=np.float32)
    warp = cv2.getPerspectiveTransform(quad, target)
    return np.asarray(cv2.warpPerspective(image, warp, FLAT, flags=cv2.INTER_CUBIC), dtype=np.uint8)


def card_corners(image: Image) -> Quad | None:
    """The corners (top left, top right, bottom right, bottom left), where the straight edges would meet."""
    grey = cv2.GaussianBlur(as_grey(image), (5, 5), 0)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    closed = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(contours, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < SMALLEST_SHARE * grey.size:
        return None
    hull = cv2.convexHull(largest)[:, 0].astype(np.float32)
    outline = _outline(hull, grey.shape)
    corners = _ordered(np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), dtype=np.float32))
    refined = _met(outline, corners)
    return refined if refined is not None and _plausible(refined, grey.shape) else None


def _outline(hull: Quad, shape: tuple[int, ...]) -> Quad:
    """The hull as a dense line of points."""
    canvas = np.zeros(shape[:2], dtype=np.uint8)
    cv2.polylines(canvas, [hull.astype(np.int32)], isClosed=True, color=255)
    rows, columns = np.nonzero(canvas)
    return np.stack([columns, rows], axis=1).astype(np.float32)


def _ordered(corners: Quad) -> Quad:
    by_sum, by_difference = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [
        int(by_sum.argmin()),
        int(by_difference.argmax()),
        int(by_sum.argmax()),
        int(by_difference.argmin()),
    ]
    return corners[order]


def _met(outline: Quad, corners: Quad) -> Quad | None:
    """Fit a line to the middle of each side, away from the rounded corners, and let neighbours meet."""
    lines = []
    for index in range(4):
        begin, end = corners[index], corners[(index + 1) % 4]
        along = end - begin
        length = float(np.linalg.norm(along))
        share = (outline - begin) @ along / length**2
        off = np.abs((outline[:, 0] - begin[0]) * along[1] - (outline[:, 1] - begin[1]) * along[0]) / length
        side = outline[(share > 0.12) & (share < 0.88) & (off < 0.06 * length)]
        if len(side) < 20:
            return None
        lines.append(np.asarray(cv2.fitLine(side, cv2.DIST_HUBER, 0, 0.01, 0.01), dtype=np.float32).ravel())
    return np.array([_crossing(lines[index - 1], lines[index]) for index in range(4)], dtype=np.float32)


def _crossing(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    matrix = np.array([[one[0], -other[0]], [one[1], -other[1]]])
    if abs(float(np.linalg.det(matrix))) < 1e-6:
        return np.array([np.inf, np.inf], dtype=np.float32)
    step = np.linalg.solve(matrix, other[2:] - one[2:])
    return np.asarray(one[2:] + step[0] * one[:2], dtype=np.float32)


def _plausible(corners: Quad, shape: tuple[int, ...]) -> bool:
    if (
        not np.isfinite(corners).all()
        or corners.min() < -40
        or (corners > np.array([shape[1], shape[0]]) + 40).any()
    ):
        return False
    if cv2.contourArea(corners) > LARGEST_SHARE * shape[0] * shape[1]:
        return False
    sides = [float(np.linalg.norm(corners[(k + 1) % 4] - corners[k])) for k in range(4)]
    return RATIO[0] < (sides[0] + sides[2]) / max(sides[1] + sides[3], 1.0) < RATIO[1]
