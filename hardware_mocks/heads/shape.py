"""The skull: a mesh over azimuth and height, and the relief of a face laid on its front."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hardware_mocks.heads.fields import Array, bump, curve, f32, pair, step
from hardware_mocks.heads.parameters import Head

COLUMNS, ROWS = 440, 460
WIDEST = 2.35
"""Azimuth to which the mesh reaches on either side; the rest is never seen."""


BENDS = (6, 5)
"""Rows and columns of the knots by which a face is bent."""
FARTHEST_BENT = (0.065, 0.07, 0.09)


@dataclass(frozen=True, slots=True)
class Expression:
    """What the face does at this moment, each from 0 to 1."""

    smile: float = 0.0
    blink: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The skull before it is painted: rows from crown to chin, columns from one ear's back to the other's."""

    azimuth: Array
    height: Array
    points: Array
    relief: Array


def grid_of(head: Head, expression: Expression) -> Grid:
    """Build the bare skull with the face's relief."""
    across = np.linspace(-1, 1, COLUMNS, dtype=np.float32)
    azimuth = (WIDEST * (0.6 * across + 0.4 * across**3))[None, :]
    down = np.linspace(0, 1, ROWS, dtype=np.float32)
    eased = 0.45 * down + 0.55 * (1 - np.cos(np.pi * down)) / 2
    height = (head.crown - (head.crown + head.chin) * eased)[:, None].astype(np.float32)
    width, depth = _width(head, height), _depth(head, height)
    x = width * np.sin(azimuth)
    cosine = np.cos(azimuth)
    z = depth * np.sign(cosine) * np.abs(cosine) ** 0.82
    y = np.broadcast_to(height, x.shape)
    relief = _relief(head, expression, x, y) * step(0.05, 0.5, np.broadcast_to(cosine, x.shape))
    front = step(0.1, 0.7, np.broadcast_to(cosine, x.shape))
    across, along, out = _bent(head, x, np.ascontiguousarray(y))
    x, y = _smiled(head, expression, x, y)
    points = np.stack([x + front * across, y + front * along, z + relief + front * out], axis=-1)
    points = points.astype(np.float32)
    return Grid(np.broadcast_to(azimuth, z.shape), np.broadcast_to(height, z.shape), points, relief)


def normals_of(points: Array) -> Array:
    """Outward unit normals of a mesh laid out in rows and columns."""
    across = np.gradient(points, axis=1)
    down = np.gradient(points, axis=0)
    normal = np.cross(down, across)
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    return f32(normal / np.maximum(length, 1e-9))


def occlusion(relief: Array) -> Array:
    """How open each place is to the light: below 1 in dents, measured against the blurred relief."""
    wide = cv2.GaussianBlur(relief, (0, 0), 11) - relief
    near = cv2.GaussianBlur(relief, (0, 0), 4) - relief
    return f32(np.clip(1 - 4.5 * np.maximum(wide, 0) - 5 * np.maximum(near, 0), 0.35, 1))


def _bent(head: Head, x: Array, y: Array) -> tuple[Array, Array, Array]:
    """How far each place of the face is moved aside, up and out: bones and flesh beyond the sliders."""
    rng = np.random.default_rng(head.bones)
    alike, unlike = (rng.uniform(-1, 1, (3, *BENDS)).astype(np.float32) for _ in range(2))
    alike[0] = (alike[0] - alike[0][:, ::-1]) / 2
    alike[1:] = (alike[1:] + alike[1:, :, ::-1]) / 2
    columns, rows = f32((x + 1.1) / 2.2 * (BENDS[1] - 1)), f32((0.9 - y) / 2.4 * (BENDS[0] - 1))
    moved = []
    for each, other, most in zip(alike, unlike, FARTHEST_BENT, strict=True):
        field = cv2.resize(
            each * head.odd + other * head.askew * 0.5, None, fx=8, fy=8, interpolation=cv2.INTER_CUBIC
        )
        moved.append(
            most
            * f32(
                cv2.remap(
                    field,
                    columns * 8 + 3.5,
                    rows * 8 + 3.5,
                    cv2.INTER_LINEAR,
                    borderMode=cv2.BORDER_REPLICATE,
                )
            )
        )
    return moved[0], moved[1], moved[2]


def _width(head: Head, y: Array) -> Array:
    full = 0.05 * head.fullness
    sides = curve(
        y,
        (
            (-head.chin, head.chin_width * 0.95),
            (-head.chin + 0.16, head.chin_width * 1.12 + full),
            (-0.98, head.jaw * 0.80 + full),
            (head.jaw_height, head.jaw * 0.95 + full + head.jowl),
            (-0.25, head.cheek * 0.985),
            (0.1, head.cheek),
            (0.42, head.forehead - head.temple),
            (0.75, head.forehead),
            (head.crown, head.forehead),
        ),
        softness=0.11,
    )
    dome = np.sqrt(np.clip(1 - (np.clip(y - 0.42, 0, None) / (head.crown - 0.42)) ** 2.3, 0, 1))
    foot = np.clip((0.30 - (y + head.chin)) / 0.30, 0, 1)
    return f32(sides * dome * np.sqrt(np.clip(1 - foot**2.4, 0, 1)))


