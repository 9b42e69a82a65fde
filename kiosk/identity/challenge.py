"""What the card is asked to sign. Purpose and visit stand in the signed bytes, so one signature serves one visit."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from kiosk.qualification.grounds import Challenge

DOMAIN = b"KIOSK-VISIT-1\0"
_LOCAL = b"KIOSK-LOCAL-NONCE-1\0"


def signed_message(challenge: Challenge) -> bytes:
    r"""`KIOSK-VISIT-1\0`, the visit number in UTF-8, `\0`, the nonce: 14 bytes, n bytes, 1 byte, the rest.

    A visit number with a NUL in it could move the border between visit and nonce, and is a ValueError.
    """
    if "\0" in challenge.visit:
        raise ValueError("a visit number holds no NUL")
    return DOMAIN + challenge.visit.encode("utf-8") + b"\0" + challenge.nonce


def local_nonce(identifier: Callable[[], str]) -> bytes:
    """32 bytes for failure mode, when no service issues a challenge. `identifier` gives a fresh random text a call."""
    return sha256(_LOCAL + f"{identifier()}\0{identifier()}".encode()).digest()
