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
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from kiosk.identity.chain import UserCertificate
from kiosk.identity.revocation import (
    ABSENT,
    STALE,
    UNKNOWN,
    NotRevoked,
    RevocationEvidence,
    RevokedSince,
    Subject,
    cause_of,
    counts,
    fetched,
    strong,
    utc_of,
)

OLDEST = timedelta(days=1)
"""An answer without nextUpdate counts for this long, and none counts longer."""
ARCHIVE_CUTOFF = x509.ObjectIdentifier("1.3.6.1.5.5.7.48.1.6")
"""How far back the responder still knows about certificates that ended (RFC 6960, 4.4.4)."""
SHA1 = hashes.SHA1()  # noqa: S303 - it only names the issuer, as responders expect
NAMING = (hashes.SHA1, hashes.SHA256, hashes.SHA384, hashes.SHA512)
"""Digests that may name an issuer. No secrecy rests on them."""
_UNDERSTOOD_OF_DELEGATES = frozenset(
    {ExtensionOID.KEY_USAGE, ExtensionOID.EXTENDED_KEY_USAGE, ExtensionOID.BASIC_CONSTRAINTS}
)


@dataclass(frozen=True, slots=True)
class OcspSource:
    """Asks with `post` (request DER to answer DER). An answer that does not repeat the question's nonce is UNKNOWN."""

    post: Callable[[bytes], bytes]
    nonce: Callable[[], bytes]

    def evidence(self, card: UserCertificate, now: datetime) -> RevocationEvidence:
        nonce = self.nonce()
        request = ocsp_request(card.issuer, card.serial, nonce)
        body = fetched(lambda: self.post(request))
        return ABSENT if body is None else ocsp_evidence(body, card, now, nonce)


def ocsp_request(issuer: x509.Certificate, serial: int, nonce: bytes | None = None) -> bytes:
    """The question about one serial, in DER. SHA-1 only names the issuer here, as responders expect."""
    builder = ocsp.OCSPRequestBuilder().add_certificate_by_hash(
        _hash(issuer.subject.public_bytes()),
        _hash(_key_bytes(issuer)),
        serial,
        SHA1,
    )
    if nonce is not None:
        builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
    return builder.build().public_bytes(serialization.Encoding.DER)


def ocsp_evidence(
    der: bytes, card: UserCertificate, now: datetime, nonce: bytes | None = None
) -> RevocationEvidence:
    """What the answer says. A wrong signer, issuer, serial or nonce, or bytes beyond reading, is UNKNOWN."""
    try:
        return _evidence(ocsp.load_der_ocsp_response(der), card, now, nonce)
    except Exception:  # noqa: BLE001 - the border: parsers of foreign bytes may raise anything
        return UNKNOWN


def _evidence(
    answer: ocsp.OCSPResponse, card: UserCertificate, now: datetime, nonce: bytes | None
) -> RevocationEvidence:
    if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return UNKNOWN
    about_it = _speaks_of(answer, card) and _repeats(answer, nonce) and _is_understood(answer)
    if not (about_it and _is_signed(answer, card.issuer, now)):
        return UNKNOWN
    match answer.certificate_status, answer.revocation_time_utc:
        case ocsp.OCSPCertStatus.REVOKED, datetime() as since:
            return RevokedSince(Subject.of(card), since, cause_of(answer.revocation_reason))
        case ocsp.OCSPCertStatus.GOOD, _:
            return _good(answer, card, now)
        case _:
            return UNKNOWN


def _good(answer: ocsp.OCSPResponse, card: UserCertificate, now: datetime) -> RevocationEvidence:
    since = answer.this_update_utc
    until = min(since + OLDEST, answer.next_update_utc or since + OLDEST)
    if not counts(since, until, now):
        return STALE
    tells = now <= card.end or since <= card.end or _remembers(answer, card.end)
    return NotRevoked(Subject.of(card), since, until) if tells else UNKNOWN


