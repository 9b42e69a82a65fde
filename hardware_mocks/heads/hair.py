"""Hair: the skull pushed outward, tapering at the hairline, and for long hair a sheet that hangs down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hardware_mocks.heads.fields import Array, curve, f32, noise, step
from hardware_mocks.heads.mesh import Part, masked, part
from hardware_mocks.heads.parameters import Head
from hardware_mocks.heads.shape import Grid, normals_of


@dataclass(frozen=True, slots=True)
class Style:
    """A cut: where the hairline runs, how thick the hair is, how far it hangs.

    front: its height over the brow; temple and side: its height at 60 and at 80 degrees; ragged: how uneven it is;
    part_at: azimuth of a parting, None without; hang: height at which long hair ends, None for short hair.
    """

    front: float
    temple: float
    side: float
    thickness: float
    ragged: float
    part_at: float | None = None
    hang: float | None = None
    bun: bool = False


CUTS: Mapping[str, Style] = {
    "short": Style(0.78, 0.55, -0.12, 0.15, 0.09),
    "parted": Style(0.86, 0.58, -0.10, 0.16, 0.05, part_at=0.42),
    "crew": Style(0.90, 0.66, 0.05, 0.075, 0.03),
    "swept": Style(0.74, 0.50, -0.18, 0.17, 0.12, part_at=-0.38),
    "fringe": Style(0.52, 0.36, -0.22, 0.14, 0.10),
    "receding": Style(1.12, 0.72, -0.05, 0.07, 0.05),
    "bob": Style(0.50, 0.30, -0.55, 0.15, 0.07, hang=-1.05),
    "long": Style(0.84, 0.50, -0.50, 0.14, 0.04, part_at=0.02, hang=-2.0),
    "bun": Style(0.88, 0.60, 0.02, 0.09, 0.03, bun=True),
    "fringe_bob": Style(0.55, 0.34, -0.55, 0.16, 0.11, hang=-1.35),
    "parted_long": Style(0.82, 0.46, -0.50, 0.15, 0.06, part_at=-0.36, hang=-1.75),
    "swept_bob": Style(0.72, 0.42, -0.50, 0.17, 0.08, part_at=0.40, hang=-1.15),
}


def hairline(head: Head, grid: Grid) -> Array:
    """Signed height above the hairline, for every point of the skull: positive under the hair."""
    cut = CUTS[head.hair_style]
    angle = np.abs(grid.azimuth)
    edge = curve(
        angle,
        (
            (0.0, cut.front + head.hairline),
            (0.72, cut.front + head.hairline - 0.04),
            (1.02, cut.temple + head.hairline),
            (1.28, cut.side),
            (1.5, cut.side - 0.15),
            (2.4, -0.9),
        ),
        softness=0.07,
    )
    if cut.part_at is not None:
        away = np.abs(grid.azimuth - cut.part_at)
        edge = (
            edge
            + 0.16 * np.exp(-0.5 * (away / 0.16) ** 2)
            - 0.10 * step(0.2, 0.6, away.astype(np.float32)) * step(1.25, 0.8, angle)
        )
    above = grid.height - edge
    steepness = np.gradient(edge, axis=1) / np.gradient(grid.azimuth, axis=1)
    return f32(above / np.sqrt(1 + 0.7 * steepness**2))


def _tufts(head: Head, shape: tuple[int, ...]) -> Array:
    """How far the strands' ends reach beyond the smooth hairline, by column."""
    columns = (1, shape[1])
    wild = noise(columns, (1, 46), head.texture + 3) + 0.6 * noise(columns, (1, 120), head.texture + 4)
    return 0.55 * CUTS[head.hair_style].ragged * wild


