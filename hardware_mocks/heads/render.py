"""From a head's parameters to a picture: turn, light, project and splat its points."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hardware_mocks.heads.body import body
from hardware_mocks.heads.features import features
from hardware_mocks.heads.fields import Array, Image, blend, f32, noise, pixels, step
from hardware_mocks.heads.hair import hair, hairline
from hardware_mocks.heads.mask import mask
from hardware_mocks.heads.mesh import Figure, Part, figure, part
from hardware_mocks.heads.paint import canvas, sampled, skin
from hardware_mocks.heads.parameters import Head
from hardware_mocks.heads.shape import Expression, grid_of, normals_of, occlusion

PIVOT = np.array([0.0, -0.9, -0.25], dtype=np.float32)
DISTANCE = 9.0
SUPERSAMPLING = 2
GRAIN = 1.6
NEAREST, FARTHEST = 1.0, 30.0
VIVID = f32(1.14 * np.eye(3) - 0.14 / 3)
"""Colours a little farther from their grey."""
BRIGHTEST = 4.0
"""The rasteriser wants colours from 0 to 1; a shining cheek is brighter than white paper."""


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
    """The camera: picture size, pixels a unit, the eyes' place in pixels, and the noise of its sensor in grey levels."""

    width: int = 640
    height: int = 480
    per_unit: float = 100.0
    eyes_at: tuple[float, float] = (320.0, 215.0)
    grain: float = GRAIN


def sculpt(head: Head, expression: Expression, *, masked: bool = False) -> tuple[Part, ...]:
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
    worn = (mask(head, grid),) if masked else ()
    return (face, *hair(head, grid), *body(head), *worn)


def picture(
    whole: Figure,
    pose: Pose,
    light: Light,
    view: View,
    rng: np.random.Generator,
    *,
    fineness: int = SUPERSAMPLING,
    behind: Array | None = None,
) -> Image:
    """Draw a sculpted head, BGR; `rng` places the wall's blur, unless a wall is given, and the sensor's noise."""
    wide, high = view.width * fineness, view.height * fineness
    points, normals = _turned(whole, pose)
    colours = np.clip(_lit(normals, whole, light) / BRIGHTEST, 0, 1)
    back = wall(view, light, rng) if behind is None else behind
    sheet = cv2.resize(back / BRIGHTEST, (wide, high), interpolation=cv2.INTER_LINEAR)
    focus = view.per_unit * (DISTANCE - 1) * fineness
    drawn, _ = cv2.triangleRasterize(
        points[None],
        whole.triangles[None],
        f32(colours)[None],
        f32(sheet),
        np.full((high, wide), FARTHEST, dtype=np.float32),
        _camera(view),
        2 * float(np.arctan(high / 2 / focus)),
        NEAREST,
        FARTHEST,
        _unculled(),
    )
    small = cv2.resize(drawn, (view.width, view.height), interpolation=cv2.INTER_AREA)
    return _developed(f32(small * BRIGHTEST), rng, view.grain)


def _camera(view: View) -> Array:
    """Where the camera stands, sheared so that the eyes come to lie where they are wanted."""
    camera = np.eye(4, dtype=np.float32)
    focus = view.per_unit * (DISTANCE - 1)
    camera[0, 2:] = f32([1, -DISTANCE]) * (view.width / 2 - view.eyes_at[0]) / focus
    camera[1, 2:] = f32([1, -DISTANCE]) * (view.eyes_at[1] - view.height / 2) / focus
    camera[2, 3] = -DISTANCE
    return camera


def render(head: Head, pose: Pose, expression: Expression, light: Light, rng: np.random.Generator) -> Image:
    """One 640 x 480 picture of somebody who does not exist."""
    return picture(figure(sculpt(head, expression)), pose, light, View(), rng)


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


def _turned(whole: Figure, pose: Pose) -> tuple[Array, Array]:
    """Points and normals after the turn; shoulders stay, the neck is in between."""
    turn = _rotation(pose)
    about_neck = np.concatenate([turn, (PIVOT - turn @ PIVOT)[:, None]], axis=1)
    firm = whole.firmness[:, None]
    points = whole.points + firm * (f32(cv2.transform(whole.points[None], about_neck))[0] - whole.points)
    normals = whole.normals + firm * (f32(cv2.transform(whole.normals[None], turn))[0] - whole.normals)
    toward = np.array([0, 0, DISTANCE], dtype=np.float32) - points
    away = whole.two_sided & (np.einsum("ij,ij->i", normals, toward) < 0)
    normals[away] *= -1
    return points, normals


def _lit(normals: Array, whole: Figure, light: Light) -> Array:
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
    shine = whole.gloss * np.clip(normals @ half, 0, 1) ** 22 * light.strength
    return f32(whole.colours * (direct + sky) * 1.12 + 0.8 * shine[:, None])


def _unculled() -> cv2.TriangleRasterizeSettings:
    settings = cv2.TriangleRasterizeSettings()
    settings.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    settings.setShadingType(cv2.RASTERIZE_SHADING_SHADED)
    settings.setGlCompatibleMode(cv2.RASTERIZE_COMPAT_DISABLED)
    return settings


def wall(view: View, light: Light, rng: np.random.Generator) -> Array:
    """What stands behind the head: linear RGB, blurred."""
    size, seed = (view.height, view.width), int(rng.integers(1 << 30))
    blur = noise(size, (4, 6), seed) * light.clutter
    down = np.linspace(1.08, 0.86, size[0], dtype=np.float32)[:, None]
    base = f32(light.wall) * (down * (1 + blur))[..., None]
    patches = step(0.3, 0.9, noise(size, (3, 5), seed + 1)) * light.clutter * 2
    return blend(base.astype(np.float32), (0.55, 0.50, 0.42), patches)


def _developed(linear: Array, rng: np.random.Generator, grain: float) -> Image:
    soft = cv2.GaussianBlur(linear, (0, 0), 0.6)
    tone = soft * (1 + soft * 0.25) / (1 + soft * 0.62)
    vivid = np.clip(cv2.transform(tone, VIVID), 0, 1)
    noise = grain * rng.standard_normal(linear.shape, dtype=np.float32)
    return np.ascontiguousarray(pixels(f32(cv2.pow(vivid, 1 / 2.2)) * 255 + noise)[..., ::-1])