def _remembers(answer: ocsp.OCSPResponse, end: datetime) -> bool:
    """Whether the responder still knows about certificates that ended at `end`."""
    for each in answer.single_extensions:
        if each.oid == ARCHIVE_CUTOFF and isinstance(each.value, x509.UnrecognizedExtension):
            return utc_of(each.value.value) <= end
    return False


def _speaks_of(answer: ocsp.OCSPResponse, card: UserCertificate) -> bool:
    naming = answer.hash_algorithm
    return (
        answer.serial_number == card.serial
        and isinstance(naming, NAMING)
        and answer.issuer_key_hash == _hash(_key_bytes(card.issuer), naming)
        and answer.issuer_name_hash == _hash(card.issuer.subject.public_bytes(), naming)
    )


def _repeats(answer: ocsp.OCSPResponse, nonce: bytes | None) -> bool:
    """Whether the answer repeats our nonce; without one of ours anything goes."""
    if nonce is None:
        return True
    found = [each.value for each in answer.extensions if isinstance(each.value, x509.OCSPNonce)]
    return [each.nonce for each in found] == [nonce]


def _is_understood(answer: ocsp.OCSPResponse) -> bool:
    """Whether it insists on nothing that we do not know."""
    known = {x509.OCSPNonce.oid, ARCHIVE_CUTOFF}
    said = (*answer.extensions, *answer.single_extensions)
    return all(each.oid in known for each in said if each.critical)


def _is_signed(answer: ocsp.OCSPResponse, issuer: x509.Certificate, now: datetime) -> bool:
    """By whom it names: the CA itself, whatever it carries, or one delegate of the same key (4.2.2.2)."""
    if _is_named(issuer, answer) and _has_signed(issuer, answer):
        return True
    delegates = (each for each in answer.certificates if _is_named(each, answer))
    return any(_may_answer(each, issuer, now) and _has_signed(each, answer) for each in delegates)


def _is_named(signer: x509.Certificate, answer: ocsp.OCSPResponse) -> bool:
    """By the name of the signer, or by the SHA-1 of its key (4.2.1)."""
    if answer.responder_name is not None:
        return answer.responder_name == signer.subject
    return answer.responder_key_hash == _hash(_key_bytes(signer))


def _has_signed(signer: x509.Certificate, answer: ocsp.OCSPResponse) -> bool:
    key, digest = signer.public_key(), answer.signature_hash_algorithm
    if not isinstance(key, rsa.RSAPublicKey) or digest is None or not strong(key, digest):
        return False
    try:
        key.verify(answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), digest)
    except InvalidSignature:
        return False
    return True


def _may_answer(signer: x509.Certificate, issuer: x509.Certificate, now: datetime) -> bool:
    """A current delegate with strong keys that insists on nothing that we do not know."""
    usage = [each.value for each in signer.extensions if isinstance(each.value, x509.KeyUsage)]
    purposes = [each.value for each in signer.extensions if isinstance(each.value, x509.ExtendedKeyUsage)]
    fit = (
        any(ExtendedKeyUsageOID.OCSP_SIGNING in each for each in purposes)
        and all(each.digital_signature for each in usage)
        and all(each.oid in _UNDERSTOOD_OF_DELEGATES for each in signer.extensions if each.critical)
        and strong(issuer.public_key(), signer.signature_hash_algorithm)
        and signer.not_valid_before_utc <= now <= signer.not_valid_after_utc
    )
    if not fit:
        return False
    try:
        signer.verify_directly_issued_by(issuer)
    except (ValueError, InvalidSignature):
        return False
    return True


def _key_bytes(issuer: x509.Certificate) -> bytes:
    return issuer.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)


def _hash(data: bytes, algorithm: hashes.HashAlgorithm = SHA1) -> bytes:
    digest = hashes.Hash(algorithm)
    digest.update(data)
    return digest.finalize()
