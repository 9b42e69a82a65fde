"""Staff sessions, kept by the server: locked when nobody touches them, over after a working day."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from kiosk.storage.staff.accounts import Account, Role

LONGEST = 12 * 3600.0
"""Seconds from sign-in to the end, whatever is done in between."""


class Place(Enum):
    """Where the desk's screen stands: who could walk up to it decides how soon it locks."""

    COUNTER = "counter"
    OFFICE = "office"

    @property
    def idle_seconds(self) -> float:
        return 300.0 if self is Place.COUNTER else 900.0


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One signed-in person. `started` and `touched` are ticks; `secret` is the password's hash at the sign-in."""

    token: str = field(repr=False)
    name: str
    role: Role
    place: Place
    started: float
    touched: float
    secret: str = field(repr=False)
    locked: bool = False

    def is_over(self, ticks: float) -> bool:
        return ticks - self.started >= LONGEST

    def is_idle(self, ticks: float) -> bool:
        return ticks - self.touched >= self.place.idle_seconds


class Sessions:
    """Every open session by its token. Forgotten with the process: whoever comes after a restart signs in."""

    def __init__(self, fresh_token: Callable[[], str]) -> None:
        self._fresh_token = fresh_token
        self._open: dict[str, StaffSession] = {}
        self._guard = threading.Lock()

    def open(self, account: Account, place: Place, ticks: float) -> StaffSession:
        session = StaffSession(
            self._fresh_token(), account.name, account.role, place, ticks, ticks, account.password_hash
        )
        with self._guard:
            self._open[session.token] = session
        return session

    def look(self, token: str, ticks: float) -> StaffSession | None:
        """The session of this token; None when there is none or its day is over."""
        with self._guard:
            session = self._open.get(token)
            if session is None or session.is_over(ticks):
                self._open.pop(token, None)
                return None
            return session

    def touch(self, token: str, ticks: float) -> None:
        """Somebody did something. A page that renews itself is nobody, and a locked session stays locked."""
        with self._guard:
            session = self._open.get(token)
            if session and not session.locked:
                self._open[token] = replace(session, touched=ticks)

    def lock(self, token: str) -> None:
        with self._guard:
            if token in self._open:
                self._open[token] = replace(self._open[token], locked=True)

    def close(self, token: str) -> StaffSession | None:
        with self._guard:
            return self._open.pop(token, None)
