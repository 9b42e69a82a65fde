"""What the CA says about certificates it issued: revocation list (RFC 5280) and status answers (RFC 6960)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

from hardware_mocks.pki.authority import Authority
from hardware_mocks.pki.profile import Extension, issuer_key, municipal_point

LIST_LIFETIME = timedelta(days=2)
ANSWER_LIFETIME = timedelta(hours=12)
EXPIRED_ON_LIST = x509.ObjectIdentifier("2.5.29.60")
"""expiredCertsOnCRL: from which ending on certificates keep their entry."""


@dataclass(frozen=True, slots=True)
class Revocation:
    """From when a certificate is not to be relied on; `on_hold` may be lifted again."""

    on: datetime
    on_hold: bool = False

    @property
    def reason(self) -> x509.ReasonFlags:
        return x509.ReasonFlags.certificate_hold if self.on_hold else x509.ReasonFlags.cessation_of_operation


@dataclass(slots=True)
class Ledger:
    """The CA's book: every serial it issued, and those it took back."""

    issued: set[int] = field(default_factory=set)
    revoked: dict[int, Revocation] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    """The municipality on whose list a serial would stand."""

    def revoked_by(self, now: datetime) -> Mapping[int, Revocation]:
        return {serial: each for serial, each in self.revoked.items() if each.on <= now}

    def of(self, municipality: str) -> Ledger:
        """The part of the book that one municipality's list tells of."""
        here = {
            serial: each for serial, each in self.revoked.items() if self.places.get(serial) == municipality
        }
        return Ledger(self.issued, here, self.places)


def municipal_list(ca: Authority, ledger: Ledger, municipality: str, now: datetime) -> bytes:
    """The list of one municipality (DER), marked critically as no more than that, as the profile has it."""
    point = [x509.DirectoryName(municipal_point(municipality))]
    scope = x509.IssuingDistributionPoint(
        full_name=point,
        relative_name=None,
        only_contains_user_certs=False,
        only_contains_ca_certs=False,
        only_some_reasons=None,
        indirect_crl=False,
        only_contains_attribute_certs=False,
    )
    return revocation_list(ca, ledger.of(municipality), now, ((scope, True),))


def revocation_list(ca: Authority, ledger: Ledger, now: datetime, further: Iterable[Extension] = ()) -> bytes:
    """The full CRL in DER, valid for LIST_LIFETIME from `now`; nobody is taken off when a certificate ends."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ca.certificate.subject)
        .last_update(now)
        .next_update(now + LIST_LIFETIME)
        .add_extension(issuer_key(ca), critical=False)
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(x509.UnrecognizedExtension(EXPIRED_ON_LIST, since_ever(ca)), critical=False)
    )
    for extension, critical in further:
        builder = builder.add_extension(extension, critical=critical)
    for serial, revocation in sorted(ledger.revoked_by(now).items()):
        builder = builder.add_revoked_certificate(_entry(serial, revocation))
    return builder.sign(ca.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def since_ever(ca: Authority) -> bytes:
    """GeneralizedTime (DER) of the CA's first day."""
    return b"\x18\x0f" + f"{ca.certificate.not_valid_before_utc:%Y%m%d%H%M%SZ}".encode()


def _entry(serial: int, revocation: Revocation) -> x509.RevokedCertificate:
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(serial)
        .revocation_date(revocation.on)
        .add_extension(x509.CRLReason(revocation.reason), critical=False)
        .build()
    )


def status_answer(
    ca: Authority, responder: Authority, ledger: Ledger, request_der: bytes, now: datetime
) -> bytes:
    """Answer one OCSP request in DER. A request that cannot be read, or about another CA, is refused."""
    try:
        request = ocsp.load_der_ocsp_request(request_der)
    except ValueError:
        return _refusal(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    if request.issuer_key_hash != _key_hash(ca, request.hash_algorithm):
        return _refusal(ocsp.OCSPResponseStatus.UNAUTHORIZED)
    builder = _signed_by(responder, _single(ca, ledger, request, now))
    for extension in request.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            builder = builder.add_extension(extension.value, critical=False)
    return builder.sign(responder.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _single(
    ca: Authority, ledger: Ledger, request: ocsp.OCSPRequest, now: datetime
) -> ocsp.OCSPResponseBuilder:
    revocation = ledger.revoked_by(now).get(request.serial_number)
    return ocsp.OCSPResponseBuilder().add_response_by_hash(
        issuer_name_hash=request.issuer_name_hash,
        issuer_key_hash=_key_hash(ca, request.hash_algorithm),
        serial_number=request.serial_number,
        algorithm=request.hash_algorithm,
        cert_status=_status(ledger, request.serial_number, revocation),
        this_update=now,
        next_update=now + ANSWER_LIFETIME,
        revocation_time=revocation.on if revocation else None,
        revocation_reason=revocation.reason if revocation else None,
    )


def _status(ledger: Ledger, serial: int, revocation: Revocation | None) -> ocsp.OCSPCertStatus:
    if revocation:
        return ocsp.OCSPCertStatus.REVOKED
    return ocsp.OCSPCertStatus.GOOD if serial in ledger.issued else ocsp.OCSPCertStatus.UNKNOWN


def _signed_by(responder: Authority, builder: ocsp.OCSPResponseBuilder) -> ocsp.OCSPResponseBuilder:
    return builder.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate).certificates(
        [responder.certificate]
    )


def _refusal(status: ocsp.OCSPResponseStatus) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(serialization.Encoding.DER)


def _key_hash(ca: Authority, algorithm: hashes.HashAlgorithm) -> bytes:
    digest = hashes.Hash(algorithm)
    digest.update(
        ca.key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    )
    return digest.finalize()
