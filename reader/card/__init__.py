"""One module per application on the card, each a dialogue: step, command, accepted status words."""

from reader.card.answers import (
    CardAnswer,
    CardFace,
    CardItems,
    CardKind,
    Genuineness,
    NumberBLocked,
    NumberBWrong,
    PinLocked,
    PinWrong,
    Recognised,
    Released,
    Signed,
    TerminalAuthUnavailable,
)
from reader.card.face import open_face
from reader.card.jpki import sign_with_pin
from reader.card.recognise import recognise
from reader.card.terminal_auth import (
    NotAvailable,
    SimulatedTerminalAuth,
    TerminalAuthenticator,
    sign_for_terminal,
)

__all__ = [
    "CardAnswer",
    "CardFace",
    "CardItems",
    "CardKind",
    "Genuineness",
    "NotAvailable",
    "NumberBLocked",
    "NumberBWrong",
    "PinLocked",
    "PinWrong",
    "Recognised",
    "Released",
    "Signed",
    "SimulatedTerminalAuth",
    "TerminalAuthUnavailable",
    "TerminalAuthenticator",
    "open_face",
    "recognise",
    "sign_for_terminal",
    "sign_with_pin",
]
