"""The face process's side: load the models once, then answer. Embeddings never leave this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.face.compare import compared
from reader.face.matcher import Matcher
from reader.face.matchers.resnet import DlibMatcher
from reader.face.requests import CompareFace, FaceAnswer, FaceRequest, ReadPrinted
from reader.printed.number import read_number_b


@dataclass(frozen=True, slots=True)
class FaceWork:
    """Answers requests with one matcher."""

    matcher: Matcher

    def answer(self, request: FaceRequest) -> FaceAnswer:
        """Give a verdict or a number; whatever pictures came in are forgotten on return."""
        match request:
            case CompareFace(photo=photo, frames=frames, threshold=threshold):
                return compared(photo, frames, self.matcher, threshold)
            case ReadPrinted(frames=frames):
                return read_number_b([frame.image for frame in frames])


def work() -> Callable[[FaceRequest], FaceAnswer]:
    """What the child process runs."""
    return FaceWork(DlibMatcher()).answer
