"""What a decision about a face costs, beside the naive calls of face_recognition on as many frames. CPU time, on one core."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import islice

import cv2
import numpy as np

from hardware_mocks.camera.clips import ClipCamera, SteppingPace
from hardware_mocks.heads.photographs import chip_photo, clip
from kiosk.station.face_desk import LOOKS, LOOKS_APART, CameraFaceDesk, Turns, spaced
from reader.face.judges import appointed
from reader.face.photo import decoded_photo
from reader.face.requests import CompareFace, Observe, Wanted
from reader.face.worker import FaceWork
from reader.frame import Frame, Image
from rehearsal.measure.benchmarks.timing import middle

Row = dict[str, object]
SOMEONE = "sato"
NAIVE = "face_recognition's own calls, default models, on the same frames and the card's photograph"
PREVIEW_SECONDS = 3.0


def decision_rows(repeat: int) -> Iterator[Row]:
    """A decision before and after the second judgement, without and with a turn of the head."""
    cv2.setNumThreads(1)
    photo = chip_photo(SOMEONE)
    film = ClipCamera(clip(SOMEONE), SteppingPace())
    frames = spaced(film.frames(), LOOKS, LOOKS_APART)
    turning = tuple(islice(film.frames(), 60))
    work = FaceWork(appointed(Wanted(two=True)))
    first = FaceWork(replace(work.judges, second=None))
    recognition = import_module("face_recognition")

    def naive(pictures: tuple[Frame, ...]) -> None:
        card = recognition.face_encodings(_rgb(decoded_photo(photo)))[0]
        for frame in pictures:
            for found in recognition.face_encodings(_rgb(frame.image)):
                recognition.compare_faces([card], found)

    def turned(judges: FaceWork) -> None:
        for frame in turning:
            judges.answer(Observe(frame))
        judges.answer(CompareFace(photo, (turning[0], turning[20], turning[40]), (turning[10], turning[30])))

    few, many = cpu(lambda: naive(frames), repeat), cpu(lambda: naive(turning), 1)
    for what, run, bare, count in (
        ("before the second judgement", lambda: first.answer(CompareFace(photo, frames)), few, len(frames)),
        ("with it", lambda: work.answer(CompareFace(photo, frames)), few, len(frames)),
        ("with a turn, before the second judgement", lambda: turned(first), many, len(turning)),
        ("with a turn and with it", lambda: turned(work), many, len(turning)),
    ):
        ms = cpu(run, repeat)
        yield {
            "bench": "face",
            "what": f"a decision {what}, CPU, {count} frames",
            "ms": round(ms, 1),
            "bare_ms": round(bare, 1),
            "share_of_naive": round(ms / bare, 3),
            "n": repeat,
            "beside": NAIVE,
        }
    yield preview_row(photo, work)


def preview_row(photo: bytes, work: FaceWork) -> Row:
    """How many pictures a second a screen gets while somebody is asked to turn; the judging runs in this process, too."""
    desk = CameraFaceDesk(
        _Quick(clip(SOMEONE)), lambda: None, _Called(work), Turns(random.Random(1).random, lambda: None)
    )
    judging = threading.Thread(target=lambda: desk.compare(photo), daemon=True)
    judging.start()
    begun, pictures = time.perf_counter(), set[bytes | None]()
    while judging.is_alive() and time.perf_counter() - begun < PREVIEW_SECONDS:
        pictures.add(desk.live_picture())
        threading.Event().wait(1 / 60)
    lasted = time.perf_counter() - begun
    judging.join()
    return {
        "bench": "face",
        "what": "preview meanwhile, different pictures a second",
        "a_second": round(len(pictures) / lasted, 1),
    }


class _Called:
    def __init__(self, work: FaceWork) -> None:
        self.call = work.answer


class _Quick:
    """A camera of thirty frames a second."""

    def __init__(self, pictures: tuple[Image, ...]) -> None:
        self._pictures = pictures

    def frames(self) -> Iterator[Frame]:
        for frame in ClipCamera(self._pictures, SteppingPace()).frames():
            threading.Event().wait(1 / 30)
            yield Frame(frame.image, time.monotonic())


def cpu(run: Callable[[], object], repeat: int) -> float:
    """The middle of `repeat` runs, in milliseconds of CPU time."""
    taken = []
    for _ in range(repeat):
        begun = time.process_time()
        run()
        taken.append(1000 * (time.process_time() - begun))
    return middle(taken)


def _rgb(image: Image) -> Image:
    return np.ascontiguousarray(image[:, :, ::-1])
