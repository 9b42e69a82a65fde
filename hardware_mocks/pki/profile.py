"""The certificate profile of the user authentication hierarchy, as data, under a name that no real card carries.

Order, criticality and content of the extensions follow public certificates and J-LIS's published profile
(公的個人認証サービス プロファイル仕様書). Names and addresses say VIRTUAL, and hosts end in `.invalid`, so that
nothing issued here can be mistaken for, or ask, the real service.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from hardware_mocks.pki.authority import Authority, SigningKey, rsa_key

ORGANISATION = "JPKI-VIRTUAL"
POLICY = "1.2.392.200149.8.5.1.3.30"
SIGNATURE_POLICY = "1.2.392.200149.8.5.1.1.20"
HOLDER = "1.2.392.200149.8.5.5"
"""The arc of other names: .1 name, .2 its replaced letters, .3 sex, .4 birth date, .5 address, .6 its replaced letters."""
CPS = "http://cps.virtual.invalid/cps.html"
OCSP_ADDRESS = "http://ocsp.virtual.invalid"
CA_SERIAL = 0x09990001
BEFORE, AFTER = timedelta(days=365 * 7), timedelta(days=365 * 10)

_FIELDS = {
    "C": NameOID.COUNTRY_NAME,
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "CN": NameOID.COMMON_NAME,
}
_NO_USAGE = dict.fromkeys(
    (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    ),
    False,
)  # fmt: skip

Extension = tuple[x509.ExtensionType, bool]
"""An extension and whether it is critical."""


def name(*parts: tuple[str, str]) -> x509.Name:
    """A distinguished name from (field, value) pairs; C becomes a PrintableString, the rest UTF8String."""
    return x509.Name([x509.NameAttribute(_FIELDS[key], value) for key, value in parts])


USER_CA = (
    ("C", "JP"),
    ("O", ORGANISATION),
    ("OU", "JPKI for user authentication"),
    ("OU", "Virtual Agency for Test Cards"),
)
SIGNATURE_CA = (*USER_CA[:2], ("OU", "JPKI for digital signature"), USER_CA[3])
ALTERNATIVE = (("C", "JP"), ("O", "公的個人認証サービス VIRTUAL 見本"))


def key_usage(*allowed: str) -> x509.KeyUsage:
    return x509.KeyUsage(**(_NO_USAGE | dict.fromkeys(allowed, True)))


@dataclass(frozen=True, slots=True)
class UserProfile:
    """What a user certificate claims. Defaults are the official profile; tests vary one field."""

    usage: tuple[str, ...] = ("digital_signature",)
    purposes: tuple[x509.ObjectIdentifier, ...] = (ExtendedKeyUsageOID.CLIENT_AUTH,)
    policy: str = POLICY
    digest: hashes.SHA224 | hashes.SHA256 | hashes.SHA384 = field(default_factory=hashes.SHA256)


OFFICIAL = UserProfile()


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a user certificate names: never a person's name, only a number and a municipality."""

    subject: str
    municipality: str

    @property
    def common_name(self) -> str:
        """14 alphanumerics, the five-digit municipality and `003A`: 23 characters, VIRTUAL in front."""
        digest = b32encode(hashlib.sha256(self.subject.encode()).digest()).decode()
        return f"VIRTUAL{digest[:7]}{self.municipality}003A"


@dataclass(frozen=True, slots=True)
class Signer:
    """Whom a signature certificate names: a person, by the four items."""

    name: str
    birthdate: date
    sex: str
    address: str
    municipality: str


@dataclass(frozen=True, slots=True)
class Window:
    """notBefore and notAfter, both included."""

    start: datetime
    end: datetime


