"""Small fields of numbers that shapes and paints are made of."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating[Any]]
Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]


def f32(values: ArrayLike) -> NDArray[np.float32]:
    """Single precision is plenty for a face, and half the memory to walk through."""
    return np.asarray(values, dtype=np.float32)


def pixels(values: Array) -> Image:
    """Brightness to bytes, cut to what a byte holds."""
    return np.asarray(np.clip(values, 0, 255), dtype=np.uint8)


def step(edge_from: float, edge_to: float, value: Array) -> Array:
    """Rise smoothly from 0 to 1 between two edges; reversed edges fall."""
    t = np.clip((value - edge_from) / (edge_to - edge_from), 0, 1)
    return f32(t * t * (3 - 2 * t))


def bump(x: Array, y: Array, at: tuple[float, float], spread: tuple[float, float]) -> Array:
    """A Gaussian hill of height 1."""
    return f32(np.exp(-0.5 * (((x - at[0]) / spread[0]) ** 2 + ((y - at[1]) / spread[1]) ** 2)))


def pair(x: Array, y: Array, at: tuple[float, float], spread: tuple[float, float]) -> Array:
    """The same hill on both sides of the face."""
    return bump(np.abs(x), y, at, spread)


def noise(shape: tuple[int, int], cells: tuple[int, int], seed: int) -> Array:
    """Smooth noise about 0 (roughly -1 to 1) with so many cells down and across."""
    coarse = np.random.default_rng(seed).uniform(-1, 1, cells).astype(np.float32)
    return np.asarray(
        cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), dtype=np.float32
    )


def octaves(shape: tuple[int, int], cells: int, count: int, seed: int) -> Array:
    """Noise in several sizes, each half as strong as the one before."""
    layers = [noise(shape, (cells << k, cells << k), seed + k) / 2**k for k in range(count)]
    return f32(np.sum(layers, axis=0))


def curve(at: Array, knots: tuple[tuple[float, float], ...], softness: float = 0.0) -> Array:
    """A curve through knots (position, value), rounded at the corners by `softness` (in units of position)."""
    places, values = zip(*knots, strict=True)
    if softness == 0:
        return f32(np.interp(at, places, values))
    dense = np.linspace(places[0] - 3 * softness, places[-1] + 3 * softness, 512)
    table = np.interp(dense, places, values).astype(np.float32)[None]
    sigma = softness / float(dense[1] - dense[0])
    smooth = cv2.GaussianBlur(table, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)[0]
    return f32(np.interp(at, dense, smooth))


def blend(under: Array, over: Array | tuple[float, float, float], alpha: Array) -> Array:
    """Lay a colour over an image where alpha is 1."""
    a = alpha[..., None]
    return f32(under * (1 - a) + np.asarray(over, dtype=np.float32) * a)
