"""The dialogue with 券面事項入力補助AP: the four items as text. The file with the individual number is never selected.

Files as recorded from test cards in the public repository soltia48/myna-card; 照合番号B opens EF 0002 and not EF 0001.
"""

from __future__ import annotations

from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from reader import tlv
from reader.card import number_b_dialogue
from reader.card.answers import CardItems, Genuineness, NumberBLocked, NumberBWrong
from reader.card.authenticity import CERTIFICATE, card_public_key, digest_info, issuer_key, verifies
from reader.card.dates import card_date
from reader.card.dialogue import Step, perform, read_whole, select_application, select_file, sign
from reader.errors import CardUnreadable
from reader.port import CardSession

AID = "D3921000310001010408"
MAX_FILE = 0x1000
ITEMS_TAG, RECORD_TAG, KEY_TAG = 0xFF20, 0xFF30, 0xFF50
OFFSETS, NAME, ADDRESS, BIRTHDATE, SEX = range(0xDF21, 0xDF26)
ITEMS_DIGEST, RECORD_SIGNATURE = 0xDF32, 0xDF33
CARD_KEY, KEY_SIGNATURE = 0xDF51, 0xDF52

SELECT = select_application("text application", AID)
NUMBER_B = select_file("照合番号B of the text application", 0x0015)
SIGN = sign("the text application's key", 0x00)
FILES: tuple[tuple[Step, int], ...] = (
    (select_file("four items", 0x0002), ITEMS_TAG),
    (select_file("signed record of the items", 0x0003), RECORD_TAG),
    (select_file("certificate of the record", 0x0004), CERTIFICATE),
    (select_file("key of the text application", 0x0007), KEY_TAG),
)

Weighed = tuple[CardItems, Genuineness]


def number_b_tries(session: CardSession) -> int:
    """Tries left of 照合番号B in this application; asking spends none."""
    perform(session, SELECT)
    return number_b_dialogue.count_tries(session, NUMBER_B)


def read_items(
    session: CardSession, number_b: str, card_ca: RSAPublicKey | None, nonce: bytes
) -> Weighed | NumberBWrong | NumberBLocked:
    """Open the four items with 照合番号B and weigh their signatures; the chip signs `nonce` once more."""
    perform(session, SELECT)
    opened = number_b_dialogue.open_with_number_b(session, NUMBER_B, number_b)
    if not isinstance(opened, number_b_dialogue.Opened):
        return opened
    items, record, certificate, key = (_read(session, step, tag) for step, tag in FILES)
    presence = perform(session, SIGN.carrying(digest_info(nonce))).data
    issuer = issuer_key(certificate, card_ca)
    return _items(items), _weigh(items, record, key, issuer, nonce, presence)


def _read(session: CardSession, step: Step, tag: int) -> bytes:
    perform(session, step)
    return read_whole(session, step.name, tag, MAX_FILE)


def _items(file: bytes) -> CardItems:
    found = tlv.fields(tlv.read_object(file).value)
    try:
        return CardItems(
            name=tlv.required(found, NAME).value.decode("utf-8"),
            address=tlv.required(found, ADDRESS).value.decode("utf-8"),
            birthdate=card_date(tlv.required(found, BIRTHDATE).value),
            sex=tlv.required(found, SEX).value.decode("ascii"),
        )
    except UnicodeDecodeError as cause:
        raise CardUnreadable("an item that is no text") from cause


def _weigh(
    items: bytes, record: bytes, key: bytes, issuer: RSAPublicKey | Genuineness, nonce: bytes, presence: bytes
) -> Genuineness:
    if isinstance(issuer, Genuineness):
        return issuer
    signed = tlv.fields(tlv.read_object(record).value)
    keys = tlv.fields(tlv.read_object(key).value)
    if not (
        _is_signed(issuer, signed, RECORD_SIGNATURE)
        and _is_signed(issuer, keys, KEY_SIGNATURE)
        and tlv.required(signed, ITEMS_DIGEST).value == _digest_behind_offsets(items)
    ):
        return Genuineness.ALTERED
    card_key = card_public_key(tlv.required(keys, CARD_KEY).value)
    return Genuineness.GENUINE if verifies(card_key, presence, nonce) else Genuineness.COPIED


def _is_signed(issuer: RSAPublicKey, found: dict[int, tlv.Tlv], signature_tag: int) -> bool:
    before = b"".join(each.raw for tag, each in found.items() if tag < signature_tag)
    return verifies(issuer, tlv.required(found, signature_tag).value, before)


def _digest_behind_offsets(items: bytes) -> bytes:
    inside = tlv.read_object(items).value
    offsets = tlv.read_object(inside)
    if offsets.tag != OFFSETS:
        raise CardUnreadable("the items do not begin with their offsets")
    return sha256(inside[len(offsets.raw) :]).digest()
