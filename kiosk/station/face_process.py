"""The face process: models loaded once in a spawned child; a crash costs one attempt."""

from __future__ import annotations

from functools import partial

from reader.face.process import work
from reader.face.requests import FaceAnswer, FaceRequest, Wanted
from reader.pcsc.supervise import Supervised

TIMEOUT_SECONDS = 25.0


class FaceProcess:
    """FaceWorker in a supervised child."""

    def __init__(self, wanted: Wanted) -> None:
        recipe = partial(work, wanted)
        self._child: Supervised[FaceRequest, FaceAnswer] = Supervised(recipe, name="face process")

    def start(self) -> None:
        """Load the models ahead of the first patient."""
        self._child.start()

    def call(self, request: FaceRequest) -> FaceAnswer:
        return self._child.call(request, TIMEOUT_SECONDS)

    def close(self) -> None:
        self._child.close()