def sign(
    subject: x509.Name,
    key: rsa.RSAPublicKey,
    serial: int,
    window: Window,
    extensions: Iterable[Extension],
    issuer: tuple[x509.Name, SigningKey],
    digest: hashes.SHA224 | hashes.SHA256 | hashes.SHA384 | None = None,
) -> x509.Certificate:
    """Put a certificate together; the extensions keep their order."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0])
        .public_key(key)
        .serial_number(serial)
        .not_valid_before(window.start)
        .not_valid_after(window.end)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(issuer[1], digest or hashes.SHA256())


def user_ca(now: datetime) -> Authority:
    """The CA of user certificates. Every call gives the same DN and another key, as the three real generations do."""
    return _certificate_authority(USER_CA, now)


def signature_ca(now: datetime) -> Authority:
    """The CA of signature certificates (署名用)."""
    return _certificate_authority(SIGNATURE_CA, now)


def _certificate_authority(named: Iterable[tuple[str, str]], now: datetime) -> Authority:
    key, own = rsa_key(), name(*named)
    extensions: tuple[Extension, ...] = (
        (key_usage("key_cert_sign", "crl_sign"), True),
        (x509.BasicConstraints(ca=True, path_length=None), True),
        (x509.SubjectAlternativeName([x509.DirectoryName(name(*ALTERNATIVE))]), False),
        (_distribution_point(own), False),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    )
    window = Window(now - BEFORE, now + AFTER)
    return Authority(sign(own, key.public_key(), CA_SERIAL, window, extensions, (own, key)), key)


def user_certificate(
    ca: Authority, holder: Holder, key: rsa.RSAPublicKey, serial: int, window: Window, profile: UserProfile
) -> x509.Certificate:
    """利用者証明用電子証明書 with the extensions in the official order."""
    policy = x509.PolicyInformation(x509.ObjectIdentifier(profile.policy), [CPS])
    extensions: tuple[Extension, ...] = (
        (key_usage(*profile.usage), True),
        (x509.ExtendedKeyUsage(profile.purposes), False),
        (x509.CertificatePolicies([policy]), True),
        (x509.IssuerAlternativeName([x509.DirectoryName(name(*ALTERNATIVE))]), False),
        (_distribution_point(municipal_point(holder.municipality)), False),
        (_status_address(), False),
        (issuer_key(ca), False),
        (x509.SubjectKeyIdentifier.from_public_key(key), False),
    )
    subject = name(("C", "JP"), ("CN", holder.common_name))
    return sign(subject, key, serial, window, extensions, (ca.certificate.subject, ca.key), profile.digest)


def signature_certificate(
    ca: Authority, holder: Signer, key: rsa.RSAPublicKey, serial: int, window: Window
) -> x509.Certificate:
    """署名用電子証明書: it signs documents, and says in other names who its holder is."""
    policy = x509.PolicyInformation(x509.ObjectIdentifier(SIGNATURE_POLICY), [CPS])
    said = (
        (1, holder.name),
        (4, f"{_era(holder.birthdate)}{holder.birthdate:%Y%m%d}"),
        (3, holder.sex),
        (5, holder.address),
        (2, "0" * len(holder.name)),
        (6, "0" * len(holder.address)),
    )
    others = [x509.OtherName(x509.ObjectIdentifier(f"{HOLDER}.{at}"), _utf8(text)) for at, text in said]
    extensions: tuple[Extension, ...] = (
        (key_usage("digital_signature", "content_commitment"), True),
        (x509.CertificatePolicies([policy]), True),
        (x509.SubjectAlternativeName(others), False),
        (x509.IssuerAlternativeName([x509.DirectoryName(name(*ALTERNATIVE))]), False),
        (_distribution_point(municipal_point(holder.municipality)), False),
        (issuer_key(ca), False),
        (x509.SubjectKeyIdentifier.from_public_key(key), False),
    )
    subject = name(("C", "JP"), ("CN", Holder(holder.name, holder.municipality).common_name))
    return sign(subject, key, serial, window, extensions, (ca.certificate.subject, ca.key))


def _era(day: date) -> str:
    """3 昭和, 4 平成, 5 令和, and 0 for what is older; the year behind it is the Gregorian one."""
    starts = ((date(2019, 5, 1), "5"), (date(1989, 1, 8), "4"), (date(1926, 12, 25), "3"))
    return next((digit for first, digit in starts if day >= first), "0")


def _utf8(text: str) -> bytes:
    """A UTF8String in DER."""
    value = text.encode("utf-8")
    size = len(value)
    length = bytes((size,)) if size < 0x80 else b"\x82" + size.to_bytes(2, "big")
    return b"\x0c" + (b"\x81" + bytes((size,)) if 0x80 <= size < 0x100 else length) + value


def ocsp_responder(ca: Authority, now: datetime) -> Authority:
    """The delegated responder of RFC 6960, 4.2.2.2: the CA's own signature under EKU OCSPSigning."""
    key = rsa_key()
    extensions: tuple[Extension, ...] = (
        (key_usage("digital_signature"), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False),
        (x509.OCSPNoCheck(), False),
        (issuer_key(ca), False),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    )
    subject = name(("C", "JP"), ("O", ORGANISATION), ("CN", "VIRTUAL OCSP responder"))
    window, issuer = Window(now - BEFORE, now + AFTER), (ca.certificate.subject, ca.key)
    return Authority(sign(subject, key.public_key(), CA_SERIAL + 1, window, extensions, issuer), key)


def issuer_key(ca: Authority) -> x509.AuthorityKeyIdentifier:
    """Key id, issuer and serial together: with one DN for all generations the name alone finds nobody."""
    key_id = ca.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    issuer = [x509.DirectoryName(ca.certificate.issuer)]
    return x509.AuthorityKeyIdentifier(key_id, issuer, ca.certificate.serial_number)


def municipal_point(municipality: str) -> x509.Name:
    """Where the list of a municipality is published: a name in the directory, no address."""
    place = (
        ("OU", "CRL Distribution Points"),
        ("OU", "Virtual-ken"),
        ("CN", f"VIRTUAL-{municipality} CRLDP"),
    )
    return name(*USER_CA[:3], *place)


def _distribution_point(where: x509.Name) -> x509.CRLDistributionPoints:
    point = x509.DistributionPoint([x509.DirectoryName(where)], None, None, None)
    return x509.CRLDistributionPoints([point])


def _status_address() -> x509.AuthorityInformationAccess:
    address = x509.UniformResourceIdentifier(OCSP_ADDRESS)
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, address)]
    )
