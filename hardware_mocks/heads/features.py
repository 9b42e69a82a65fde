"""Eyes, brows, nostrils and lips, painted from smooth implicit shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from hardware_mocks.heads.fields import Array, Mask, blend, bump, f32, noise, pair, step
from hardware_mocks.heads.paint import Canvas, window
from hardware_mocks.heads.parameters import Colour, Head
from hardware_mocks.heads.shape import Expression

SOFT = 0.010
Box = tuple[float, float, float, float]


Painter = Callable[[Head, Expression, Canvas, Array, int], Array]


def features(head: Head, expression: Expression, sheet: Canvas, paint: Array) -> Array:
    """Lay the features over the skin."""
    done = paint.copy()
    for painter, box, side in _places(head):
        at = window(box)
        done[at] = painter(head, expression, Canvas(sheet.x[at], sheet.y[at]), done[at], side)
    return done


def _places(head: Head) -> Iterator[tuple[Painter, Box, int]]:
    """Who paints which box (left, top, right, bottom), and for which side of the face."""
    yield _nostrils, (-0.5, -head.nose_length + 0.15, 0.5, -head.nose_length - 0.2), 0
    yield _lips, (-0.62, -head.mouth_y + 0.25, 0.62, -head.mouth_y - 0.25), 0
    for side in (-1, 1):
        left, right = (0.05, 0.95) if side == 1 else (-0.95, -0.05)
        yield _eye, (left, 0.32, right, -0.22), side
        yield _brow, (left, head.brow_y + 0.25, right, head.brow_y - 0.22), side


def _darker(colour: Colour, by: float) -> Colour:
    return (colour[0] * by, colour[1] * by, colour[2] * by)


def _eye(head: Head, expression: Expression, sheet: Canvas, paint: Array, side: int) -> Array:
    x = sheet.x * side - head.eye_x
    y = sheet.y - head.eye_tilt * x * 1.3 - 0.012 * side * head.uneven
    t = x / head.eye_width
    inside = np.clip(1 - np.abs(t) ** 2.2, 0, None)
    open_ = 1 - expression.blink
    high = head.eye_height * (1 + 0.07 * side * head.uneven)
    lower = -high * (0.62 - 0.16 * expression.smile) * inside**0.85
    arch = np.clip(1 - np.abs(t) ** 2.4, 0, None) ** 0.75 * (1 - (0.10 - head.eye_peak) * t)
    upper_open = high * 1.12 * arch * (1 - 0.55 * head.hooded * step(0.0, 1.0, t))
    upper = lower + (upper_open - lower) * open_
    shape = np.minimum(upper - y, y - lower)
    within = np.abs(t) < 1.02
    mask = step(-SOFT * 0.5, SOFT, shape) * within * (1.0 if open_ > 0.05 else 0.0)
    lid_shade = (0.28 + 0.5 * head.makeup) * bump(x, y, (0, high * 0.9), (head.eye_width * 1.1, 0.075))
    paint = blend(paint, _darker(head.skin, 0.62 - 0.2 * head.makeup), np.clip(lid_shade, 0, 0.9))
    paint = blend(paint, _eyeball(head, x, y, upper, side), mask)
    return _lids(head, paint, (x, y, t), (upper, lower), within)


def _eyeball(head: Head, x: Array, y: Array, upper: Array, side: int) -> Array:
    white = (
        0.66 - 0.30 * step(0.05, -0.005, upper - y) - 0.16 * np.clip(np.abs(x) / head.eye_width, 0, 1) ** 3
    )
    ball: Array = white[..., None] * f32([1.0, 0.945, 0.925])
    radius = (0.094 + 0.010 * max(0.0, 16 - head.age) / 16) * head.iris_size
    r = np.hypot(x + 0.008, y - 0.014)
    glow = 0.75 + 1.1 * step(0.03, -radius, y - 0.014) * step(radius, radius * 0.5, r)
    iris = f32(head.iris) * (glow * (1 - 0.65 * step(radius * 0.72, radius, r)))[..., None]
    ball = blend(ball, iris, step(radius + SOFT, radius - SOFT, r))
    ball = blend(ball, (0.004, 0.004, 0.004), step(radius * 0.46 + SOFT, radius * 0.46 - SOFT, r))
    ball = ball * (1 - 0.5 * step(0.045, 0.0, upper - y))[..., None]
    glint = step(0.024, 0.010, np.hypot(x + 0.034 * side, y - 0.048))
    return blend(ball, (1.0, 1.0, 1.0), (glint * 0.95))


def _lids(
    head: Head, paint: Array, at: tuple[Array, Array, Array], lids: tuple[Array, Array], within: Mask
) -> Array:
    x, y, t = at
    upper, lower = lids
    lash = 0.012 + 0.016 * head.makeup + 0.012 * np.clip(t, -0.6, 1)
    band = step(SOFT + 0.004, 0, np.abs(y - upper - lash * 0.4) - lash * 0.5) * within
    paint = blend(paint, (0.012, 0.009, 0.008), (band * 0.92))
    rim = np.exp(-0.5 * ((y - lower) / 0.011) ** 2) * within * 0.35
    paint = blend(paint, _darker(head.skin, 0.35), rim)
    away = 0.040 + 0.022 * head.crease - 0.02 * head.hooded
    crease = np.exp(-0.5 * ((y - upper - away * (0.75 + 0.25 * t)) / 0.010) ** 2) * step(1.12, 0.8, np.abs(t))
    paint = blend(paint, _darker(head.skin, 0.40), (crease * (0.15 + 0.55 * head.crease)))
    pink = bump(x, y, (-head.eye_width * 0.96, 0.0), (0.020, 0.016)) * 0.55
    return blend(paint, (0.50, 0.20, 0.17), pink)


def _brow(head: Head, expression: Expression, sheet: Canvas, paint: Array, side: int) -> Array:
    x = sheet.x * side
    t = (x - head.eye_x * 0.40 - head.brow_gap) / ((head.eye_x * 0.62 + 0.28) * head.brow_length)
    centre = head.brow_y + 0.02 * expression.smile + head.brow_arch * (1 - ((t - 0.62) / 0.62) ** 2)
    centre = centre + head.brow_tilt * (t - 0.5) - 0.01 - 0.02 * side * head.uneven
    thick = (
        head.brow_thickness * (0.55 + 0.6 * np.clip(1 - np.abs(t - 0.35) * 1.15, 0, 1)) * step(1.08, 0.55, t)
    )
    hairs = noise(sheet.shape, (47, 40), head.texture + 40 + side) * 0.35
    body = step(1.35, 0.35, (np.abs(sheet.y - centre) / np.maximum(thick, 1e-3) + hairs))
    alpha = body * step(-0.04, 0.10, t) * step(1.06, 0.9, t)
    soft = min(1.0, (0.72 + 0.25 * min(head.age, 25) / 25) * head.brow_strength)
    colour = tuple(part * (1 - 0.7 * head.grey) + 0.28 * 0.7 * head.grey for part in _darker(head.hair, 1.15))
    return blend(paint, (colour[0], colour[1], colour[2]), (alpha * soft))


def _nostrils(head: Head, _: Expression, sheet: Canvas, paint: Array, __: int) -> Array:
    base = -head.nose_length + 0.005 - 0.4 * head.nose_drop
    x = f32(sheet.x - head.lean)
    dark = 0.6 * pair(x, sheet.y, (head.nose_width * 0.44, base), (head.nose_width * 0.20, 0.022))
    under = 0.14 * bump(x, sheet.y, (0, base - 0.035), (head.nose_width * 0.85, 0.028))
    paint = blend(paint, _darker(head.skin, 0.45), under)
    return blend(paint, _darker(head.skin, 0.14), np.clip(dark, 0, 1))


def _lips(head: Head, expression: Expression, sheet: Canvas, paint: Array, _: int) -> Array:
    width = head.mouth_width * (1 + 0.06 * expression.smile)
    x = sheet.x
    t = np.abs(x) / width
    inside = np.clip(1 - t**2, 0, None)
    lift = 0.030 + 0.035 * expression.smile
    lift += head.mouth_curve
    line = -head.mouth_y + lift * t**2 + head.mouth_slant * x - 0.008 * np.exp(-0.5 * (x / 0.05) ** 2)
    bow = 1 - 0.48 * head.philtrum * np.exp(-0.5 * (x / 0.042) ** 2)
    upper = line + head.lip_upper * (1 - 0.15 * expression.smile) * inside**0.9 * bow
    lower = line - head.lip_lower * (1 - 0.12 * expression.smile) * inside**0.75
    shape = np.minimum(upper - sheet.y, sheet.y - lower)
    streak = 1 + 0.10 * noise(sheet.shape, (4, 94), head.texture + 60)
    tone = f32(head.skin) * (1 - head.lip_redness * np.array([0.16, 0.58, 0.50], dtype=np.float32))
    shade = np.where(
        sheet.y > line,
        0.80,
        1.0 + 0.08 * bump(x, sheet.y, (0, -head.mouth_y - head.lip_lower * 0.5), (0.12, 0.025)),
    )
    lips = tone * (streak * shade)[..., None]
    paint = blend(
        paint,
        lips,
        step(-0.014, 0.016, shape) * step(1.05, 0.97, t) * 0.9,
    )
    slit = np.exp(-0.5 * ((sheet.y - line) / 0.0105) ** 2) * step(1.10, 0.9, t)
    paint = blend(paint, _darker(head.skin, 0.13), (slit * 0.88))
    corner = pair(x, sheet.y, (width * 1.03, -head.mouth_y + lift), (0.028, 0.024)) * 0.5
    return blend(paint, _darker(head.skin, 0.4), corner)