def hair(head: Head, grid: Grid) -> tuple[Part, ...]:
    """The cap of hair and, when it is long, what hangs from it."""
    cut = CUTS[head.hair_style]
    above = hairline(head, grid)
    outward = grid.points - np.array([0, 0.25, 0], dtype=np.float32)
    outward[..., 1] = np.clip(outward[..., 1], -0.12, None)
    outward[..., 2] -= grid.relief
    outward /= np.maximum(np.linalg.norm(outward, axis=-1, keepdims=True), 1e-6)
    strands = _strands(above.shape, head.texture)
    thickness = head.volume * cut.thickness * (0.34 + 0.66 * step(0.0, 0.34, above)) * (1 + 0.10 * strands)
    if cut.part_at is not None:
        groove = np.exp(-0.5 * ((grid.azimuth - cut.part_at) / 0.035) ** 2) * step(0.6, 0.9, grid.height)
        thickness = thickness * (1 - 0.55 * groove)
    points = (grid.points + outward * thickness[..., None]).astype(np.float32)
    cap = part(points, normals_of(points), _coloured(head, strands, above), gloss=_gloss(strands))
    parts = [masked(cap, above > _tufts(head, above.shape))]
    if cut.hang is not None:
        parts.append(_curtain(head, cut.hang))
    if cut.bun:
        parts.append(_bun(head))
    return tuple(parts)


def _strands(shape: tuple[int, ...], seed: int) -> Array:
    size = (shape[0], shape[1])
    return np.asarray(
        0.6 * noise(size, (5, 240), seed + 11) + 0.5 * noise(size, (3, 80), seed + 12), dtype=np.float32
    )


def _gloss(strands: Array) -> Array:
    return f32(np.clip(0.32 + 0.30 * strands, 0.03, 1))


def _coloured(head: Head, strands: Array, above: Array | None = None) -> Array:
    base = f32(head.hair) * (1 + 0.45 * strands)[..., None]
    white = np.float32(0.42) * (1 + 0.35 * strands)[..., None] * np.array([1, 0.985, 0.96], dtype=np.float32)
    share = np.clip(head.grey * 1.5 - 0.25 + 0.55 * strands, 0, 1)[..., None] * min(1.0, head.grey * 3)
    colour = base * (1 - share) + white * share
    if above is not None:
        colour = colour * (0.72 + 0.28 * step(0, 0.15, above))[..., None]
    return f32(colour)


def _curtain(head: Head, hang: float) -> Part:
    rows, columns = 120, 360
    angle = np.linspace(1.12, 2 * np.pi - 1.12, columns, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    tip = noise((1, columns), (1, 60), head.texture + 21) * 0.10 + 0.5 * np.clip(np.cos(angle), -1, 0) * 0.1
    y = 0.55 + (hang + tip - 0.55) * down
    inward = step(0.75, 1.0, np.broadcast_to(down, y.shape)) * 0.12
    wave = 0.02 * noise((rows, columns), (4, 90), head.texture + 22)
    radius = head.cheek * 1.09 + 0.05 * np.sin(np.pi * down) - inward + wave
    points = np.stack([radius * np.sin(angle), y, 0.98 * radius * np.cos(angle) - 0.08], axis=-1).astype(
        np.float32
    )
    strands = _strands((rows, columns), head.texture + 23)
    shade = (0.95 - 0.25 * down) * np.ones_like(strands)
    colours = _coloured(head, strands) * shade[..., None]
    return part(
        points, normals_of(points), colours.astype(np.float32), gloss=_gloss(strands) * 0.6, two_sided=True
    )


def _bun(head: Head) -> Part:
    v, u = np.meshgrid(np.linspace(0.02, np.pi - 0.02, 120), np.linspace(0, 2 * np.pi, 200), indexing="ij")
    unit = np.stack([np.sin(v) * np.sin(u), np.cos(v), np.sin(v) * np.cos(u)], axis=-1).astype(np.float32)
    points = unit * np.array([0.36, 0.30, 0.36], dtype=np.float32) + np.array(
        [0, head.crown + 0.16, -0.35], dtype=np.float32
    )
    strands = _strands((120, 200), head.texture + 25)
    return part(points.astype(np.float32), unit, _coloured(head, strands), gloss=_gloss(strands))
