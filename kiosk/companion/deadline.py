"""One call at a time on a thread of its own: a share that hangs holds that thread, and nobody else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from kiosk.companion.folder import NotReachable

Result = TypeVar("Result")


class OneCall:
    """Calls `job` with a deadline in seconds. Raises NotReachable when it, or the call before, has not come back."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._underway: threading.Thread | None = None

    def __call__(self, job: Callable[[], Result]) -> Result:
        if self._underway and self._underway.is_alive():
            raise NotReachable("the last look has not come back")
        came: list[Result] = []
        failed: list[BaseException] = []

        def carry_out() -> None:
            try:
                came.append(job())
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits
                failed.append(error)

        self._underway = threading.Thread(target=carry_out, name="folder", daemon=True)
        self._underway.start()
        self._underway.join(self._deadline)
        if failed:
            raise failed[0]
        if not came:
            raise NotReachable(f"no answer in {self._deadline:g} s")
        return came[0]
