"""SIGTERM ends a command as Ctrl-C does: everything is closed on the way out."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # whoever asks twice must not break into the closing
    raise KeyboardInterrupt


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """For a command that runs until it is told to end, which is its success. For the main thread."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
