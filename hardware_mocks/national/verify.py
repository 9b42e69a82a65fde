"""The service's own look at a card: chain, revocation, validity, and the signature over its own challenge."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import Enum

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

JAPAN = timezone(timedelta(hours=9), "JST")
GRACE_MONTHS = 3
SOON_MONTHS = 3


class Standing(Enum):
    GOOD = "good"
    EXPIRES_SOON = "expires_soon"
    IN_GRACE = "in_grace"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    FOREIGN = "foreign"
    UNSIGNED = "unsigned"
    """The signature is not this certificate's over this challenge."""


@dataclass(frozen=True, slots=True)
class Presented:
    """A certificate with a signature over what the service asked to be signed."""

    certificate: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    message: bytes = field(repr=False)


def challenge_message(visit: str, nonce: bytes) -> bytes:
    """The bytes that the card signs. Visit and purpose stand in them, so a signature serves one visit only."""
    return b"KIOSK-VISIT-1\0" + visit.encode() + b"\0" + nonce


def standing(presented: Presented, user_ca: bytes, revocation_list: bytes, now: datetime) -> Standing:
    """Judge a card by the CA's own certificate and list (both DER). Bytes that are no certificate are foreign."""
    try:
        certificate = x509.load_der_x509_certificate(presented.certificate)
        certificate.verify_directly_issued_by(x509.load_der_x509_certificate(user_ca))
    except (ValueError, TypeError, InvalidSignature):
        return Standing.FOREIGN
    if not _signed(certificate, presented):
        return Standing.UNSIGNED
    revoked = x509.load_der_x509_crl(revocation_list)
    if revoked.get_revoked_certificate_by_serial_number(certificate.serial_number):
        return Standing.REVOKED
    return _by_date(certificate, now)


def _signed(certificate: x509.Certificate, presented: Presented) -> bool:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(presented.signature, presented.message, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _by_date(certificate: x509.Certificate, now: datetime) -> Standing:
    if now < certificate.not_valid_before_utc:
        return Standing.NOT_YET_VALID
    end, today = certificate.not_valid_after_utc.astimezone(JAPAN).date(), now.astimezone(JAPAN).date()
    if now <= certificate.not_valid_after_utc:
        return Standing.EXPIRES_SOON if end <= _months_later(today, SOON_MONTHS) else Standing.GOOD
    return Standing.IN_GRACE if today <= grace_end(end) else Standing.EXPIRED


def grace_end(expired_on: date) -> date:
    """Three months after the end of the month of expiry, the reading that two insurers publish."""
    return _months_later(
        expired_on.replace(day=monthrange(expired_on.year, expired_on.month)[1]), GRACE_MONTHS, end=True
    )


def _months_later(day: date, months: int, *, end: bool = False) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if end else min(day.day, last))
