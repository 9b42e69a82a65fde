"""What every part of a head is turned into before it is drawn: a sheet of points with normals and colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.heads.fields import Array, Mask, f32

Triangles = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A surface laid out in rows and columns.

    points, normals, colours (linear RGB): rows x columns x 3; gloss: rows x columns; firmness: the same, 1 turns with
    the head, 0 stays. shown: which points are there at all. two_sided: a sheet that is seen from behind as well.
    """

    points: Array
    normals: Array
    colours: Array
    gloss: Array
    firmness: Array
    shown: Mask
    two_sided: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """All parts as one list of points and the triangles between them, ready to be turned and lit."""

    points: Array
    normals: Array
    colours: Array
    gloss: Array
    firmness: Array
    two_sided: Mask
    triangles: Triangles


def part(
    points: Array,
    normals: Array,
    colours: Array,
    *,
    gloss: float | Array = 0.0,
    firmness: float | Array = 1.0,
    two_sided: bool = False,
) -> Part:
    """Lay out a surface; a single colour, gloss or firmness serves all of it."""
    shape = points.shape[:2]
    return Part(
        f32(points),
        f32(normals),
        f32(np.broadcast_to(f32(colours), (*shape, 3))),
        f32(np.broadcast_to(f32(gloss), shape)),
        f32(np.broadcast_to(f32(firmness), shape)),
        np.ones(shape, dtype=bool),
        two_sided,
    )


def masked(whole: Part, keep: Mask) -> Part:
    """Only the points where `keep` is true."""
    return replace(whole, shown=keep)


def figure(parts: Sequence[Part], every: int = 1) -> Figure:
    """Sew the parts together, without the points that no triangle has; `every` takes each so-manieth row and column, for whoever must be drawn fast."""
    taken = [_thinned(each, every) for each in parts]
    firsts = np.cumsum([0, *(each.shown.size for each in taken[:-1])])
    triangles = np.concatenate(
        [_triangles(each.shown) + first for each, first in zip(taken, firsts, strict=True)]
    )
    used, renumbered = np.unique(triangles, return_inverse=True)
    return Figure(
        np.concatenate([each.points.reshape(-1, 3) for each in taken])[used],
        np.concatenate([each.normals.reshape(-1, 3) for each in taken])[used],
        np.concatenate([each.colours.reshape(-1, 3) for each in taken])[used],
        np.concatenate([each.gloss.reshape(-1) for each in taken])[used],
        np.concatenate([each.firmness.reshape(-1) for each in taken])[used],
        np.concatenate([np.full(each.shown.size, each.two_sided) for each in taken])[used],
        renumbered.reshape(-1, 3).astype(np.int32),
    )


def _thinned(whole: Part, every: int) -> Part:
    if every == 1 or min(whole.shown.shape) < 24:
        return whole
    rows, columns = (sorted({*range(0, length, every), length - 1}) for length in whole.shown.shape)
    at = np.ix_(rows, columns)
    return Part(
        whole.points[at],
        whole.normals[at],
        whole.colours[at],
        whole.gloss[at],
        whole.firmness[at],
        whole.shown[at],
        whole.two_sided,
    )


def _triangles(shown: Mask) -> Triangles:
    """Two for each square of neighbours; a triangle with a point that is not there is left out."""
    number = np.arange(shown.size, dtype=np.int32).reshape(shown.shape)
    corners = (number[:-1, :-1], number[1:, :-1], number[:-1, 1:], number[1:, 1:])
    top_left, bottom_left, top_right, bottom_right = (each.reshape(-1) for each in corners)
    whole = np.concatenate(
        [
            np.stack([top_left, bottom_left, top_right], axis=1),
            np.stack([top_right, bottom_left, bottom_right], axis=1),
        ]
    )
    return np.asarray(whole[shown.reshape(-1)[whole].all(axis=1)], dtype=np.int32)
