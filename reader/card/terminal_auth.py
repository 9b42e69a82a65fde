"""Proving a holder without the PIN, which the card allows to an approved terminal only.

The real protocol (特定機関認証) is not public, so there is none here for real cards. `SimulatedTerminalAuth` speaks
SIM-TA/1, an invention of this project with a class byte of its own, to virtual cards that announce it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key

from reader.apdu import Command, StatusWord, exchange
from reader.card import jpki
from reader.card.answers import Signed, TerminalAuthUnavailable
from reader.card.authenticity import certified_key, pinned_key, verifies
from reader.card.dialogue import Step, perform, select_application
from reader.errors import CardUnreadable
from reader.port import CardSession

PROTOCOL = b"SIM-TA/1"
CLASS = 0x90
NONCE_LENGTH = 16
FROM_TERMINAL = b"SIM-TA1|T"
FROM_CARD = b"SIM-TA1|C"

SELECT_ISSUER = select_application("issuer security domain", "A0000001510000")
ANNOUNCEMENT = Command(0x00, 0xCA, 0xDF, 0x5A, expects=256)
CARD_SERIAL = Step("read the card serial", Command(0x00, 0xCA, 0x00, 0x45, expects=256))
CARD_CERTIFICATE = Step("read the card certificate", Command(0x00, 0xCA, 0xDF, 0x5B, expects=1024))
LOAD_CERTIFICATE = Step("load the terminal certificate", Command(CLASS, 0xF0, 0x00, 0x00))
CHALLENGE = Step("get a challenge", Command(0x00, 0x84, 0x00, 0x00, expects=NONCE_LENGTH))
AUTHENTICATE = Step("authenticate mutually", Command(CLASS, 0xF2, 0x00, 0x00, expects=512))


@dataclass(frozen=True, slots=True)
class Granted:
    """The card allows one signature with the user key before it loses power."""


class TerminalAuthenticator(Protocol):
    """A terminal that may be able to take the PIN's place."""

    def authenticate(self, session: CardSession) -> Granted | TerminalAuthUnavailable:
        """Convince the card, or say why that cannot be; raises ReaderFault."""
        ...


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """Every real card: the protocol is not public. The patient uses the PIN or an approved reader."""

    def authenticate(self, session: CardSession) -> Granted | TerminalAuthUnavailable:  # noqa: ARG002 - the port's shape
        return TerminalAuthUnavailable("the terminal protocol of real cards is not public")


@dataclass(frozen=True, slots=True)
class SimulatedTerminalAuth:
    """SIM-TA/1 with a virtual card.

    `certificate`: the terminal's card-verifiable certificate; `private_key`: PKCS#8 DER; `card_ca`: the pinned card
    authority, SubjectPublicKeyInfo DER; `random_bytes`: n -> n fresh bytes. All of it can cross a process border.
    """

    certificate: bytes
    private_key: bytes = field(repr=False)
    card_ca: bytes
    random_bytes: Callable[[int], bytes]

    def authenticate(self, session: CardSession) -> Granted | TerminalAuthUnavailable:
        """Both sides sign the other's nonce; the card's answer is checked against the pinned authority.

        Raises:
            CardRefused: the card does not accept this terminal.
            CardUnreadable: the card's proof does not hold.
        """
        if not is_announced(session):
            return TerminalAuthUnavailable("the card does not announce the simulated protocol")
        serial = perform(session, CARD_SERIAL).data
        certificate = perform(session, CARD_CERTIFICATE).data
        perform(session, LOAD_CERTIFICATE.carrying(self.certificate))
        card_nonce = perform(session, CHALLENGE).data
        own_nonce = self.random_bytes(NONCE_LENGTH)
        proof = self._sign(FROM_TERMINAL + card_nonce + own_nonce + serial)
        answer = perform(session, AUTHENTICATE.carrying(own_nonce + proof)).data
        card_key = certified_key(certificate, pinned_key(self.card_ca))
        if card_key is None or not verifies(card_key, answer, FROM_CARD + own_nonce + card_nonce):
            raise CardUnreadable("the card's side of the terminal authentication does not hold")
        return Granted()

    def _sign(self, message: bytes) -> bytes:
        # Testing the primes of our own key at each patient takes longer than the whole dialogue.
        key = load_der_private_key(self.private_key, password=None, unsafe_skip_rsa_key_validation=True)
        if not isinstance(key, RSAPrivateKey):
            raise ValueError("a terminal has an RSA key")  # noqa: TRY004 - the value is wrong, not its type
        return key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def is_announced(session: CardSession) -> bool:
    """Whether the card is a virtual one that speaks SIM-TA/1; a real card knows no such data object."""
    perform(session, SELECT_ISSUER)
    answer = exchange(session, ANNOUNCEMENT)
    return answer.status == StatusWord.OK and answer.data == PROTOCOL


def sign_for_terminal(
    session: CardSession, terminal: TerminalAuthenticator, message: bytes
) -> Signed | TerminalAuthUnavailable:
    """Sign with the user key on the strength of the terminal instead of the PIN.

    The caller has checked the holder by face or eye; the card cannot know that.
    """
    granted = terminal.authenticate(session)
    if isinstance(granted, TerminalAuthUnavailable):
        return granted
    perform(session, jpki.SELECT)
    return jpki.sign_message(session, message)
