"""The dialogue with 券面事項確認AP: photograph, expiry, and the signatures that vouch for them.

Files as recorded from test cards in the public repository soltia48/myna-card; that the three digests of DF28 cover
the objects with tag and length is our reading of its code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from reader import tlv
from reader.card import number_b_dialogue
from reader.card.answers import Genuineness, NumberBLocked, NumberBWrong
from reader.card.authenticity import (
    CERTIFICATE,
    card_public_key,
    digest_info,
    issuer_key,
    verifies,
    verifies_digests,
)
from reader.card.dates import card_date
from reader.card.dialogue import perform, read_whole, select_application, select_file, sign
from reader.port import CardSession

AID = "D3921000310001010402"
MAX_FACE = 0x6000
MAX_CERTIFICATE = 0x400
FACE_TAG = 0xFF20
BIRTHDATE, SEX, CARD_KEY, NAME, ADDRESS, PHOTO, RECORD_SIGNATURE, EXPIRES = range(0xDF22, 0xDF2A)
SIGNED_GROUPS = ((BIRTHDATE, SEX, CARD_KEY), (NAME, ADDRESS), (PHOTO,))

SELECT = select_application("card-face application", AID)
NUMBER_B = select_file("照合番号B of the card face", 0x0012)
FACE = select_file("card face", 0x0002)
RECORD_CERTIFICATE = select_file("certificate of the card-face record", 0x0004)
SIGN = sign("the card-face key", 0x00)


@dataclass(frozen=True, slots=True)
class Surface:
    """The card-face file, read and weighed."""

    birthdate: date = field(repr=False)
    sex: str = field(repr=False)
    photo: bytes | None = field(repr=False)
    expires: date | None
    genuineness: Genuineness


def read_surface(
    session: CardSession, number_b: str, card_ca: RSAPublicKey | None, nonce: bytes
) -> Surface | NumberBWrong | NumberBLocked:
    """Open the card face with 照合番号B, read it, and let the chip sign `nonce` as proof of its presence."""
    perform(session, SELECT)
    opened = number_b_dialogue.open_with_number_b(session, NUMBER_B, number_b)
    if not isinstance(opened, number_b_dialogue.Opened):
        return opened
    perform(session, FACE)
    face = read_whole(session, "card face", FACE_TAG, MAX_FACE)
    perform(session, RECORD_CERTIFICATE)
    certificate = read_whole(session, "certificate of the card-face record", CERTIFICATE, MAX_CERTIFICATE)
    presence = perform(session, SIGN.carrying(digest_info(nonce))).data
    return _surface(tlv.fields(tlv.read_object(face).value), certificate, card_ca, nonce, presence)


def _surface(
    face: dict[int, tlv.Tlv], certificate: bytes, card_ca: RSAPublicKey | None, nonce: bytes, presence: bytes
) -> Surface:
    return Surface(
        birthdate=card_date(tlv.required(face, BIRTHDATE).value),
        sex=tlv.required(face, SEX).value.decode("ascii", "replace"),
        photo=face[PHOTO].value or None if PHOTO in face else None,
        expires=card_date(face[EXPIRES].value) if EXPIRES in face else None,
        genuineness=_weigh(face, issuer_key(certificate, card_ca), nonce, presence),
    )


def _weigh(
    face: dict[int, tlv.Tlv], issuer: RSAPublicKey | Genuineness, nonce: bytes, presence: bytes
) -> Genuineness:
    if isinstance(issuer, Genuineness):
        return issuer
    parts = [b"".join(face[tag].raw for tag in group if tag in face) for group in SIGNED_GROUPS]
    if not verifies_digests(issuer, tlv.required(face, RECORD_SIGNATURE).value, parts):
        return Genuineness.ALTERED
    card_key = card_public_key(tlv.required(face, CARD_KEY).value)
    return Genuineness.GENUINE if verifies(card_key, presence, nonce) else Genuineness.COPIED
