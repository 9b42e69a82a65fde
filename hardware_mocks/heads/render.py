"""From a head's parameters to a picture: turn, light, project and splat its points."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hardware_mocks.heads.body import body
from hardware_mocks.heads.features import features
from hardware_mocks.heads.fields import Array, Image, Mask, blend, f32, noise, pixels, step
from hardware_mocks.heads.hair import hair, hairline
from hardware_mocks.heads.mesh import Part, part
from hardware_mocks.heads.paint import canvas, sampled, skin
from hardware_mocks.heads.parameters import Head
from hardware_mocks.heads.shape import Expression, grid_of, normals_of, occlusion

PIVOT = np.array([0.0, -0.9, -0.25], dtype=np.float32)
DISTANCE = 9.0
SUPERSAMPLING = 2


@dataclass(frozen=True, slots=True)
class Pose:
    """How the head is held, in degrees; a positive yaw turns its face to the picture's right."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Light:
    """The room: the key lamp's direction (x, y, z), its strength, the ambient and fill light, and the wall's colour."""

    key: tuple[float, float, float] = (-0.45, 0.55, 0.80)
    strength: float = 0.62
    ambient: float = 0.34
    fill: float = 0.20
    wall: tuple[float, float, float] = (0.36, 0.42, 0.46)
    clutter: float = 0.10


@dataclass(frozen=True, slots=True)
class View:
    """Where and how large the head appears: picture size, pixels a unit, and the eyes' place in pixels."""

    width: int = 640
    height: int = 480
    per_unit: float = 100.0
    eyes_at: tuple[float, float] = (320.0, 215.0)


def sculpt(head: Head, expression: Expression) -> tuple[Part, ...]:
    """All parts of a head with its paint. The costly half of a picture; turn and light it as often as you like."""
    grid = grid_of(head, expression)
    sheet = canvas()
    paint = features(head, expression, sheet, skin(head, sheet))
    flat = grid.points.copy()
    colours = sampled(paint, grid.points[..., 0], np.ascontiguousarray(grid.height))
    shade = occlusion(grid.relief)
    above = hairline(head, grid)
    roots = 1 - 0.38 * step(-0.26, 0.02, above)
    tint = np.stack([shade**0.75, shade, shade], axis=-1) * roots[..., None]
    face = part(flat, normals_of(flat), (colours * tint).astype(np.float32), gloss=0.075)
    return (face, *hair(head, grid), *body(head))


def picture(parts: tuple[Part, ...], pose: Pose, light: Light, view: View, rng: np.random.Generator) -> Image:
    """Draw a sculpted head, BGR; `rng` places the wall's blur and the sensor's noise."""
    ss = SUPERSAMPLING
    size = (view.height * ss, view.width * ss)
    clouds = [_turned(each, pose, light) for each in parts]
    points = np.concatenate([cloud[0] for cloud in clouds])
    colours = np.concatenate([cloud[1] for cloud in clouds])
    drawn, covered = _splat(points, colours, view, size)
    wall = _wall(size, light, rng)
    image = np.where(covered[..., None], drawn, wall).astype(np.float32)
    small = cv2.resize(image, (view.width, view.height), interpolation=cv2.INTER_AREA)
    return _developed(f32(small), rng)


def render(head: Head, pose: Pose, expression: Expression, light: Light, rng: np.random.Generator) -> Image:
    """One 640 x 480 picture of somebody who does not exist."""
    return picture(sculpt(head, expression), pose, light, View(), rng)


def _rotation(pose: Pose) -> Array:
    yaw, pitch, roll = np.radians([pose.yaw, -pose.pitch, pose.roll])
    cy, sy, cp, sp, cr, sr = (
        np.cos(yaw),
        np.sin(yaw),
        np.cos(pitch),
        np.sin(pitch),
        np.cos(roll),
        np.sin(roll),
    )
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return f32(about_z @ about_y @ about_x)


def _turned(cloud: Part, pose: Pose, light: Light) -> tuple[Array, Array]:
    points, normals = _moved(cloud, _rotation(pose))
    view = np.array([0, 0, DISTANCE], dtype=np.float32) - points
    facing = np.einsum("ij,ij->i", normals, view)
    if cloud.two_sided:
        normals = normals * np.where(facing < 0, -1, 1)[:, None]
        seen = np.ones(len(points), dtype=bool)
    else:
        seen = facing > 0
    lit = _lit(normals[seen], cloud.colours[seen], cloud.gloss[seen], light)
    return points[seen].astype(np.float32), lit


