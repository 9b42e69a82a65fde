"""The face process's side: load the models once, then answer. Embeddings never leave this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2

from reader.face.compare import compared
from reader.face.judges import Judges, appointed
from reader.face.liveness.observe import observed
from reader.face.liveness.turning import CannotObserve
from reader.face.matcher import ModelsMissing
from reader.face.requests import CompareFace, FaceAnswer, FaceRequest, Observe, ReadPrinted, Wanted
from reader.face.weights import TEXT_FINDER, TEXT_SPELLER, weights
from reader.printed.number import read_number_b
from reader.printed.text import TextReader, TextUnreadable


@dataclass(frozen=True, slots=True)
class FaceWork:
    """Answers requests with one set of judges, and with who reads any front, if its models are here."""

    judges: Judges
    text: TextReader | None = None

    def answer(self, request: FaceRequest) -> FaceAnswer:
        """Give a verdict, a pose or a number; whatever pictures came in are forgotten on return."""
        match request:
            case CompareFace(photo=photo, frames=frames, turned=turned):
                return compared(photo, frames, self.judges, turned)
            case Observe(frame=frame):
                return observed(frame, self.judges.eyes) if self.judges.eyes else CannotObserve()
            case ReadPrinted(frames=frames):
                return read_number_b([frame.image for frame in frames], self.text)


def work(wanted: Wanted) -> Callable[[FaceRequest], FaceAnswer]:
    """What the child process runs."""
    cv2.setNumThreads(1)  # its networks are small: more threads cost more than they bring
    return FaceWork(appointed(wanted), text_reader()).answer


def text_reader() -> TextReader | None:
    """Who reads any printed front; without the models only those are read that the templates know."""
    try:
        return TextReader.of(weights(TEXT_FINDER), weights(TEXT_SPELLER))
    except (ModelsMissing, TextUnreadable):
        return None
