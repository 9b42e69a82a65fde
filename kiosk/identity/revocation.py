"""What is known about a certificate's revocation, and where it comes from. Evidence carries its own end.

Online status of real cards is reserved by law to approved verifiers (公的個人認証法 17条). A kiosk that is none hears
nothing, and says so: nothing known is ABSENT, never good.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

from kiosk.identity.anchors import key_id
from kiosk.identity.certificate import Cause, Doubt
from kiosk.identity.chain import SMALLEST_KEY, UserCertificate

LARGEST = 5 * 1024 * 1024
"""Bytes of a revocation list or status answer that are read at most."""
SKEW = timedelta(minutes=5)
"""How far ahead of ours the issuer's clock may run."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The one certificate that evidence speaks of: serials are unique per issuing key only."""

    issuer_key_id: bytes
    serial: int

    @classmethod
    def of(cls, card: UserCertificate) -> Subject:
        return cls(key_id(card.issuer), card.serial)


@dataclass(frozen=True, slots=True)
class NotRevoked:
    """The issuer vouched for the certificate; this counts from `since` to `until`, then it is stale."""

    subject: Subject
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RevokedSince:
    """Taken back, or on hold. This does not grow old."""

    subject: Subject
    since: datetime
    cause: Cause = Cause.UNSAID


@dataclass(frozen=True, slots=True)
class Undetermined:
    """No answer, or none that counts."""

    doubt: Doubt


RevocationEvidence = NotRevoked | RevokedSince | Undetermined
STALE, UNKNOWN, ABSENT = (Undetermined(each) for each in (Doubt.STALE, Doubt.UNKNOWN, Doubt.ABSENT))


class RevocationSource(Protocol):
    """Never raises: what cannot be found out is Undetermined."""

    def evidence(self, card: UserCertificate, now: datetime) -> RevocationEvidence: ...


def cause_of(reason: x509.ReasonFlags | None) -> Cause:
    """What the issuer's reason comes to; "unspecified" is none."""
    match reason:
        case x509.ReasonFlags.certificate_hold:
            return Cause.HOLD
        case None | x509.ReasonFlags.unspecified:
            return Cause.UNSAID
        case _:
            return Cause.GIVEN


def counts(since: datetime, until: datetime, now: datetime) -> bool:
    """Whether evidence with these dates may be relied on now."""
    return since - SKEW <= now <= until


def strong(key: CertificatePublicKeyTypes, digest: hashes.HashAlgorithm | None) -> bool:
    """Whether a signature of this key under this digest can be relied on: RSA from 2048 bits, SHA-2 from 256."""
    long = isinstance(key, rsa.RSAPublicKey) and key.key_size >= SMALLEST_KEY
    return long and isinstance(digest, hashes.SHA256 | hashes.SHA384 | hashes.SHA512)


def utc_of(der: bytes) -> datetime:
    """A GeneralizedTime as certificates write it: two bytes of header, then YYYYMMDDHHMMSSZ. Anything else is a ValueError."""
    if der[:2] != b"\x18\x0f":
        raise ValueError("not a GeneralizedTime of seconds")
    return datetime.strptime(der[2:].decode("ascii"), "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def fetched(fetch: Callable[[], bytes]) -> bytes | None:
    """What a fetcher brings; None when it brings more than LARGEST, or raises an OSError, its only way to fail."""
    try:
        body = fetch()
    except OSError:
        return None
    return body if len(body) <= LARGEST else None
