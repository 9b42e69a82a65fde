"""Does the chip hold the key of the certificate it showed? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.identity.challenge import signed_message
from kiosk.qualification.grounds import Challenge


class SignatureFlaw(Enum):
    """Why a signature proves nothing."""

    UNPARSABLE = "unparsable"
    NOT_RSA = "not_rsa"
    MISMATCH = "mismatch"
    """Another key, another visit, another nonce, or other bytes: from here they look the same."""


@dataclass(frozen=True, slots=True)
class SignatureGood:
    pass


@dataclass(frozen=True, slots=True)
class SignatureBad:
    reason: SignatureFlaw


ProofVerdict = SignatureGood | SignatureBad


def check_signature(certificate_der: bytes, challenge: Challenge, signature: bytes) -> ProofVerdict:
    """RSA PKCS#1 v1.5 with SHA-256 over `signed_message(challenge)`, as key 0017 of the card makes it."""
    message = signed_message(challenge)
    try:
        key = x509.load_der_x509_certificate(certificate_der).public_key()
    except Exception:  # noqa: BLE001 - the border: parsers of foreign bytes may raise anything
        return SignatureBad(SignatureFlaw.UNPARSABLE)
    if not isinstance(key, rsa.RSAPublicKey):
        return SignatureBad(SignatureFlaw.NOT_RSA)
    return _checked(key, message, signature)


def _checked(key: rsa.RSAPublicKey, message: bytes, signature: bytes) -> ProofVerdict:
    try:
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return SignatureBad(SignatureFlaw.MISMATCH)
    return SignatureGood()
