"""The face process's side: load the models once, then answer. Embeddings never leave this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2

from reader.face.compare import compared
from reader.face.judges import Judges, appointed
from reader.face.liveness.observe import observed
from reader.face.liveness.turning import CannotObserve
from reader.face.requests import CompareFace, FaceAnswer, FaceRequest, Observe, ReadPrinted, Wanted
from reader.printed.number import read_number_b


@dataclass(frozen=True, slots=True)
class FaceWork:
    """Answers requests with one set of judges."""

    judges: Judges

    def answer(self, request: FaceRequest) -> FaceAnswer:
        """Give a verdict, a pose or a number; whatever pictures came in are forgotten on return."""
        match request:
            case CompareFace(photo=photo, frames=frames, turned=turned):
                return compared(photo, frames, self.judges, turned)
            case Observe(frame=frame):
                return observed(frame, self.judges.eyes) if self.judges.eyes else CannotObserve()
            case ReadPrinted(frames=frames):
                return read_number_b([frame.image for frame in frames])


def work(wanted: Wanted) -> Callable[[FaceRequest], FaceAnswer]:
    """What the child process runs."""
    cv2.setNumThreads(1)  # its networks are small: more threads cost more than they bring
    return FaceWork(appointed(wanted)).answer
