"""Revocation lists (RFC 5280, section 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from kiosk.identity.anchors import key_id
from kiosk.identity.revocation import (
    STALE,
    UNKNOWN,
    NotRevoked,
    RevocationEvidence,
    RevokedSince,
    Subject,
    cause_of,
    counts,
    fetched,
)

OLDEST = timedelta(days=7)
"""A list counts for this long at most, whatever its nextUpdate promises."""


@dataclass(frozen=True, slots=True)
class CrlSource:
    """Asks `fetch` for a full CRL (DER) every time; whoever fetches may keep bytes, only the list's own dates decide."""

    fetch: Callable[[], bytes]
    oldest: timedelta = OLDEST

    def evidence(self, issuer: x509.Certificate, serial: int, now: datetime) -> RevocationEvidence:
        body = fetched(self.fetch)
        return UNKNOWN if body is None else crl_evidence(body, issuer, serial, now, self.oldest)


def crl_evidence(
    der: bytes, issuer: x509.Certificate, serial: int, now: datetime, oldest: timedelta = OLDEST
) -> RevocationEvidence:
    """What the list says. One that is not this issuer's, partial, or beyond reading is UNKNOWN."""
    try:
        return _evidence(x509.load_der_x509_crl(der), issuer, serial, now, oldest)
    except Exception:  # noqa: BLE001 - the border: parsers of foreign bytes may raise anything
        return UNKNOWN


def _evidence(
    crl: x509.CertificateRevocationList,
    issuer: x509.Certificate,
    serial: int,
    now: datetime,
    oldest: timedelta,
) -> RevocationEvidence:
    if not _is_full_list_of(crl, issuer):
        return UNKNOWN
    subject = Subject(key_id(issuer), serial)
    entry = crl.get_revoked_certificate_by_serial_number(serial)
    if entry is not None:
        return RevokedSince(subject, entry.revocation_date_utc, cause_of(_reason(entry)))
    since = crl.last_update_utc
    until = min(since + oldest, crl.next_update_utc or since + oldest)
    return NotRevoked(subject, since, until) if counts(since, until, now) else STALE


def _reason(entry: x509.RevokedCertificate) -> x509.ReasonFlags | None:
    try:
        return entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        return None


def _is_full_list_of(crl: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """A critical extension means a delta or a part of the list: silence about a serial would prove nothing there."""
    key = issuer.public_key()
    return (
        isinstance(key, rsa.RSAPublicKey)
        and crl.issuer == issuer.subject
        and isinstance(crl.signature_hash_algorithm, hashes.SHA256)
        and crl.is_signature_valid(key)
        and not any(extension.critical for extension in crl.extensions)
    )
