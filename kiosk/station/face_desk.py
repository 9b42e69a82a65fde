"""Camera, printed front and face process behind the check-in's FaceDesk. Frames live in memory, and only while they serve."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Protocol

import numpy as np

from kiosk.checkin.conductor.performing import NamedTrouble
from kiosk.checkin.conductor.ports import FaceAgrees, FaceDoubtful
from kiosk.checkin.machine.seen import Measured
from reader.errors import CameraFrozen, CameraGone
from reader.face.decision import (
    LIVENESS,
    RULE,
    FaceDiffers,
    FaceMatched,
    FaceUnsure,
    PhotoMissing,
    PhotoUnusable,
    Threshold,
)
from reader.face.requests import CompareFace, FaceAnswer, FaceRequest, ReadPrinted
from reader.frame import Camera, Frame
from reader.picture import as_grey, as_jpeg
from reader.printed.number import NumberRead

LOOKS = 5
"""Frames of one attempt: three spaced ones are decided upon, two may fail a gate."""
LOOKS_APART = 0.16
"""Seconds between two looks; a match needs two frames at least 150 ms apart."""
FRONTS = 3
"""Frames of the printed front; two must agree."""
FRONTS_APART = 0.05


class FaceWorker(Protocol):
    """The face process, or its second implementation in this one."""

    def call(self, request: FaceRequest) -> FaceAnswer: ...


class CameraFaceDesk:
    """One camera for the patient, one over the card; each is open only while somebody looks."""

    def __init__(
        self, patient: Camera, front: Callable[[], Camera | None], worker: FaceWorker, threshold: float
    ) -> None:
        self._patient = patient
        self._front = front
        self._worker = worker
        self._threshold = Threshold(threshold)
        self._in_use = threading.Lock()
        self._newest: Frame | None = None

    def read_printed_number(self) -> tuple[str | None, str]:
        front = self._front()
        if front is None:
            return None, "no front camera"
        with closing(_frames(front)) as frames:
            looks = spaced(frames, FRONTS, FRONTS_APART)
        grey = tuple(replace(each, image=as_grey(each.image)) for each in looks)
        match self._worker.call(ReadPrinted(grey)):
            case NumberRead(number_b=number, reason=reason):
                return number, reason
            case other:
                raise NamedTrouble("face_lost") from TypeError(type(other).__name__)

    def compare(self, photo: bytes) -> FaceAgrees | FaceDoubtful:
        with self._in_use, closing(self._watched()) as frames:
            looks = spaced(frames, LOOKS, LOOKS_APART)
        match self._worker.call(CompareFace(photo, looks, self._threshold)):
            case FaceMatched(distance=distance):
                return FaceAgrees(self._measured(distance))
            case FaceUnsure(guide=guide, distance=unsure):
                return FaceDoubtful(guide.value, None if unsure is None else self._measured(unsure))
            case FaceDiffers(distance=distance):
                return FaceDoubtful("differs", self._measured(distance))
            case PhotoMissing() | PhotoUnusable():
                raise NamedTrouble("photo_unreadable")
            case NumberRead():
                raise NamedTrouble("face_lost")

    def _measured(self, distance: float) -> Measured:
        return Measured(round(distance, 4), self._threshold.limit, RULE, LIVENESS)

    def live_picture(self) -> bytes | None:
        """The newest frame; while nobody compares, one is taken for it."""
        if self._in_use.acquire(blocking=False):
            try:
                with closing(_frames(self._patient)) as frames:
                    frame = next(frames, None)
            except CameraGone:
                return None
            finally:
                self._in_use.release()
        else:
            frame = self._newest
        return as_jpeg(frame.image) if frame else None

    def forget(self) -> None:
        self._newest = None

    def _watched(self) -> Generator[Frame, None, None]:
        with closing(_frames(self._patient)) as frames:
            for frame in frames:
                self._newest = frame
                yield frame


def _frames(camera: Camera) -> Generator[Frame, None, None]:
    yield from camera.frames()


def spaced(frames: Iterator[Frame], wanted: int, apart: float) -> tuple[Frame, ...]:
    """The first frames that lie at least `apart` seconds from each other.

    Raises:
        CameraGone: the camera stopped before.
        CameraFrozen: two of them are one picture. An attempt is over sooner than the camera's own watch takes, and
            a picture that stands still would be compared as if its person were still there.
    """
    chosen: list[Frame] = []
    for frame in frames:
        if not chosen or frame.taken - chosen[-1].taken >= apart:
            if chosen and np.array_equal(frame.image, chosen[-1].image):
                raise CameraFrozen(f"the same picture {apart:g} s later")
            chosen.append(frame)
        if len(chosen) == wanted:
            return tuple(chosen)
    raise CameraGone("the camera stopped giving frames")
