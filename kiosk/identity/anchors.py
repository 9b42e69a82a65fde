"""Whom we trust to have issued a card. Roots are configured by path, never shipped, and checked against public facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

NOT_PRODUCTION = frozenset({"JPKI-VIRTUAL", "JPKI-TEST"})
"""Organisations of virtual and official test hierarchies. No setting adds to or takes from this."""


class AnchorError(Exception):
    """A configured anchor file is not what it should be; the message names file and fingerprint."""


@dataclass(frozen=True, slots=True)
class KnownAnchor:
    """A generation of the CA for user authentication; all share one name. Hex in upper case."""

    generation: int
    serial: int
    fingerprint: str | None
    key_id: str | None = None


# SHA-256 of the DER files in the public repository jpki/myna; generation 2 is known by its key id alone.
KNOWN = (
    KnownAnchor(1, 0x01, "4DCFC4CA0AAF9FB2A3081B3F0C991C320B3ACC008667A341EEAEC5AF1D58CA7D"),
    KnownAnchor(2, 0x0133C349, None, "8CD5586A891485E559379B7E29D410CFD28B3593"),
    KnownAnchor(3, 0x06D18006, "64114F29620C24ED2631D46476A040E7EE740D956089C00B036A6A8118C322B5"),
)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The roots of this kiosk. Only with `demo` can a virtual card be genuine, whatever the list holds."""

    certificates: tuple[x509.Certificate, ...]
    demo: bool = False


def is_production(name: x509.Name) -> bool:
    """Whether no O of a name belongs to a test hierarchy."""
    organisations = {str(each.value) for each in name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)}
    return NOT_PRODUCTION.isdisjoint(organisations)


def key_id(issuer: x509.Certificate) -> bytes:
    """SHA-1 over the RSA key (RFC 5280, 4.2.1.2): computed, since a certificate can claim any. TypeError if not RSA."""
    key = issuer.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise TypeError("issuers in this card system hold RSA keys")
    return x509.SubjectKeyIdentifier.from_public_key(key).digest


def fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex().upper()


def demo_anchors(*ders: bytes) -> Anchors:
    """The virtual roots of a demo kiosk; anything else is an AnchorError."""
    certificates = tuple(_parsed(der, "demo anchor") for der in ders)
    for each in certificates:
        if is_production(each.subject):
            raise AnchorError(f"a demo trusts virtual roots only, not {fingerprint(each)}")
    return Anchors(certificates, demo=True)


def production_anchors(paths: Iterable[Path], also_pinned: frozenset[str] = frozenset()) -> Anchors:
    """Read DER or PEM roots. Each must be a known generation or one whose fingerprint the clinic pinned itself.

    Raises AnchorError for a file that cannot be read, an unknown root, and every root that is not production's.
    """
    return Anchors(tuple(_production(path, also_pinned) for path in paths))


def _production(path: Path, also_pinned: frozenset[str]) -> x509.Certificate:
    try:
        certificate = _parsed(path.read_bytes(), str(path))
    except OSError as error:
        raise AnchorError(f"{path}: {error.strerror}") from error
    printed = fingerprint(certificate)
    if not is_production(certificate.subject):
        raise AnchorError(f"{path}: {printed} is a test hierarchy's")
    if printed not in also_pinned and not any(_is(known, certificate) for known in KNOWN):
        raise AnchorError(f"{path}: {printed} is no known root of the user authentication CA")
    return certificate


def _is(known: KnownAnchor, certificate: x509.Certificate) -> bool:
    if known.fingerprint:
        return fingerprint(certificate) == known.fingerprint
    return certificate.serial_number == known.serial and key_id(certificate).hex().upper() == known.key_id


def _parsed(data: bytes, where: str) -> x509.Certificate:
    read = x509.load_pem_x509_certificate if data.startswith(b"-----") else x509.load_der_x509_certificate
    try:
        certificate = read(data)
        key_id(certificate)
    except (ValueError, TypeError) as error:
        raise AnchorError(f"{where}: not the certificate of an RSA key") from error
    return certificate
