"""The TLS side of the virtual service: one CA, its server, and the institutions that may ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from hardware_mocks.pki.authority import Authority, key_pem
from hardware_mocks.pki.profile import ORGANISATION, Extension, issuer_key, key_usage, name

# A TLS library looks at the machine's clock, which no argument sets: wide enough for any `made`.
BEFORE, AFTER = timedelta(days=365 * 10), timedelta(days=365 * 20)


@dataclass(frozen=True, slots=True)
class TlsIdentity:
    """What `ssl.SSLContext.load_cert_chain` wants, as bytes."""

    cert_pem: bytes
    key_pem: bytes = field(repr=False)


def tls_ca(made: datetime) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    own = name(("C", "JP"), ("O", ORGANISATION), ("CN", "VIRTUAL TLS CA"))
    extensions: tuple[Extension, ...] = (
        (key_usage("key_cert_sign", "crl_sign"), True),
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    )
    return Authority(_sign(own, key.public_key(), made, extensions, own, key), key)


def server_identity(ca: Authority, made: datetime, host: str) -> TlsIdentity:
    """For `host`, and for this machine under its usual names."""
    hosts = dict.fromkeys((host, "localhost", "127.0.0.1", "::1"))
    alternatives = x509.SubjectAlternativeName([_general_name(each) for each in hosts])
    return _identity(
        ca, made, "VIRTUAL online qualification service", ExtendedKeyUsageOID.SERVER_AUTH, alternatives
    )


def institution_identity(ca: Authority, made: datetime, code: str) -> TlsIdentity:
    """For a medical institution: CN is its ten-digit code (医療機関コード). Anything else is a ValueError."""
    if len(code) != 10 or not code.isdecimal():
        raise ValueError(f"an institution code has ten digits, not {code!r}")
    return _identity(ca, made, code, ExtendedKeyUsageOID.CLIENT_AUTH)


def _identity(
    ca: Authority, made: datetime, common_name: str, purpose: x509.ObjectIdentifier, *more: x509.ExtensionType
) -> TlsIdentity:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = name(("C", "JP"), ("O", ORGANISATION), ("CN", common_name))
    extensions: tuple[Extension, ...] = (
        (key_usage("digital_signature"), True),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.ExtendedKeyUsage([purpose]), False),
        *((each, False) for each in more),
        (issuer_key(ca), False),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    )
    issuer, issuer_signing = ca.certificate.subject, ca.key
    assert isinstance(issuer_signing, ec.EllipticCurvePrivateKey)
    certificate = _sign(subject, key.public_key(), made, extensions, issuer, issuer_signing)
    return TlsIdentity(certificate.public_bytes(serialization.Encoding.PEM), key_pem(key))


def _sign(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    made: datetime,
    extensions: tuple[Extension, ...],
    issuer: x509.Name,
    issuer_signing: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(made - BEFORE)
        .not_valid_after(made + AFTER)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(issuer_signing, hashes.SHA256())


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
