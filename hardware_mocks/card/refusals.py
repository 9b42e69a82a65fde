"""Commands that a card is known to answer with a refusal, and no public source tells how they would succeed."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from hardware_mocks.card.command import Received
from hardware_mocks.card.common import COMMON, JUKI
from hardware_mocks.card.material import Application, Secret
from hardware_mocks.card.personalise import FACE, JPKI, PASSWORD_LIMIT, PIN_LIMIT, TEXT
from reader.apdu import StatusWord

SET_PUBLIC_KEY, SET_SESSION_KEY, RESET_COUNTER = (0x80, 0xA2), (0x80, 0xAE), (0x00, 0x2C)
KNOWN = (SET_PUBLIC_KEY, SET_SESSION_KEY, RESET_COUNTER)
KEY_BLOCKS = frozenset({0x06C1, 0x00C1})
NO_SESSION = 0x66F1
SECURED = 0x69FC
SELECT = 0xA4
OF_THE_REGISTER = frozenset({COMMON, JUKI})


def of_class(command: Received) -> int:
    """Another logical channel, or secure messaging, which this card does not speak."""
    if command.cla & 0x03:
        return StatusWord.CHANNEL_NOT_SUPPORTED
    return StatusWord.SECURE_MESSAGING_NOT_SUPPORTED if command.ins == SELECT else SECURED


def of(command: Received, application: Application | None, verified: AbstractSet[int]) -> int:
    """The status word of a command in KNOWN, by the application that is current."""
    aid = application.aid if application else b""
    match (command.cla, command.ins):
        case (0x80, 0xA2) if aid != JPKI:
            return StatusWord.CONDITIONS_NOT_SATISFIED
        case (0x80, 0xA2):
            return StatusWord.WRONG_LENGTH if command.p1p2 in KEY_BLOCKS else StatusWord.WRONG_PARAMETERS
        case (0x80, 0xAE) if aid in {COMMON, FACE}:
            return NO_SESSION
        case (0x80, 0xAE) if aid == TEXT and verified:
            return StatusWord.CONDITIONS_NOT_SATISFIED
        case _:
            return StatusWord.SECURITY_STATUS_NOT_SATISFIED


def lengths(secret: Secret) -> range:
    """How long a new secret may be: a PIN has four digits, the signature password six to sixteen letters and digits."""
    match secret.limit:
        case limit if limit == PASSWORD_LIMIT:
            return range(6, 17)
        case limit if limit == PIN_LIMIT:
            return range(4, 5)
        case _:
            return range(0)
