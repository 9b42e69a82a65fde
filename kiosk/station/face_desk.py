"""Camera, printed front and face process behind the check-in's FaceDesk. Frames live in memory, and only while they serve."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from kiosk.checkin.conductor.performing import NamedTrouble
from kiosk.checkin.conductor.ports import FaceAgrees, FaceDoubtful
from kiosk.checkin.machine.seen import NOT_TURNED, Measured
from reader.errors import CameraFrozen, CameraGone, WorkerDied
from reader.face.decision import FaceDiffers, FaceMatched, FaceUnsure, Judged, PhotoMissing, PhotoUnusable
from reader.face.liveness.filming import Film, NotBegun, filmed
from reader.face.liveness.turning import CannotObserve, NotTurned, Observed, Spotted, planned
from reader.face.requests import CompareFace, FaceAnswer, FaceRequest, Observe, ReadPrinted
from reader.frame import Camera, Frame, Image
from reader.picture import as_jpeg
from reader.printed.number import NumberRead

LOOKS = 5
"""Frames of one attempt without a turn: up to three spaced ones are decided upon, two may fail a gate."""
LOOKS_APART = 0.30
"""Seconds between two of them: two judgements want two looks a second apart."""
FRONTS = 3
"""Frames of the printed front; two must agree."""
FRONTS_APART = 0.05
AROUND = 1.1
"""Heights of the face that staff are shown to either side of its middle."""
TURNED, NOT_CHECKED = "turned", "not_checked"
"""What the records say of a living head. The desk has a sentence for either."""


class FaceWorker(Protocol):
    """The face process, or its second implementation in this one."""

    def call(self, request: FaceRequest) -> FaceAnswer: ...


@dataclass(frozen=True, slots=True)
class Turns:
    """Heads are to be turned. `uniform` draws what is asked and when; `changed` hears that the glass has to say something else."""

    uniform: Callable[[], float]
    changed: Callable[[], None]


class CameraFaceDesk:
    """One camera for the patient, one over the card; each is open only while somebody looks."""

    def __init__(
        self,
        patient: Camera,
        front: Callable[[], Camera | None],
        worker: FaceWorker,
        turns: Turns | None = None,
    ) -> None:
        self._patient = patient
        self._front = front
        self._worker = worker
        self._turns = turns
        self._in_use = threading.Lock()
        self._newest: Frame | None = None
        self._asks = ""

    def read_printed_number(self, after: float = 0.0) -> tuple[str | None, str, str]:
        front = self._front()
        if front is None:
            return None, "no front camera", ""
        with closing(_frames(front)) as frames:
            looks = spaced(later(frames, after), FRONTS, FRONTS_APART)
        match self._worker.call(ReadPrinted(looks)):
            case NumberRead(number_b=number, reason=reason, hint=hint):
                return number, reason, hint.value if hint else ""
            case other:
                raise NamedTrouble("face_lost") from TypeError(type(other).__name__)

    def compare(self, photo: bytes) -> FaceAgrees | FaceDoubtful:
        if self._turns is None:
            with self._in_use, closing(self._watched()) as frames:
                looks = spaced(frames, LOOKS, LOOKS_APART)
            return self._compared(CompareFace(photo, looks), NOT_CHECKED)
        match self._filmed(self._turns):
            case Film(looks=looks, turned=turned):
                return self._compared(CompareFace(photo, looks, turned), TURNED)
            case NotTurned(why=why):
                return FaceDoubtful(NOT_TURNED, Measured(why.value, "no_comparison"))
            case NotBegun(hint=hint):
                return FaceDoubtful(hint.value, Measured("not_begun", "no_comparison"))
            case CannotObserve():
                raise NamedTrouble("face_lost")

    def _filmed(self, turns: Turns) -> Film | NotTurned | NotBegun | CannotObserve:
        try:
            with self._in_use, closing(self._watched()) as frames:
                return filmed(frames, self._observed, planned(turns.uniform), self._say)
        finally:
            self._say("")

    def _observed(self, frame: Frame) -> Observed | CannotObserve:
        match self._worker.call(Observe(frame)):
            case Observed() | CannotObserve() as answer:
                return answer
            case other:
                raise NamedTrouble("face_lost") from TypeError(type(other).__name__)

    def _say(self, words: str) -> None:
        if words != self._asks and self._turns:
            self._asks = words
            self._turns.changed()

    def asks(self) -> str:
        """What the patient is asked at this moment: the key of a sentence, or nothing."""
        return self._asks

    def _compared(self, request: CompareFace, liveness: str) -> FaceAgrees | FaceDoubtful:
        match self._worker.call(request):
            case FaceMatched(judged=judged):
                return FaceAgrees(measured(judged, liveness))
            case FaceUnsure(guide=guide, judged=unsure):
                found = measured(unsure, liveness) if unsure else Measured(liveness, "no_comparison")
                return FaceDoubtful(guide.value, found)
            case FaceDiffers(judged=judged):
                return FaceDoubtful("differs", measured(judged, liveness))
            case PhotoMissing() | PhotoUnusable():
                raise NamedTrouble("photo_unreadable")
            case other:
                raise NamedTrouble("face_lost") from TypeError(type(other).__name__)

    def live_picture(self, *, face_alone: bool = False) -> bytes | None:
        """The newest frame; while nobody compares, one is taken for it."""
        if self._in_use.acquire(blocking=False):
            try:
                with closing(_frames(self._patient)) as frames:
                    frame = next(frames, None)
            except CameraGone:
                return None
            finally:
                self._in_use.release()
            return as_jpeg(self._cropped(frame) if face_alone else frame.image) if frame else None
        newest = self._newest
        return as_jpeg(newest.image) if newest else None

    def _cropped(self, frame: Frame) -> Image:
        """The face in the foreground and little else: whoever stands behind is nobody's business. Else the whole picture."""
        try:
            match self._worker.call(Observe(frame)):
                case Observed(face=Spotted(across=across, down=down, size=size)):
                    left, right = (max(0, round(across + side * AROUND * size)) for side in (-1, 1))
                    top, bottom = (max(0, round(down + side * AROUND * size)) for side in (-1, 1))
                    return np.ascontiguousarray(frame.image[top:bottom, left:right])
                case _:
                    return frame.image
        except WorkerDied:
            return frame.image

    def forget(self) -> None:
        self._newest = None
        self._asks = ""

    def _watched(self) -> Generator[Frame, None, None]:
        with closing(_frames(self._patient)) as frames:
            for frame in frames:
                self._newest = frame
                yield frame


def measured(judged: Judged, liveness: str) -> Measured:
    """What the records keep of a comparison."""
    return Measured(
        liveness,
        judged.why.value,
        judged.rule,
        judged.models,
        judged.threshold,
        judged.second_threshold,
        judged.score if judged.scores else None,
        judged.scores,
        judged.second,
        judged.held,
    )


def _frames(camera: Camera) -> Generator[Frame, None, None]:
    yield from camera.frames()


def later(frames: Iterator[Frame], seconds: float) -> Iterator[Frame]:
    """The frames from so many seconds after the first on."""
    first: float | None = None
    for frame in frames:
        first = frame.taken if first is None else first
        if frame.taken - first >= seconds:
            yield frame


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