def _depth(head: Head, y: Array) -> Array:
    front = curve(
        y,
        (
            (-head.chin, 0.90),
            (-head.mouth_y, 0.99),
            (-0.3, 0.985),
            (0.3, 1.04),
            (0.8, 1.02),
            (head.crown, 1.0),
        ),
        softness=0.12,
    )
    dome = np.sqrt(np.clip(1 - (np.clip(y - 0.45, 0, None) / (head.crown - 0.45)) ** 2.5, 0, 1))
    foot = np.clip((0.22 - (y + head.chin)) / 0.22, 0, 1)
    return f32(front * dome * (0.72 + 0.28 * np.sqrt(np.clip(1 - foot**2, 0, 1))))


def _relief(head: Head, expression: Expression, x: Array, y: Array) -> Array:
    z = _nose(head, x, y)
    z -= (head.eye_depth + 0.02) * pair(x, y, (head.eye_x * 0.95, 0.03), (0.20, 0.12))
    z += 0.055 * pair(x, y, (head.eye_x, -0.005), (head.eye_width * 0.72, head.eye_height * 1.05))
    z -= 0.02 * head.age / 80 * pair(x, y, (head.eye_x, -0.20), (0.18, 0.035))
    z += head.brow_ridge * pair(x, y, (head.eye_x * 0.85, head.brow_y - 0.03), (0.22, 0.075))
    z += head.cheekbone * pair(x, y, (0.58, -0.30), (0.20, 0.15))
    z -= head.hollow * pair(x, y, (0.60, -0.66), (0.17, 0.20))
    z += head.jowl * pair(x, y, (0.52, -head.mouth_y - 0.16), (0.18, 0.14))
    z += 0.018 * head.bags * pair(x, y, (head.eye_x, -head.eye_height - 0.075), (0.15, 0.045))
    z += (0.05 * head.fullness + 0.05 * expression.smile) * pair(x, y, (0.50, -0.48), (0.19, 0.16))
    return f32(z + _mouth_relief(head, x, y))


def _nose(head: Head, x: Array, y: Array) -> Array:
    tip = -head.nose_length + 0.09
    y = (y - 1.0 * np.minimum(x * x, 0.045)).astype(np.float32)
    along = np.clip((0.12 - y) / (0.12 - tip), 0, 1)
    x = f32(x - head.lean * along)
    rise = head.nose_height * (head.nose_bridge * (1 - along) + along**1.5)
    rise = rise + head.nose_hump * np.exp(-0.5 * ((along - 0.45) / 0.2) ** 2)
    begin, end = step(0.34, 0.02, y), step(tip - 0.16, tip + 0.03, y)
    slim = 0.075 + head.nose_width * (0.10 + 0.22 * along**2)
    z = rise * begin * end * np.exp(-0.5 * (x / slim) ** 2)
    z += 0.055 * bump(x, y, (0, tip - head.nose_drop), (head.nose_tip, head.nose_tip * 0.9))
    z += (
        0.36
        * head.nose_height
        * pair(x, y, (head.nose_width * 0.74, tip - 0.03), (head.nose_width * 0.27, 0.062))
    )
    return f32(z)


def _mouth_relief(head: Head, x: Array, y: Array) -> Array:
    m = -head.mouth_y
    lifted = (y - 0.045 * (x / head.mouth_width) ** 2).astype(np.float32)
    z = 0.07 * bump(x, y, (0, m), (head.mouth_width * 1.05, 0.22))
    z += 0.030 * bump(x, y, (0, m + head.lip_upper * 0.55), (head.mouth_width * 0.55, head.lip_upper * 0.6))
    z += 0.042 * bump(x, y, (0, m - head.lip_lower * 0.60), (head.mouth_width * 0.50, head.lip_lower * 0.6))
    z -= 0.022 * bump(x, lifted, (0, m), (head.mouth_width * 0.55, 0.016))
    z -= 0.024 * head.philtrum * bump(x, y, (0, m + 0.17), (0.045, 0.06))
    z -= 0.035 * bump(x, y, (0, m - head.lip_lower - 0.07), (0.20, 0.045))
    z += head.chin_relief * bump(x, y, (0, -head.chin + 0.20), (0.20, 0.13))
    fold = 0.006 + 0.020 * max(0.0, head.age - 30) / 60
    return np.asarray(
        z - fold * pair(x, y, (head.mouth_width + 0.10, m + 0.20), (0.035, 0.15)), dtype=np.float32
    )


def _smiled(head: Head, expression: Expression, x: Array, y: Array) -> tuple[Array, Array]:
    corner = pair(x, y, (head.mouth_width, -head.mouth_y), (0.16, 0.15))
    x = x + np.clip(x / 0.2, -1, 1) * 0.045 * expression.smile * corner
    y = y + 0.05 * expression.smile * corner
    return f32(x), f32(y)
