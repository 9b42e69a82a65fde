"""Whether card data is what the card authority signed, and whether the chip that signed it lies here.

Shapes as recorded from test cards in the public repository soltia48/myna-card: a card-verifiable certificate is
`7F21 {5F4E [issuer key id 16 | holder key id 16 | 90 exponent | 91 modulus], 5F37 signature}`.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import load_der_public_key

from reader import tlv
from reader.card.answers import Genuineness
from reader.errors import CardUnreadable

CERTIFICATE = 0x7F21
BODY = 0x5F4E
SIGNATURE = 0x5F37
EXPONENT = 0x90
MODULUS = 0x91
KEY_IDS = 32
SHA256_DIGEST_INFO = bytes.fromhex("3031300D060960864801650304020105000420")
THREE_DIGESTS_INFO = bytes.fromhex("3071300D060960864801650304020105000460")


def digest_info(message: bytes) -> bytes:
    """The SHA-256 DigestInfo (RFC 8017 section 9.2) that a card pads and signs."""
    return SHA256_DIGEST_INFO + sha256(message).digest()


def pinned_key(der: bytes) -> RSAPublicKey:
    """A pinned authority's key from its SubjectPublicKeyInfo; another kind of key is a ValueError."""
    key = load_der_public_key(der)
    if not isinstance(key, RSAPublicKey):
        raise ValueError("a card authority has an RSA key")  # noqa: TRY004 - the value is wrong, not its type
    return key


def card_public_key(value: bytes) -> RSAPublicKey:
    """A public key as card files hold it.

    Raises:
        CardUnreadable: torn, or no RSA-2048 key.
    """
    found = tlv.fields(value)
    exponent = int.from_bytes(tlv.required(found, EXPONENT).value, "big")
    modulus = int.from_bytes(tlv.required(found, MODULUS).value, "big")
    if modulus.bit_length() != 2048:
        raise CardUnreadable("a public key that is no RSA-2048")
    try:
        return RSAPublicNumbers(exponent, modulus).public_key()
    except ValueError as cause:
        raise CardUnreadable("a public key that is none") from cause


def certified_key(certificate: bytes, authority: RSAPublicKey) -> RSAPublicKey | None:
    """The key that a card-verifiable certificate speaks for, or None when this authority did not sign it.

    Raises:
        CardUnreadable: no such certificate.
    """
    inside = tlv.fields(tlv.read_object(certificate).value)
    body = tlv.required(inside, BODY).value
    if not verifies(authority, tlv.required(inside, SIGNATURE).value, body):
        return None
    return card_public_key(body[KEY_IDS:])


def issuer_key(certificate: bytes, authority: RSAPublicKey | None) -> RSAPublicKey | Genuineness:
    """The key that vouches for a record, or what the record is worth without one. Raises CardUnreadable as above."""
    if authority is None:
        return Genuineness.UNCHECKED
    return certified_key(certificate, authority) or Genuineness.FOREIGN_HIERARCHY


def verifies(key: RSAPublicKey, signature: bytes, message: bytes) -> bool:
    """PKCS#1 v1.5 with SHA-256."""
    try:
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def verifies_digests(key: RSAPublicKey, signature: bytes, parts: Sequence[bytes]) -> bool:
    """A signature over a DigestInfo that holds the SHA-256 of three parts side by side (券面事項確認AP, DF28)."""
    expected = THREE_DIGESTS_INFO + b"".join(sha256(part).digest() for part in parts)
    try:
        found = key.recover_data_from_signature(signature, padding.PKCS1v15(), None)
    except InvalidSignature:
        return False
    return found == expected
