"""A mock camera: rendered people, a held-up card or a picture of one's own, with a sensor's noise and a body's sway."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_mocks.heads.fields import Image, noise, pixels
from reader.frame import Frame

Pacer = Callable[[], float]
"""Waits until the next frame is due and returns that moment in monotonic seconds."""

RATE = 12.0
"""Frames a second of the mock camera."""
HOLD = 6
"""Frames for which one render stays; only sway and noise move meanwhile."""
GRAINS = 7
BOUNDARY = "frame"


@dataclass(slots=True)
class RealPace:
    """A pacer on the wall: `ticks` is the monotonic clock."""

    ticks: Callable[[], float]
    due: float = 0.0

    def __call__(self) -> float:
        now = self.ticks()
        self.due = max(self.due + 1 / RATE, now)
        threading.Event().wait(self.due - now)
        return self.due


@dataclass(slots=True)
class SteppingPace:
    """A pacer that waits for nobody: every frame is due at once, and time passes only here."""

    moment: float = 0.0

    def __call__(self) -> float:
        self.moment += 1 / RATE
        return self.moment


@dataclass(frozen=True, slots=True)
class ClipCamera:
    """Plays renders in a loop as a Camera; every frame differs, as a real sensor's would."""

    pictures: Sequence[Image]
    pace: Pacer
    seed: int = 1

    def frames(self) -> Iterator[Frame]:
        """Endless frames; closing the iterator ends the play."""
        for image in lively(self.pictures, self.seed):
            yield Frame(image, self.pace())


def lively(pictures: Sequence[Image], seed: int) -> Iterator[Image]:
    """Let each picture stand for a while, swaying a little, under fresh noise."""
    rng = np.random.default_rng(seed)
    height, width = pictures[0].shape[:2]
    grain = [rng.normal(0, 1.5, (height, width, 1)).astype(np.float32) for _ in range(GRAINS)]
    for number in count():
        still = pictures[number // HOLD % len(pictures)]
        yield _noisy(
            _swayed(still, number),
            np.roll(grain[int(rng.integers(GRAINS))], int(rng.integers(width)), axis=1),
        )


def _swayed(image: Image, number: int) -> Image:
    height, width = image.shape[:2]
    move = cv2.getRotationMatrix2D((width / 2, height * 0.8), 0.5 * np.sin(number / 9), 1.0)
    move[:, 2] += (2.5 * np.sin(number / 7), 1.5 * np.sin(number / 5))
    return np.asarray(
        cv2.warpAffine(image, move, (width, height), borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8
    )


def _noisy(image: Image, grain: NDArray[np.float32]) -> Image:
    return pixels(image.astype(np.float32) + grain)


def nobody(seed: int = 1, size: tuple[int, int] = (480, 640)) -> Image:
    """An empty room, BGR."""
    shade = 0.55 + 0.12 * noise(size, (4, 6), seed)
    wall = shade[..., None] * np.array([190, 180, 165], dtype=np.float32)
    return pixels(wall)


def own_picture(data: bytes, size: tuple[int, int] = (480, 640)) -> Image:
    """A picture of one's own, fitted into a camera's frame; it stays in memory and is written nowhere.

    Raises:
        ValueError: it is no picture that can be decoded.
    """
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if image is None:
        raise ValueError("this is no picture")
    scale = min(size[0] / image.shape[0], size[1] / image.shape[1])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top, left = (size[0] - small.shape[0]) // 2, (size[1] - small.shape[1]) // 2
    frame = nobody(size=size)
    frame[top : top + small.shape[0], left : left + small.shape[1]] = small
    return frame


def mjpeg(frames: Callable[[], Image], pace: Pacer) -> Iterator[bytes]:
    """An endless multipart/x-mixed-replace body (boundary `frame`): a live camera for anybody who opens its address.

    `frames` is asked for the picture of the moment, so the person before the camera can change while it runs.
    """
    while True:
        pace()
        jpeg = cv2.imencode(".jpg", frames(), [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()
        head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
        yield head.encode("ascii") + jpeg + b"\r\n"
