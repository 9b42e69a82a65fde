"""Certificate status by question and answer (RFC 6960)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

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

OLDEST = timedelta(days=1)
"""An answer without nextUpdate counts for this long, and none counts longer."""


@dataclass(frozen=True, slots=True)
class OcspSource:
    """Asks with `post` (request DER to answer DER). An answer that does not repeat the question's nonce is UNKNOWN."""

    post: Callable[[bytes], bytes]
    nonce: Callable[[], bytes]

    def evidence(self, issuer: x509.Certificate, serial: int, now: datetime) -> RevocationEvidence:
        nonce = self.nonce()
        request = ocsp_request(issuer, serial, nonce)
        body = fetched(lambda: self.post(request))
        return UNKNOWN if body is None else ocsp_evidence(body, issuer, serial, now, nonce)


def ocsp_request(issuer: x509.Certificate, serial: int, nonce: bytes | None = None) -> bytes:
    """The question about one serial, in DER. SHA-1 only names the issuer here, as responders expect."""
    builder = ocsp.OCSPRequestBuilder().add_certificate_by_hash(
        _hash(issuer.subject.public_bytes()),
        _hash(_key_bytes(issuer)),
        serial,
        hashes.SHA1(),  # noqa: S303 - no secrecy rests on it
    )
    if nonce is not None:
        builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
    return builder.build().public_bytes(serialization.Encoding.DER)


def ocsp_evidence(
    der: bytes, issuer: x509.Certificate, serial: int, now: datetime, nonce: bytes | None = None
) -> RevocationEvidence:
    """What the answer says. A wrong signer, issuer, serial or nonce, or bytes beyond reading, is UNKNOWN."""
    try:
        return _evidence(ocsp.load_der_ocsp_response(der), issuer, serial, now, nonce)
    except Exception:  # noqa: BLE001 - the border: parsers of foreign bytes may raise anything
        return UNKNOWN


def _evidence(
    answer: ocsp.OCSPResponse, issuer: x509.Certificate, serial: int, now: datetime, nonce: bytes | None
) -> RevocationEvidence:
    if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return UNKNOWN
    if not (_speaks_of(answer, issuer, serial) and _repeats(answer, nonce) and _signed(answer, issuer, now)):
        return UNKNOWN
    subject = Subject(key_id(issuer), serial)
    match answer.certificate_status, answer.revocation_time_utc:
        case ocsp.OCSPCertStatus.REVOKED, datetime() as since:
            return RevokedSince(subject, since, cause_of(answer.revocation_reason))
        case ocsp.OCSPCertStatus.GOOD, _:
            return _good(answer, subject, now)
        case _:
            return UNKNOWN


def _good(answer: ocsp.OCSPResponse, subject: Subject, now: datetime) -> RevocationEvidence:
    since = answer.this_update_utc
    until = min(since + OLDEST, answer.next_update_utc or since + OLDEST)
    return NotRevoked(subject, since, until) if counts(since, until, now) else STALE


def _speaks_of(answer: ocsp.OCSPResponse, issuer: x509.Certificate, serial: int) -> bool:
    """The hash algorithm is the responder's choice of the one asked with, so only that one is known."""
    return (
        answer.serial_number == serial
        and isinstance(answer.hash_algorithm, hashes.SHA1)
        and answer.issuer_key_hash == _hash(_key_bytes(issuer))
        and answer.issuer_name_hash == _hash(issuer.subject.public_bytes())
    )


def _repeats(answer: ocsp.OCSPResponse, nonce: bytes | None) -> bool:
    """Whether the answer repeats our nonce; without one of ours anything goes."""
    if nonce is None:
        return True
    found = [each.value for each in answer.extensions if isinstance(each.value, x509.OCSPNonce)]
    return [each.nonce for each in found] == [nonce]


def _signed(answer: ocsp.OCSPResponse, issuer: x509.Certificate, now: datetime) -> bool:
    """By the CA itself, or by one delegate that the same key certified for this purpose (4.2.2.2)."""
    signer = next((each for each in answer.certificates if _may_answer(each, issuer, now)), issuer)
    key = signer.public_key()
    if not (isinstance(key, rsa.RSAPublicKey) and isinstance(answer.signature_hash_algorithm, hashes.SHA256)):
        return False
    key.verify(answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), hashes.SHA256())
    return True


def _may_answer(signer: x509.Certificate, issuer: x509.Certificate, now: datetime) -> bool:
    usages = [each.value for each in signer.extensions if isinstance(each.value, x509.ExtendedKeyUsage)]
    if not any(ExtendedKeyUsageOID.OCSP_SIGNING in usage for usage in usages):
        return False
    try:
        signer.verify_directly_issued_by(issuer)
    except (ValueError, InvalidSignature):
        return False
    return signer.not_valid_before_utc <= now <= signer.not_valid_after_utc


def _key_bytes(issuer: x509.Certificate) -> bytes:
    return issuer.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)


def _hash(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA1())  # noqa: S303 - as above
    digest.update(data)
    return digest.finalize()
