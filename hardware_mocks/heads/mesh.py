"""What every part of a head is turned into before it is drawn: points, normals and colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hardware_mocks.heads.fields import Array, f32


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A cloud of surface points.

    points, normals: N x 3; colours: N x 3 linear RGB; gloss: N; firmness: N, 1 turns with the head, 0 stays.
    two_sided: a sheet that is seen from behind as well.
    """

    points: Array
    normals: Array
    colours: Array
    gloss: Array
    firmness: Array
    two_sided: bool = False


def part(
    points: Array,
    normals: Array,
    colours: Array,
    *,
    gloss: float | Array = 0.0,
    firmness: float | Array = 1.0,
    two_sided: bool = False,
) -> Part:
    """Flatten a grid (or a cloud) of points; a single colour, gloss or firmness serves them all."""
    count = points.reshape(-1, 3).shape[0]

    def every(value: float | Array) -> Array:
        return f32(np.broadcast_to(f32(value).reshape(-1), (count,)))

    flat = f32(colours).reshape(-1, 3)
    return Part(
        points.reshape(-1, 3).astype(np.float32),
        normals.reshape(-1, 3).astype(np.float32),
        np.broadcast_to(flat, (count, 3)).astype(np.float32),
        every(gloss),
        every(firmness),
        two_sided,
    )


def masked(whole: Part, keep: NDArray[np.bool_]) -> Part:
    """Only the points where `keep` is true."""
    chosen = keep.reshape(-1)
    return Part(
        whole.points[chosen],
        whole.normals[chosen],
        whole.colours[chosen],
        whole.gloss[chosen],
        whole.firmness[chosen],
        whole.two_sided,
    )
