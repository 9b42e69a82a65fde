"""Card-verifiable (CV) certificates: what the chip itself can check, without dates and without X.509.

Layout, as recorded from test cards in the public repository soltia48/myna-card:
`7F21 {5F4E [issuer key id 16 | holder key id 16 | 90 exponent | 91 modulus], 5F37 signature}`,
signature PKCS#1 v1.5 SHA-256 over the 297 bytes of 5F4E.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

ID_LENGTH = 16
MODULUS_LENGTH = 256


def key_id(number: str, version: str = "001") -> bytes:
    """Sixteen bytes from a seven-digit number that begins with 9: production begins with 5, official tests with 6."""
    if len(number) != 7 or not number.isdecimal() or not number.startswith("9"):
        raise ValueError(f"a virtual key id has seven digits and begins with 9, not {number!r}")
    return number.encode("ascii") + b"\x08\x05" + version.encode("ascii") + bytes(4)


CARD_CA_ID = key_id("9000001")
TERMINAL_CA_ID = key_id("9000002")
TERMINAL_ID = key_id("9000099")


@dataclass(frozen=True, slots=True)
class Terminal:
    """A simulated reader terminal's certificate (the 7F21 structure) and the key behind it."""

    certificate: bytes = field(repr=False)
    key: rsa.RSAPrivateKey = field(repr=False)


def card_verifiable(
    issuer_id: bytes, issuer_key: rsa.RSAPrivateKey, holder_id: bytes, public_key: rsa.RSAPublicKey
) -> bytes:
    """Sign `public_key` (RSA-2048) for `holder_id`, 568 bytes. A foreign id or another key size is a ValueError."""
    if len(holder_id) != ID_LENGTH or not holder_id.startswith(b"9"):
        raise ValueError("a virtual holder id has 16 bytes and begins with 9")
    body = issuer_id + holder_id + public_key_objects(public_key)
    signature = issuer_key.sign(body, padding.PKCS1v15(), hashes.SHA256())
    return _object(0x7F21, _object(0x5F4E, body) + _object(0x5F37, signature))


def public_key_objects(public_key: rsa.RSAPublicKey) -> bytes:
    """`90` exponent and `91` modulus, 265 bytes: the form in which the card's files hold a public key."""
    if public_key.key_size != MODULUS_LENGTH * 8:
        raise ValueError(f"cards hold RSA-2048, not {public_key.key_size} bits")
    numbers = public_key.public_numbers()
    return (
        b"\x90\x03" + numbers.e.to_bytes(3, "big") + _object(0x91, numbers.n.to_bytes(MODULUS_LENGTH, "big"))
    )


def _object(tag: int, value: bytes) -> bytes:
    return tag.to_bytes(2 if tag > 0xFF else 1, "big") + b"\x82" + len(value).to_bytes(2, "big") + value
