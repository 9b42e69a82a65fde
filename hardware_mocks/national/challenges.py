"""The challenges that the service issued: one institution, one visit, ten minutes, one inquiry."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

LIFETIME = timedelta(minutes=10)
NONCE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Issued:
    token: str
    institution: str
    visit: str
    nonce: bytes = field(repr=False)
    expires: datetime
    spent_on: str = ""
    """Identifier of the inquiry that used it."""


class Challenges:
    def __init__(self) -> None:
        self._issued: dict[str, Issued] = {}
        self._lock = Lock()

    def issue(self, institution: str, visit: str, now: datetime) -> Issued:
        issued = Issued(
            secrets.token_urlsafe(16), institution, visit, secrets.token_bytes(NONCE_BYTES), now + LIFETIME
        )
        with self._lock:
            self._issued = {token: each for token, each in self._issued.items() if each.expires > now}
            self._issued[issued.token] = issued
        return issued

    def of(self, token: str, institution: str, visit: str, now: datetime) -> Issued | None:
        """The living challenge of exactly this visit of this institution."""
        found = self._issued.get(token)
        ours = found and (found.institution, found.visit) == (institution, visit) and now < found.expires
        return found if ours else None

    def spend(self, issued: Issued, identifier: str) -> bool:
        """Bind it to one inquiry; a second inquiry finds it spent."""
        with self._lock:
            spent_on = self._issued[issued.token].spent_on or identifier
            self._issued[issued.token] = replace(issued, spent_on=spent_on)
        return spent_on == identifier
