"""A bench that issues any certificate a forger or a careless CA could, over keys made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from hardware_mocks.pki.authority import Authority, rsa_key
from hardware_mocks.pki.issuing import Pki
from hardware_mocks.pki.profile import (
    OFFICIAL,
    Holder,
    UserProfile,
    Window,
    key_usage,
    name,
    sign,
    user_certificate,
)
from kiosk.clock import JAPAN
from kiosk.identity.anchors import Anchors, demo_anchors, key_id
from kiosk.identity.certificate import CertificateVerdict
from kiosk.identity.chain import UserCertificate, read_certificate
from kiosk.identity.grace import MONTH_END
from kiosk.identity.judge import judge
from kiosk.identity.revocation import NotRevoked, RevocationEvidence, Subject

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=JAPAN)
SERIAL = 0x12345678
SEEN_BY_ISSUER = timedelta(hours=1)
END = datetime(2029, 2, 17, 14, 59, 59, tzinfo=UTC)


@dataclass(frozen=True)
class Bench:
    pki: Pki
    key: rsa.RSAPrivateKey
    other_key: rsa.RSAPrivateKey

    @property
    def ca(self) -> Authority:
        return self.pki.user_ca

    @property
    def anchors(self) -> Anchors:
        return demo_anchors(self.pki.user_ca_certificate)

    def certificate(
        self,
        profile: UserProfile = OFFICIAL,
        *,
        start: datetime = NOW - timedelta(days=400),
        end: datetime = END,
        ca: Authority | None = None,
        key: rsa.RSAPrivateKey | None = None,
        serial: int = SERIAL,
    ) -> bytes:
        public = (key or self.key).public_key()
        made = user_certificate(
            ca or self.ca, Holder("a test", "13101"), public, serial, Window(start, end), profile
        )
        return made.public_bytes(serialization.Encoding.DER)

    def not_revoked(self, serial: int = SERIAL, at: datetime = NOW) -> NotRevoked:
        subject = Subject(key_id(self.ca.certificate), serial)
        return NotRevoked(subject, at - SEEN_BY_ISSUER, at + SEEN_BY_ISSUER)

    def judged(
        self,
        der: bytes,
        *,
        now: datetime = NOW,
        evidence: RevocationEvidence | None = None,
        anchors: Anchors | None = None,
    ) -> CertificateVerdict:
        vouched = self.not_revoked(at=now) if evidence is None else evidence
        return judge(der, anchors or self.anchors, vouched, MONTH_END, now)


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def serial() -> int:
    return SERIAL


@pytest.fixture(scope="session")
def pki() -> Pki:
    made = Pki.make(NOW)
    made.ledger.issued.add(SERIAL)
    return made


@pytest.fixture(scope="session")
def foreign() -> Pki:
    """Another world: the same names, other keys, as the generations of one CA."""
    made = Pki.make(NOW)
    made.ledger.issued.add(SERIAL)
    return made


@pytest.fixture(scope="session")
def bench(pki: Pki) -> Bench:
    return Bench(pki, rsa_key(), rsa_key())


@pytest.fixture(scope="session")
def card(bench: Bench, good: bytes) -> Callable[..., UserCertificate]:
    """The good card as it was read; anything about it may be another."""

    def made(serial: int = SERIAL, **other: object) -> UserCertificate:
        read = read_certificate(good, bench.anchors)
        assert isinstance(read, UserCertificate)
        return replace(read, serial=serial, **other)

    return made


@pytest.fixture(scope="session")
def good(bench: Bench) -> bytes:
    return bench.certificate()


@pytest.fixture(scope="session")
def root() -> Callable[[str], Authority]:
    """Makes a self-signed root whose O is anything."""

    def make(organisation: str) -> Authority:
        key, own = rsa_key(), name(("C", "JP"), ("O", organisation))
        extensions = (
            (key_usage("key_cert_sign", "crl_sign"), True),
            (x509.BasicConstraints(ca=True, path_length=None), True),
            (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        )
        window = Window(NOW - timedelta(days=2000), NOW + timedelta(days=2000))
        return Authority(sign(own, key.public_key(), 1, window, extensions, (own, key)), key)

    return make
