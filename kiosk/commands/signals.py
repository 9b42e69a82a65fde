"""SIGTERM ends a command as Ctrl-C does: everything is closed on the way out, however often one asks."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

ENDING = (signal.SIGINT, signal.SIGTERM)


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)  # whoever asks twice must not break into the closing
    raise KeyboardInterrupt


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """For a command that runs until it is told to end, which is its success. For the main thread.

    Once told, the process goes on ignoring both signals: it is on its way out.
    """
    before = {each: signal.signal(each, _end) for each in ENDING}
    try:
        yield
    except KeyboardInterrupt:
        return
    for each, handler in before.items():
        signal.signal(each, handler)
