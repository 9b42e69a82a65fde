"""What the dialogues with a card end in. Secrets and pictures are in no repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class CardKind(Enum):
    """What lies on the reader."""

    MY_NUMBER = "my_number"
    JUKI = "juki"
    PHONE = "phone"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A card that was looked at with what is free on it; no secret was sent.

    `label` is the token label without its padding; certificates are DER. Of every kind but MY_NUMBER nothing
    more is read: empty certificates, no tries. `simulated`: the card announces the simulated terminal protocol.
    """

    kind: CardKind
    label: str
    user_certificate: bytes = field(default=b"", repr=False)
    ca_certificate: bytes = field(default=b"", repr=False)
    pin_tries: int = 0
    number_b_tries: int = 0
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class CardItems:
    """The four basic items (基本4情報). `sex` is the card's digit: 1 male, 2 female, 9 not applicable."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    birthdate: date = field(repr=False)
    sex: str = field(repr=False)


class Genuineness(Enum):
    """Whether the card vouches for what it said."""

    GENUINE = "genuine"
    UNCHECKED = "unchecked"
    """Nobody pinned an authority here: the card may be what it says, and nothing tells."""
    FOREIGN_HIERARCHY = "foreign_hierarchy"
    ALTERED = "altered"
    COPIED = "copied"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class CardFace:
    """What 照合番号B opens: the four items, the photograph (JPEG 2000 or None), the last day of validity."""

    items: CardItems
    photo: bytes | None = field(repr=False)
    expires: date | None
    genuineness: Genuineness

    @property
    def authentic(self) -> bool:
        """Signed by the pinned card authority, and by the chip that lies here."""
        return self.genuineness is Genuineness.GENUINE


@dataclass(frozen=True, slots=True)
class NumberBWrong:
    """The card counted one try and has `tries_left`."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class NumberBLocked:
    """照合番号B was not sent: the card has it blocked (0), or so few tries that none is risked here."""

    tries_left: int = 0


@dataclass(frozen=True, slots=True)
class Signed:
    """RSA PKCS#1 v1.5 with SHA-256 over the message, by the key of the user certificate."""

    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PinWrong:
    """The card counted one try and has `tries_left`."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class PinLocked:
    """Only the municipal office can set it free."""


@dataclass(frozen=True, slots=True)
class TerminalAuthUnavailable:
    """This card and this terminal cannot prove a holder without the PIN; `reason` is for the log."""

    reason: str


@dataclass(frozen=True, slots=True)
class Released:
    """The card was reset and let go."""


CardAnswer = (
    Recognised
    | CardFace
    | NumberBWrong
    | NumberBLocked
    | Signed
    | PinWrong
    | PinLocked
    | TerminalAuthUnavailable
    | Released
)
