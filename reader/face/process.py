"""The face process behind one function: models are loaded in a supervised child, never in the kiosk itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reader.face.requests import FaceAnswer, FaceRequest
from reader.supervise import Supervised

TIMEOUT_SECONDS = 20.0
"""Loading the models takes seconds on a slow machine, a comparison less than one."""


class FaceWorker(Protocol):
    """Whoever carries out face requests."""

    def call(self, request: FaceRequest) -> FaceAnswer:
        """Raises ReaderFault."""
        ...

    def close(self) -> None:
        """Let go and end. Never raises."""
        ...


def models() -> Callable[[FaceRequest], FaceAnswer]:
    """Build the answering function; called in the child only."""
    from reader.face.worker import work  # noqa: PLC0415  # importing it loads the models, which the parent must not

    return work()


class FaceProcess:
    """In a supervised child. A call that takes too long or kills the child is WorkerDied and costs one attempt."""

    def __init__(self, timeout: float = TIMEOUT_SECONDS) -> None:
        self._timeout = timeout
        self._child: Supervised[FaceRequest, FaceAnswer] = Supervised(models, name="face process")

    def start(self) -> None:
        """Start the child ahead of the first face, so that nobody waits for the models."""
        self._child.start()

    @property
    def pid(self) -> int | None:
        return self._child.pid

    def call(self, request: FaceRequest) -> FaceAnswer:
        return self._child.call(request, self._timeout)

    def close(self) -> None:
        self._child.close()
