"""Who vouches for a user certificate, and is it made for proving a holder? The one place where its bytes are parsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, NameOID

from kiosk.clock import JAPAN
from kiosk.identity.anchors import Anchors, is_production, key_id
from kiosk.identity.certificate import Flaw

POLICIES = frozenset({"1.2.392.200149.8.5.1.3.30"})
"""Certificate policies of 利用者証明用電子証明書 on the card."""
SMALLEST_KEY = 2048
_UNDERSTOOD = frozenset(
    {
        ExtensionOID.KEY_USAGE,
        ExtensionOID.CERTIFICATE_POLICIES,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.BASIC_CONSTRAINTS,
    }
)
_Kind = TypeVar("_Kind", bound=x509.ExtensionType)


@dataclass(frozen=True, slots=True)
class UserCertificate:
    """A certificate that an anchor signed for this purpose; whether it is current is another question."""

    subject: str
    serial: int
    issuer: x509.Certificate
    start: datetime
    end: datetime
    lists: tuple[x509.DistributionPoint, ...] = ()
    """Where its issuer says that its revocation would stand (cRLDistributionPoints)."""

    @property
    def starts(self) -> date:
        return self.start.astimezone(JAPAN).date()

    @property
    def expires(self) -> date:
        """The last day in Japan: certificates end at 23:59:59 there."""
        return self.end.astimezone(JAPAN).date()


def read_certificate(certificate_der: bytes, anchors: Anchors) -> UserCertificate | Flaw:
    """Never raises, whatever the bytes. Filler behind the DER must have been cut off."""
    try:
        return _read(x509.load_der_x509_certificate(certificate_der), anchors)
    except Exception:  # noqa: BLE001 - the border: parsers of foreign bytes may raise anything
        return Flaw.UNPARSABLE


def _read(certificate: x509.Certificate, anchors: Anchors) -> UserCertificate | Flaw:
    anchor = _anchor_of(certificate, anchors)
    if isinstance(anchor, Flaw):
        return anchor
    return _profile_flaw(certificate) or UserCertificate(
        subject=_common_name(certificate),
        serial=certificate.serial_number,
        issuer=anchor,
        start=certificate.not_valid_before_utc,
        end=certificate.not_valid_after_utc,
        lists=tuple(_value(certificate.extensions, x509.CRLDistributionPoints) or ()),
    )


def _anchor_of(certificate: x509.Certificate, anchors: Anchors) -> x509.Certificate | Flaw:
    """The anchor whose key signed this, or why there is none. The ban on test roots comes before any list."""
    if not anchors.demo and not is_production(certificate.issuer):
        return Flaw.DEMO_ANCHOR
    if _is_weak(certificate):
        return Flaw.WEAK_KEY
    anchor = next((each for each in anchors.certificates if _claims(certificate, each)), None)
    if anchor is None:
        return Flaw.FOREIGN_CA
    try:
        certificate.verify_directly_issued_by(anchor)
    except InvalidSignature:
        return Flaw.BAD_SIGNATURE
    return anchor


def _is_weak(certificate: x509.Certificate) -> bool:
    key = certificate.public_key()
    strong = isinstance(key, rsa.RSAPublicKey) and key.key_size >= SMALLEST_KEY
    return not (strong and isinstance(certificate.signature_hash_algorithm, hashes.SHA256))


def _claims(certificate: x509.Certificate, anchor: x509.Certificate) -> bool:
    """By key id, since three generations share one name. An anchor vouches only inside its own years."""
    authority = _value(certificate.extensions, x509.AuthorityKeyIdentifier)
    return (
        authority is not None
        and certificate.issuer == anchor.subject
        and authority.key_identifier == _own_key_id(anchor)
        and authority.authority_cert_serial_number in {None, anchor.serial_number}
        and anchor.not_valid_before_utc <= certificate.not_valid_before_utc
        and certificate.not_valid_after_utc <= anchor.not_valid_after_utc
    )


def _own_key_id(anchor: x509.Certificate) -> bytes:
    """The name that a trusted root gives its key; RFC 5280 leaves the method to the CA."""
    own = _value(anchor.extensions, x509.SubjectKeyIdentifier)
    return own.digest if own else key_id(anchor)


def _profile_flaw(certificate: x509.Certificate) -> Flaw | None:
    if not _is_for_proving(certificate.extensions):
        return Flaw.WRONG_USAGE
    policies = _value(certificate.extensions, x509.CertificatePolicies) or ()
    named = {each.policy_identifier.dotted_string for each in policies}
    return Flaw.WRONG_POLICY if POLICIES.isdisjoint(named) else None


def _is_for_proving(extensions: x509.Extensions) -> bool:
    """Signs challenges, not documents or certificates. A critical extension that we do not understand refuses."""
    usage = _value(extensions, x509.KeyUsage)
    purposes = _value(extensions, x509.ExtendedKeyUsage) or ()
    constraints = _value(extensions, x509.BasicConstraints)
    return (
        usage is not None
        and usage.digital_signature
        and not (usage.content_commitment or usage.key_cert_sign or usage.crl_sign)
        and ExtendedKeyUsageOID.CLIENT_AUTH in purposes
        and not (constraints and constraints.ca)
        and all(each.oid in _UNDERSTOOD for each in extensions if each.critical)
    )


def _value(extensions: x509.Extensions, kind: type[_Kind]) -> _Kind | None:
    return next((each.value for each in extensions if isinstance(each.value, kind)), None)


def _common_name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
