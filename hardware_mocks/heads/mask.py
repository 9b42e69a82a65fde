"""A paper mask over nose, mouth and chin."""

from __future__ import annotations

import cv2
import numpy as np

from hardware_mocks.heads.fields import f32
from hardware_mocks.heads.mesh import Part, masked, part
from hardware_mocks.heads.parameters import Head
from hardware_mocks.heads.shape import Grid, normals_of

PAPER = (0.62, 0.72, 0.74)
REACH = 1.15
"""Azimuth at which the paper ends on either side."""


def mask(head: Head, grid: Grid) -> Part:
    """The face's own shape, smoothed and pushed outward, as paper with pleats would lie on it."""
    smooth = np.stack([cv2.GaussianBlur(each, (0, 0), 9) for each in cv2.split(grid.points)], axis=-1)
    outward = np.maximum(grid.points[..., 2] - smooth[..., 2], 0) + 0.045
    points = smooth + normals_of(f32(smooth)) * outward[..., None]
    azimuth, height = grid.azimuth, grid.height
    top = -0.42 * head.nose_length - 0.16 * np.abs(azimuth / REACH) ** 2
    bottom = -head.chin + 0.03 + 0.34 * np.abs(azimuth / REACH) ** 2.5
    pleats = 1 - 0.16 * np.exp(-0.5 * (((height + 0.42) % 0.24 - 0.12) / 0.012) ** 2)
    paper = part(f32(points), normals_of(f32(points)), f32(PAPER) * f32(pleats)[..., None], gloss=0.02)
    return masked(paper, (np.abs(azimuth) < REACH) & (height < top) & (height > bottom))
