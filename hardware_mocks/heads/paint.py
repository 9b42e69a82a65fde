"""The face's paint: an orthographic picture of skin and blush; eyes, brows and lips come from features.py."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hardware_mocks.heads.fields import Array, blend, bump, f32, noise, octaves, pair, step
from hardware_mocks.heads.parameters import Head

PER_UNIT = 230
LEFT, TOP, WIDE, HIGH = -1.25, 1.75, 2.5, 3.6


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """Coordinates of every pixel of the paint, rows from the top."""

    x: Array
    y: Array

    @property
    def shape(self) -> tuple[int, int]:
        return (self.x.shape[0], self.x.shape[1])


def canvas() -> Canvas:
    """The sheet that every face is painted on."""
    x = np.linspace(LEFT, LEFT + WIDE, int(WIDE * PER_UNIT), dtype=np.float32)
    y = np.linspace(TOP, TOP - HIGH, int(HIGH * PER_UNIT), dtype=np.float32)
    across, down = np.meshgrid(x, y)
    return Canvas(across.astype(np.float32), down.astype(np.float32))


def window(box: tuple[float, float, float, float]) -> tuple[slice, slice]:
    """Rows and columns of the sheet between left, top, right and bottom: a feature is painted where it lies only."""
    left, top, right, bottom = box
    rows = slice(int((TOP - top) * PER_UNIT), int((TOP - bottom) * PER_UNIT))
    return rows, slice(int((left - LEFT) * PER_UNIT), int((right - LEFT) * PER_UNIT))


def sampled(paint: Array, x: Array, y: Array) -> Array:
    """Look the paint up at points of the face."""
    columns = ((x - LEFT) * PER_UNIT).astype(np.float32)
    rows = ((TOP - y) * PER_UNIT).astype(np.float32)
    found = cv2.remap(paint, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return f32(found)


def skin(head: Head, sheet: Canvas) -> Array:
    """Bare skin: mottling, blush, freckles, moles, the shadow of a beard and the lines of age."""
    tone = f32(head.skin)
    rough = octaves(sheet.shape, 12, 4, head.texture) * 0.035 * head.mottled
    fine = noise(sheet.shape, (420, 300), head.texture + 9) * (0.012 + 0.015 * head.age / 90)
    paint = tone * (1 + rough + fine)[..., None]
    paint = _blush(head, sheet, paint.astype(np.float32))
    paint = _marks(head, sheet, paint)
    paint = _beard(head, sheet, paint)
    return _aged(head, sheet, paint)


def _blush(head: Head, sheet: Canvas, paint: Array) -> Array:
    x, y = sheet.x, sheet.y
    warm = 0.55 * pair(x, y, (0.56, -0.42), (0.24, 0.17)) + 0.35 * bump(
        x, y, (0, -head.nose_length + 0.1), (0.14, 0.11)
    )
    warm = warm * head.blush
    warm += 0.2 * bump(x, y, (0, -head.chin + 0.15), (0.2, 0.12))
    strength = 0.30 if head.age > 12 else 0.48
    red = f32(head.skin) * f32([1.04, 0.74, 0.74])
    return blend(paint, (float(red[0]), float(red[1]), float(red[2])), np.clip(warm * strength, 0, 1))


def _marks(head: Head, sheet: Canvas, paint: Array) -> Array:
    rng = np.random.default_rng(head.texture + 77)
    dark = np.zeros(sheet.shape, dtype=np.float32)
    count = int(90 * max(0.0, head.freckles - 0.25)) + int(max(0.0, head.age - 60) / 4)
    for _ in range(count):
        _dot(dark, (rng.normal(0, 0.45), rng.normal(-0.3, 0.25)), rng.uniform(0.008, 0.016), 0.25)
    for _ in range(int(rng.integers(0, 4))):
        _dot(dark, (rng.uniform(-0.75, 0.75), rng.uniform(-1.15, 0.6)), rng.uniform(0.012, 0.02), 0.75)
    return blend(paint, (0.10, 0.05, 0.035), cv2.GaussianBlur(dark, (0, 0), 1.2).astype(np.float32))


def _dot(sheet: Array, at: tuple[float, float], radius: float, strength: float) -> None:
    place = (int((at[0] - LEFT) * PER_UNIT), int((TOP - at[1]) * PER_UNIT))
    cv2.circle(sheet, place, max(1, round(radius * PER_UNIT)), strength, -1)


def _beard(head: Head, sheet: Canvas, paint: Array) -> Array:
    if head.beard_style == "none":
        return paint
    x, y = sheet.x, sheet.y
    mouth, edge = -head.mouth_y, noise(sheet.shape, (40, 40), head.texture + 32) * 0.05
    lip = step(0.075, 0.045, np.abs(y + 0.5 * edge - mouth - 0.135 + 0.9 * x * x)) * step(
        0.36, 0.28, np.abs(x)
    )
    chin = step(0.40, 0.22, np.abs(x) + edge) * step(mouth - 0.06, mouth - 0.16, y + edge)
    jaw = step(0.05, -0.25, f32(y + 0.62 + 0.9 * np.clip(0.8 - np.abs(x), 0, None) + edge)) * step(
        0.10, 0.2, np.abs(y - mouth) + 0.9 * np.clip(np.abs(x) - head.mouth_width * 0.8, 0, None) + 0.02
    )
    where = {
        "stubble": np.maximum(jaw * 0.8, lip),
        "moustache": 1.6 * lip,
        "goatee": np.maximum(1.3 * lip, chin),
        "full": np.maximum(1.3 * lip, jaw),
    }[head.beard_style]
    thick = 0.55 if head.beard_style == "stubble" else 1.3
    hairs = np.clip(0.75 + 0.5 * noise(sheet.shape, (500, 380), head.texture + 31), 0, 1)
    alpha = np.clip(np.clip(where, 0, 1) * hairs * head.beard * thick, 0, 0.93)
    grey = 0.3 * head.grey
    colour = tuple(0.7 * each * (1 - head.grey) + 0.3 * 0.06 + grey for each in head.hair)
    return blend(paint, (colour[0], colour[1], colour[2]), f32(alpha))


def _aged(head: Head, sheet: Canvas, paint: Array) -> Array:
    x, y = sheet.x, sheet.y
    years = float(np.clip((head.age - 25) / 50, 0, 1))
    if years == 0:
        return paint
    wave = noise(sheet.shape, (9, 12), head.texture + 5) * 0.02
    lines = np.zeros(sheet.shape, dtype=np.float32)
    for k in range(3):
        lines += _line(y - (0.56 + 0.13 * k + wave - 0.06 * x * x), 0.011) * step(0.6, 0.25, np.abs(x)) * 0.45
    reach = np.abs(x) - head.eye_x - head.eye_width * 1.15
    for slope in (-0.5, -0.1, 0.35):
        lines += _line(y - slope * reach + wave, 0.009) * step(0, 0.03, reach) * step(0.2, 0.08, reach) * 0.5
    t = (y + head.nose_length - 0.05) / (head.nose_length - 0.05 - head.mouth_y)
    fold = head.nose_width * 1.15 + 0.24 * np.clip(t, 0, 1.2) ** 0.8
    lines += _line(np.abs(x) - fold + wave, 0.02) * step(-0.1, 0.2, t) * step(1.25, 0.9, t) * 0.6
    bags = np.abs(x) - head.eye_x
    lines += head.bags * (
        _line(y + 0.165 + 0.02 * years - 1.1 * bags * bags, 0.016) * step(0.24, 0.12, np.abs(bags)) * 0.55
    )
    shadow = f32(head.skin) * 0.42
    return blend(
        paint,
        (float(shadow[0]), float(shadow[1]), float(shadow[2])),
        np.clip(lines * years * head.lines, 0, 0.8),
    )


def _line(distance: Array, width: float) -> Array:
    return f32(np.exp(-0.5 * (distance / width) ** 2))
