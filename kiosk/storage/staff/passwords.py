"""Passwords of staff accounts: argon2id, and the growing wait after wrong ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)
"""Our own limit to the doubling: an attacker must not lock an account out for good."""


def lockout(failures: int, last: datetime | None, now: datetime) -> timedelta:
    """How long the next try still has to wait: five are free, then 15 s, doubling with each further failure.

    A clock that is set back makes it no longer than it was at the try.
    """
    if last is None or failures < FREE_TRIES:
        return timedelta(0)
    doublings = min(failures - FREE_TRIES, 16)
    wait = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    return min(max(last + wait - now, timedelta(0)), wait)


@dataclass(frozen=True, slots=True)
class Passwords:
    """Hashing with one set of costs. The defaults of argon2-cffi follow RFC 9106's low-memory profile."""

    hasher: PasswordHasher = field(default_factory=PasswordHasher)

    def hash(self, password: str) -> str:
        return self.hasher.hash(password)

    def match(self, password_hash: str | None, password: str) -> bool:
        """False for a wrong password and for a hash that is none; without a hash it takes as long, and is false."""
        if password_hash is None:
            self.hasher.hash(password)
            return False
        try:
            return self.hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
