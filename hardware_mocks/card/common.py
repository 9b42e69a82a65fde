"""The applications beside the known three: 共通カードAP and 住基AP, as far as public code tells of them (soltia48/myna-card)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from hardware_mocks.card.material import Application, ElementaryFile, Records, Secret, SigningKey
from hardware_mocks.pki.card_verifiable import key_id

COMMON = bytes.fromhex("D3921000310001010100")
JUKI = bytes.fromhex("D3921000310001010401")
PIN_LIMIT = 3
REGISTER_PIN = 0x1C
"""住民基本台帳用暗証番号: a reference of its own in each of the two."""


def common_application(serial: bytes, municipality: str, expires: date, pin: str, key: bytes) -> Application:
    """One record with card number, municipality and expiry, and a key that proves the chip without any PIN."""
    number = int.from_bytes(sha256(serial).digest()[:6], "big") % 10**15
    told = f"{number:015d}{municipality}{expires:%Y%m%d}".encode("ascii")
    files: dict[int, ElementaryFile] = {
        0x0001: Records((b"\x01" + bytes((len(told),)) + told,)),
        0x0002: Records((key_id("9000001"),)),
        0x0019: SigningKey(key, frozenset()),
        REGISTER_PIN: Secret(pin.encode("ascii"), PIN_LIMIT, PIN_LIMIT),
    }
    return Application(COMMON, files)


def register_application(pin: str) -> Application:
    """住基AP: what its records hold is not public but for the key reference that it shares with the common one."""
    files: dict[int, ElementaryFile] = {
        0x0002: Records((key_id("9000001"),)),
        REGISTER_PIN: Secret(pin.encode("ascii"), PIN_LIMIT, PIN_LIMIT),
    }
    return Application(JUKI, files)
