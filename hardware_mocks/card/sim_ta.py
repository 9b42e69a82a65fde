"""The card's side of SIM-TA/1, the simulated terminal authentication. No real card speaks it.

Status words of this protocol: 6A80 no such certificate or proof shape, 6988 another hierarchy, 6984 terminal revoked,
6985 no terminal certificate or no fresh challenge (a replay), 6982 the terminal's signature does not hold.
The certificate shape carries no date and the card has no clock, so a terminal ends by revocation only.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import load_der_public_key

from hardware_mocks.card.command import Refusal
from hardware_mocks.card.material import CardMaterial
from hardware_mocks.card.signing import load_key
from reader.apdu import StatusWord

NONCE_LENGTH = 16
BODY = slice(10, 307)
SIGNATURE = slice(312, 568)
HOLDER = slice(16, 32)
MODULUS = slice(41, 297)
HEADERS = {0: "7F21820233", 5: "5F4E820129", 307: "5F37820100"}
LENGTH = 568


def terminal_key(material: CardMaterial, certificate: bytes) -> RSAPublicKey:
    """The key of a terminal certificate that this card trusts; refuses any other."""
    body, signature = _parts(certificate)
    authority = load_der_public_key(material.terminal_ca)
    assert isinstance(authority, RSAPublicKey)
    if not body.startswith(b"9") or not _verifies(authority, signature, body):
        raise Refusal(StatusWord.WRONG_SECURE_OBJECT)
    if body[HOLDER] in material.revoked_terminals:
        raise Refusal(StatusWord.REFERENCE_INVALIDATED)
    return RSAPublicNumbers(0x010001, int.from_bytes(body[MODULUS], "big")).public_key()


def answer_proof(material: CardMaterial, terminal: RSAPublicKey, challenge: bytes, sent: bytes) -> bytes:
    """Check the terminal's nonce and signature, return the card's signature."""
    nonce, signature = sent[:NONCE_LENGTH], sent[NONCE_LENGTH:]
    if len(sent) != NONCE_LENGTH + 256:
        raise Refusal(StatusWord.WRONG_DATA)
    if not _verifies(terminal, signature, b"SIM-TA1|T" + challenge + nonce + material.serial):
        raise Refusal(StatusWord.SECURITY_STATUS_NOT_SATISFIED)
    message = b"SIM-TA1|C" + nonce + challenge
    return load_key(material.card_key).sign(message, padding.PKCS1v15(), hashes.SHA256())


def _parts(certificate: bytes) -> tuple[bytes, bytes]:
    headers = (certificate.startswith(bytes.fromhex(head), at) for at, head in HEADERS.items())
    if len(certificate) != LENGTH or not all(headers):
        raise Refusal(StatusWord.WRONG_DATA)
    return certificate[BODY], certificate[SIGNATURE]


def _verifies(key: RSAPublicKey, signature: bytes, message: bytes) -> bool:
    try:
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