def _moved(cloud: Part, turn: Array) -> tuple[Array, Array]:
    """Points and normals after the turn; most parts turn wholly or not at all, only the neck is in between."""
    least, most = float(cloud.firmness.min()), float(cloud.firmness.max())
    if most == 0:
        return cloud.points, cloud.normals
    about_neck = np.concatenate([turn, (PIVOT - turn @ PIVOT)[:, None]], axis=1)
    points = f32(cv2.transform(cloud.points[:, None], about_neck))[:, 0]
    normals = f32(cv2.transform(cloud.normals[:, None], turn))[:, 0]
    if least == 1:
        return points, normals
    firm = cloud.firmness[:, None]
    return points * firm + cloud.points * (1 - firm), normals * firm + cloud.normals * (1 - firm)


def _lit(normals: Array, colours: Array, gloss: Array, light: Light) -> Array:
    key = f32(light.key)
    key /= np.linalg.norm(key)
    fill = np.array([0.70, 0.10, 0.70], dtype=np.float32)
    wrap = np.array([0.42, 0.26, 0.22], dtype=np.float32)
    toward = normals @ key
    direct = np.clip((toward[:, None] + wrap) / (1 + wrap), 0, None) * light.strength
    sky = (
        light.ambient * (0.80 + 0.20 * normals[:, 1:2])
        + light.fill * np.clip(normals @ fill, 0, None)[:, None]
    )
    half = key + np.array([0, 0, 1], dtype=np.float32)
    half /= np.linalg.norm(half)
    shine = gloss * np.clip(normals @ half, 0, 1) ** 22 * light.strength
    return f32(colours * (direct + sky) * 1.12 + 0.8 * shine[:, None])


def _splat(points: Array, colours: Array, view: View, size: tuple[int, int]) -> tuple[Array, Mask]:
    scale = view.per_unit * SUPERSAMPLING * (DISTANCE - 1) / (DISTANCE - points[:, 2])
    column = (view.eyes_at[0] * SUPERSAMPLING + points[:, 0] * scale).astype(np.int32)
    row = (view.eyes_at[1] * SUPERSAMPLING - points[:, 1] * scale).astype(np.int32)
    inside = (column >= 0) & (column < size[1] - 1) & (row >= 0) & (row < size[0] - 1)
    depth = np.clip((points[:, 2] + 3) * 9000, 0, 65535).astype(np.uint16)[inside]
    order = np.flatnonzero(inside)[np.argsort(depth, kind="stable")].astype(np.int32)
    place = row[order] * size[1] + column[order]
    footprint = np.array([0, 1, size[1], size[1] + 1], dtype=np.int32)
    owner = np.full(size[0] * size[1], -1, dtype=np.int32)
    owner[(place[:, None] + footprint).reshape(-1)] = np.repeat(order, 4)
    owner = owner.reshape(size)
    covered = owner >= 0
    image = colours[np.maximum(owner, 0)] * covered[..., None]
    return _closed(image.astype(np.float32), covered)


def _closed(image: Array, covered: Mask) -> tuple[Array, Mask]:
    mask = covered.astype(np.uint8)
    whole = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    holes = (whole > 0) & ~covered
    weight = cv2.blur(mask.astype(np.float32), (7, 7))
    around = cv2.blur(image, (7, 7)) / np.maximum(weight, 1e-3)[..., None]
    return np.where(holes[..., None], around, image).astype(np.float32), whole > 0


def _wall(size: tuple[int, int], light: Light, rng: np.random.Generator) -> Array:
    seed = int(rng.integers(1 << 30))
    blur = noise(size, (4, 6), seed) * light.clutter
    down = np.linspace(1.08, 0.86, size[0], dtype=np.float32)[:, None]
    base = f32(light.wall) * (down * (1 + blur))[..., None]
    return blend(
        base.astype(np.float32),
        (0.55, 0.50, 0.42),
        step(0.3, 0.9, noise(size, (3, 5), seed + 1)) * light.clutter * 2,
    )


def _developed(linear: Array, rng: np.random.Generator) -> Image:
    soft = cv2.GaussianBlur(linear, (0, 0), 0.6)
    tone = soft * (1 + soft * 0.25) / (1 + soft * 0.62)
    grey = tone.mean(axis=-1, keepdims=True)
    tone = grey + 1.14 * (tone - grey)
    gamma = np.clip(tone, 0, 1) ** (1 / 2.2) * 255
    grain = rng.normal(0, 1.6, linear.shape).astype(np.float32)
    return np.ascontiguousarray(pixels(gamma + grain)[..., ::-1])
