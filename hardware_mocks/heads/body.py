"""What carries and surrounds the face: ears, neck, shoulders, glasses."""

from __future__ import annotations

import numpy as np

from hardware_mocks.heads.fields import Array, curve, f32, noise, step
from hardware_mocks.heads.mesh import Part, part
from hardware_mocks.heads.parameters import Head
from hardware_mocks.heads.shape import normals_of

RIM_COLOURS = {"round": (0.05, 0.022, 0.012), "square": (0.012, 0.012, 0.014), "thin": (0.20, 0.20, 0.21)}
RIM_SHAPES = {"round": (0.30, 0.27, 2.2), "square": (0.33, 0.23, 4.0), "thin": (0.32, 0.21, 3.0)}


def body(head: Head) -> tuple[Part, ...]:
    """Everything but the face and the hair."""
    ears = (_ear(head, -1), _ear(head, 1))
    glasses = () if head.glasses == "none" else _glasses(head)
    return (*ears, _neck(head), _shoulders(head), *glasses)


def _sphere(rows: int, columns: int) -> Array:
    v, u = np.meshgrid(
        np.linspace(0.02, np.pi - 0.02, rows), np.linspace(0, 2 * np.pi, columns), indexing="ij"
    )
    return f32(np.stack([np.sin(v) * np.sin(u), np.cos(v), np.sin(v) * np.cos(u)], axis=-1))


def _ear(head: Head, side: int) -> Part:
    unit = _sphere(48, 56)
    size = f32([0.085 * head.ears, 0.27 * head.ears, 0.17])
    centre = np.array([side * (head.cheek + 0.045), -0.16, -0.04], dtype=np.float32)
    points = unit * size + centre
    points[..., 0] += side * 0.05 * (points[..., 1] + 0.2)
    hollow = np.exp(-0.5 * (((unit[..., 1] - 0.1) / 0.45) ** 2 + ((unit[..., 2] - 0.45) / 0.4) ** 2))
    warm = f32(head.skin) * f32([1.0, 0.86, 0.84])
    return part(
        points.astype(np.float32),
        unit / size * 0.15,
        (warm * (1 - 0.45 * hollow)[..., None]).astype(np.float32),
        gloss=0.05,
    )


def _neck(head: Head) -> Part:
    rows, columns = 90, 100
    angle = np.linspace(-1.9, 1.9, columns, dtype=np.float32)[None, :]
    y = np.linspace(-0.75, -2.3, rows, dtype=np.float32)[:, None]
    child = max(0.0, 17 - head.age) / 16
    slim = 0.60 - (0.08 if head.hair_style in {"bob", "long", "bun"} else 0.0) - 0.10 * child
    radius = curve(y, ((-2.3, slim * 1.35), (-1.95, slim * 1.06), (-1.6, slim), (-0.75, slim)), softness=0.1)
    points = np.stack(
        [radius * np.sin(angle), y * np.ones_like(angle), 0.85 * radius * np.cos(angle) - 0.12], axis=-1
    )
    shade = 0.42 + 0.58 * step(head.chin + 0.02, head.chin + 0.5, -y) * np.ones_like(angle)
    colours = f32(head.skin) * np.array([0.97, 0.93, 0.92], dtype=np.float32) * shade[..., None]
    firmness = step(-2.0, -1.1, y * np.ones_like(angle))
    mesh = points.astype(np.float32)
    return part(mesh, normals_of(mesh), colours.astype(np.float32), firmness=firmness, gloss=0.03)


def _shoulders(head: Head) -> Part:
    rows, columns = 90, 240
    angle = np.linspace(-1.9, 1.9, columns, dtype=np.float32)[None, :]
    v = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    child = max(0.0, 17 - head.age) / 16
    reach = curve(v, ((0, 0.60), (0.10, 0.72), (0.45, 1.75), (0.7, 2.05), (1, 2.2)), softness=0.06) * (
        1 - 0.22 * child
    )
    y = curve(v, ((0, -1.82), (0.10, -1.90), (0.45, -2.20), (0.7, -2.50), (1, -2.90)), softness=0.06)
    dip = 0.16 * np.exp(-0.5 * (angle / 0.5) ** 2) * step(0.3, 0.0, v * np.ones_like(angle))
    z = (0.30 + 0.42 * reach) * np.cos(angle) - 0.22
    points = np.stack([reach * np.sin(angle), y * np.ones_like(angle) - dip, z], axis=-1).astype(np.float32)
    weave = (
        1
        + 0.10 * noise((rows, columns), (90, 220), head.texture + 51)
        + 0.18 * noise((rows, columns), (6, 14), head.texture + 52)
    )
    collar = 1 - 0.45 * np.exp(-0.5 * ((v - 0.075) / 0.018) ** 2) * np.ones_like(angle)
    colours = f32(head.cloth) * (weave * collar)[..., None]
    return part(points, normals_of(points), colours.astype(np.float32), firmness=0.0)


def _glasses(head: Head) -> tuple[Part, ...]:
    wide, high, power = RIM_SHAPES[head.glasses]
    turn = np.linspace(0, 2 * np.pi, 120, dtype=np.float32)
    c, s = np.cos(turn), np.sin(turn)
    ring_x = wide * np.sign(c) * np.abs(c) ** (2 / power)
    ring_y = high * np.sign(s) * np.abs(s) ** (2 / power) - 0.03
    front = 1.02 + 0.25 * head.nose_height
    lines = []
    for side in (-1, 1):
        x = side * (head.eye_x + 0.015) + ring_x
        lines.append(np.stack([x, ring_y, front - 0.16 * x**2], axis=-1))
        along = np.linspace(0, 1, 60, dtype=np.float32)
        outer = head.eye_x + wide + 0.01
        lines.append(
            np.stack(
                [
                    side * (outer + (1.06 * head.cheek - outer) * along**0.5),
                    0.06 - 0.02 * along,
                    front - 0.16 * outer**2 - (front - 0.1) * along,
                ],
                axis=-1,
            )
        )
    gap = head.eye_x + 0.015 - wide
    across = np.linspace(-gap, gap, 24, dtype=np.float32)
    lines.append(
        np.stack([across, 0.05 - 0.5 * (across**2 - gap**2) * 0.6, np.full_like(across, front)], axis=-1)
    )
    thickness = 0.012 if head.glasses == "thin" else 0.021
    return tuple(_tube(line.astype(np.float32), thickness, RIM_COLOURS[head.glasses]) for line in lines)


def _tube(line: Array, radius: float, colour: tuple[float, float, float]) -> Part:
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=-1, keepdims=True), 1e-9)
    upright = np.abs(along[:, 2:]) > 0.7
    beside = np.cross(along, np.where(upright, f32([0, 1, 0]), f32([0, 0, 1])))
    beside /= np.maximum(np.linalg.norm(beside, axis=-1, keepdims=True), 1e-9)
    above = np.cross(along, beside)
    turn = np.linspace(0, 2 * np.pi, 9, dtype=np.float32)[None, :, None]
    normals = np.cos(turn) * beside[:, None] + np.sin(turn) * above[:, None]
    return part(f32(line[:, None] + radius * normals), f32(normals), f32(colour), gloss=0.35)
