"""The dialogue with 公的個人認証AP (JPKI): user certificate, PIN, signature.

Files and answers as public clients use them: OpenSC `card-jpki.c`, jpki/myna, soltia48/myna-card.
"""

from __future__ import annotations

from reader.apdu import LOCKED, StatusWord, tries_left
from reader.card.answers import PinLocked, PinWrong, Signed
from reader.card.authenticity import digest_info
from reader.card.dialogue import (
    OK_OR_ABSENT,
    perform,
    query_tries,
    read_part,
    read_whole,
    select_application,
    select_file,
    sign,
    verify,
)
from reader.errors import CardUnreadable
from reader.port import CardSession

AID = "D392F000260100000001"
LABEL_LENGTH = 0x20
MAX_CERTIFICATE = 0x1000
DER_SEQUENCE = 0x30
PIN_LENGTH = 4
SIGNATURE_LENGTH = 256

SELECT = select_application("JPKI application", AID)
SELECT_IF_THERE = select_application("JPKI application", AID, OK_OR_ABSENT)
TOKEN_INFORMATION = select_file("token information", 0x0006)
USER_CERTIFICATE = select_file("user certificate", 0x000A)
CA_CERTIFICATE = select_file("certificate of the user CA", 0x000B)
PIN = select_file("user PIN", 0x0018)
KEY = select_file("user key", 0x0017)
QUERY_PIN = query_tries("the user PIN")
VERIFY_PIN = verify("the user PIN")
SIGN = sign("the user key", 0x80)


def read_label(session: CardSession) -> str | None:
    """The token label without its padding, or None when the card has no such application."""
    if perform(session, SELECT_IF_THERE).status == StatusWord.FILE_NOT_FOUND:
        return None
    perform(session, TOKEN_INFORMATION)
    padded = read_part(session, "token information", 0, LABEL_LENGTH)
    return padded.decode("ascii", "replace").rstrip(" \0")


def read_certificates(session: CardSession) -> tuple[bytes, bytes]:
    """The user certificate and its CA's, DER; both are free to read. The application is selected."""
    perform(session, USER_CERTIFICATE)
    user = read_whole(session, "user certificate", DER_SEQUENCE, MAX_CERTIFICATE)
    perform(session, CA_CERTIFICATE)
    return user, read_whole(session, "certificate of the user CA", DER_SEQUENCE, MAX_CERTIFICATE)


def pin_tries(session: CardSession) -> int:
    """Tries left of the user PIN, 0 when locked; asking spends none. The application is selected."""
    perform(session, PIN)
    return tries_left(perform(session, QUERY_PIN).status)


def sign_with_pin(session: CardSession, pin: str, message: bytes) -> Signed | PinWrong | PinLocked:
    """One VERIFY and, if the PIN was right, one signature. Nothing here ever repeats a VERIFY.

    Raises:
        ValueError: the PIN is not four digits; the card was not asked.
        ReaderFault: the card's answer is lost or refused. Whether a try was spent is then unknown.
    """
    if len(pin) != PIN_LENGTH or not pin.isascii() or not pin.isdigit():
        raise ValueError("the user PIN has four digits")
    perform(session, SELECT)
    if pin_tries(session) == 0:
        return PinLocked()
    status = perform(session, VERIFY_PIN.carrying(pin.encode("ascii"))).status
    if status in LOCKED:
        return PinLocked()
    if status != StatusWord.OK:
        return PinWrong(tries_left(status))
    return sign_message(session, message)


def sign_message(session: CardSession, message: bytes) -> Signed:
    """Sign with the user key, which the card has already set free."""
    perform(session, KEY)
    signature = perform(session, SIGN.carrying(digest_info(message))).data
    if len(signature) != SIGNATURE_LENGTH:
        raise CardUnreadable("a signature of another length")
    return Signed(signature)
