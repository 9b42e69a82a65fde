"""The receipt computer's patient list at the desk: first what it is taken for and would change, then one press.

Between the two the file waits in memory, one for the whole house, and is forgotten after a quarter of an hour.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.patients.patient_import import Listener, Preview, Wish, import_patients, preview_patients
from kiosk.intake.csv.layout import Layout
from kiosk.intake.model import COLUMNS
from kiosk.intake.remarks import Remark
from kiosk.storage.patients.importing import Imported

WAITS = 900.0
"""Seconds that a file waits for its second press."""


@dataclass(frozen=True, slots=True)
class _Held:
    token: str
    content: bytes
    until: float


class WaitingFile:
    """One file at most: whoever sends the next takes the place of the one before."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._lock = Lock()

    def keep(self, content: bytes, now: float) -> str:
        """Under which name it waits. `now` in seconds of the same clock as in `look`."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._held = _Held(token, content, now + WAITS)
        return token

    def look(self, token: str, now: float) -> bytes:
        """Raises NotNow when it is gone, or was replaced by another."""
        with self._lock:
            if self._held is not None and now >= self._held.until:
                self._held = None
            if self._held is None or self._held.token != token:
                raise NotNow("file_gone")
            return self._held.content

    def forget(self) -> None:
        with self._lock:
            self._held = None


def preview(desk: Desk, content: bytes, without: Iterable[str] = (), *, fewer: bool = False) -> Preview:
    """Raises LayoutError."""
    return preview_patients(desk.house.storage, BytesIO(content), _wish(desk, without, fewer=fewer), _quiet())


def take_in(desk: Desk, content: bytes, without: Iterable[str] = (), *, fewer: bool = False) -> Imported:
    """Raises ImportRefused, LayoutError; nothing was changed then."""
    wish = _wish(desk, without, fewer=fewer)
    came, _ = import_patients(desk.house.storage, BytesIO(content), wish, _quiet())
    desk.house.conductor.touch()
    return came


def _wish(desk: Desk, without: Iterable[str], *, fewer: bool) -> Wish:
    items = frozenset(without) & frozenset(COLUMNS) - {"patient_id"}
    return Wish(desk.by, desk.now.wall, Layout(), fewer, items)


def _quiet() -> Listener:
    """The page shows what was counted and what the import kept."""

    def remark(_: Remark) -> None: ...

    def progress(_rows: int, _at: int) -> None: ...

    return Listener(remark, progress)
