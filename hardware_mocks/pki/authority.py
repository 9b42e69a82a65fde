"""A certificate with its private key, and how both are kept in a folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

SigningKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody who signs: a CA, or the responder it delegated to."""

    certificate: x509.Certificate
    key: SigningKey = field(repr=False)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def save(self, folder: Path, name: str) -> None:
        (folder / f"{name}.crt").write_bytes(self.pem)
        save_key(folder / f"{name}.key", self.key)

    @classmethod
    def load(cls, folder: Path, name: str) -> Authority:
        certificate = x509.load_pem_x509_certificate((folder / f"{name}.crt").read_bytes())
        return cls(certificate, load_key(folder / f"{name}.key"))


def rsa_key() -> rsa.RSAPrivateKey:
    """RSA-2048 with e = 65537, the only size on today's cards."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_pem(key: SigningKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def save_key(path: Path, key: SigningKey) -> None:
    """Write a private key that nobody else can read, not even for the moment between writing and chmod."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
        file.write(key_pem(key))


def load_key(path: Path) -> SigningKey:
    """Read back what `save_key` wrote; another kind of key is a TypeError."""
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path.name} holds a {type(key).__name__}")
    return key


def load_rsa_key(path: Path) -> rsa.RSAPrivateKey:
    """As `load_key`, for the keys that cards and terminals use."""
    key = load_key(path)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{path.name} holds a {type(key).__name__}")
    return key
