"""Pictures of faces on something flat or bent that somebody holds before a camera: paper, a card, a screen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hardware_mocks.heads.fields import Array, Image, f32
from hardware_mocks.heads.mesh import Figure, figure, part
from hardware_mocks.heads.parameters import Colour
from hardware_mocks.heads.photographs import STUDIO_VIEW
from hardware_mocks.heads.shape import normals_of

ROWS, COLUMNS = 240, 200
PAPER_WHITE = 0.85
"""How bright printed white is beside the brightest."""
BLACK, CARD = (0.012, 0.012, 0.012), (0.72, 0.75, 0.73)


@dataclass(frozen=True, slots=True)
class Bend:
    """How a sheet is curved: its radius in half face widths, about an upright axis or a level one; None is flat."""

    radius: float | None = None
    level: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """What surrounds a picture: its width in half face widths, and its colour (linear RGB)."""

    width: float = 0.0
    colour: Colour = BLACK


def sheet(portrait: Image, bend: Bend, around: Edge, *, shine: float = 0.04, every: int = 1) -> Figure:
    """A portrait of 4:5 as large as life, its eyes where a head's eyes would be."""
    edge = around.width
    high = portrait.shape[0] / (portrait.shape[1] * STUDIO_VIEW.per_unit / STUDIO_VIEW.width)
    wide = STUDIO_VIEW.width / STUDIO_VIEW.per_unit
    top = STUDIO_VIEW.eyes_at[1] / STUDIO_VIEW.per_unit * high / (STUDIO_VIEW.height / STUDIO_VIEW.per_unit)
    x, y = np.meshgrid(
        np.linspace(-wide / 2 - edge, wide / 2 + edge, COLUMNS),
        np.linspace(top + edge, top - high - edge, ROWS),
    )
    columns, rows = (x + wide / 2) / wide * portrait.shape[1], (top - y) / high * portrait.shape[0]
    linear = f32((portrait[..., ::-1] / np.float32(255)) ** 2.2 * PAPER_WHITE)
    seen = cv2.remap(
        linear, f32(columns - 0.5), f32(rows - 0.5), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    outside = (np.abs(x) > wide / 2) | (y > top) | (y < top - high)
    colours = np.where(outside[..., None], f32(around.colour), seen)
    points = _bent(f32(np.stack([x, y, np.full_like(x, 0.9)], axis=-1)), bend)
    return figure((part(points, normals_of(points), f32(colours), gloss=shine, two_sided=True),), every)


def _bent(points: Array, bend: Bend) -> Array:
    if bend.radius is None:
        return points
    along = 1 if bend.level else 0
    middle = float(points[..., along].mean())
    angle = (points[..., along] - middle) / bend.radius
    curved = points.copy()
    curved[..., along] = middle + bend.radius * np.sin(angle)
    curved[..., 2] += bend.radius * (np.cos(angle) - 1)
    return curved


def grey_print(portrait: Image) -> Image:
    """As a copier gives it."""
    grey = cv2.cvtColor(portrait, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
