"""The home of a command that runs the kiosk: closed to others, and kept for this process alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.home import held, make_private


def closed_to_others(home: Path, console: Console) -> None:
    """Make or mend it, and say when it had to be mended. Raises HomeRefused."""
    mended = make_private(home)
    if mended:
        console.complain(mended)


@contextmanager
def occupied(home: Path, port: int, console: Console) -> Iterator[Callable[[int], None]]:
    """Gives what tells the port once it is known. Raises HomeRefused or HomeTaken."""
    closed_to_others(home, console)
    with held(home, port) as tell:
        yield tell
