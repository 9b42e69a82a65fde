"""The device's camera, newest picture first. The only importer of cv2.VideoCapture.

Outside the demo only real devices are opened: a file, a stream or a virtual device would let anybody inject a face.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from reader.errors import CameraFrozen, CameraGone
from reader.frame import Frame, Image

SYSFS = Path("/sys/class/video4linux")
FIRST_FRAME = 5.0
"""Seconds that a camera may take to wake up."""
NEXT_FRAME = 2.0
"""Seconds after which a camera without a new frame counts as gone; cameras of one frame a second still pass."""
FROZEN_AFTER = 1.0
"""Seconds of one and the same picture: a sensor's noise makes any two real frames differ."""


class SourceNotAllowedError(ValueError):
    """This installation opens devices only; the source is a path, a stream or a virtual device."""


class Capture(Protocol):
    """The part of cv2.VideoCapture that is used."""

    def isOpened(self) -> bool: ...  # noqa: N802  # OpenCV's name

    def read(self) -> tuple[bool, Image]: ...

    def release(self) -> None: ...


def opened(source: int | str) -> Capture:
    """Open a device number, or in the demo a path or URL."""
    capture = cv2.VideoCapture(source)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture  # type: ignore[return-value]  # OpenCV's stub types pictures as any number array


def source_of(setting: str) -> int | str:
    """Read the camera setting: a number is a device, `/dev/videoN` too, anything else a path or URL."""
    number = setting.removeprefix("/dev/video")
    return int(number) if number.isdecimal() else setting


@dataclass(slots=True)
class StillPicture:
    """Notices a picture that does not change any more."""

    digest: bytes = b""
    since: float = 0.0

    def see(self, image: Image, taken: float) -> None:
        """Look at the next frame.

        Raises:
            CameraFrozen: the same picture for longer than a second.
        """
        digest = hashlib.blake2b(np.ascontiguousarray(image).tobytes(), digest_size=16).digest()
        if digest != self.digest:
            self.digest, self.since = digest, taken
        elif taken - self.since > FROZEN_AFTER:
            raise CameraFrozen(f"the same picture for {taken - self.since:.1f} s")


@dataclass(frozen=True, slots=True)
class DeviceCamera:
    """A camera by device number; by path or URL in the demo only. `ticks` is the monotonic clock.

    Raises:
        SourceNotAllowedError: on construction, when the source is none that this installation may open.
    """

    source: int | str
    demo: bool
    ticks: Callable[[], float]
    open: Callable[[int | str], Capture] = opened
    sysfs: Path = field(default=SYSFS)

    def __post_init__(self) -> None:
        if not self.demo:
            _check_real(self.source, self.sysfs)

    def frames(self) -> Iterator[Frame]:
        """Newest frames; closing the iterator closes the camera.

        Raises:
            CameraGone: it cannot be opened or stopped.
            CameraFrozen: the same picture for longer than a second.
            SourceNotAllowedError: the device has become a virtual one since.
        """
        if not self.demo:
            _check_real(self.source, self.sysfs)
        capture = self.open(self.source)
        if not capture.isOpened():
            capture.release()
            raise CameraGone("the camera cannot be opened")
        newest = _Newest(capture, self.ticks)
        try:
            yield from _watched(newest)
        finally:
            newest.stop()


def _check_real(source: int | str, sysfs: Path) -> None:
    if not isinstance(source, int):
        raise SourceNotAllowedError("a path or stream is no camera; it is allowed in the demo only")
    if "virtual" in (sysfs / f"video{source}").resolve().parts:
        raise SourceNotAllowedError(f"video{source} is a virtual device; it is allowed in the demo only")


def _watched(newest: _Newest) -> Iterator[Frame]:
    still = StillPicture()
    frame = newest.after(None, FIRST_FRAME)
    while True:
        still.see(frame.image, frame.taken)
        yield frame
        frame = newest.after(frame, NEXT_FRAME)


class _Newest:
    """Empties the camera in a thread of its own and keeps the last frame, so that a slow looker never sees old ones."""

    def __init__(self, capture: Capture, ticks: Callable[[], float]) -> None:
        self._capture, self._ticks = capture, ticks
        self._frame: Frame | None = None
        self._over = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._empty, name="camera", daemon=True)
        self._thread.start()

    def after(self, last: Frame | None, patience: float) -> Frame:
        """Wait for a frame that is newer than the last."""
        with self._change:
            self._change.wait_for(lambda: self._over or self._frame is not last, patience)
            if self._frame is None or self._frame is last:
                raise CameraGone("the camera gives no more frames")
            return self._frame

    def stop(self) -> None:
        with self._change:
            self._over = True
        self._thread.join(NEXT_FRAME)

    def _empty(self) -> None:
        good = True
        while good and not self._over:
            good, image = self._capture.read()
            with self._change:
                if good:
                    self._frame = Frame(image, self._ticks())
                self._over = self._over or not good
                self._change.notify_all()
        self._capture.release()
