"""What the card does with a key: the forms of `80 2A` by P1, as recorded in the public soltia48/myna-card."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, utils
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key

from hardware_mocks.card.command import Refusal
from reader.apdu import StatusWord

MAX_RAW = 245
SHA256 = hashes.SHA256()
PKCS1 = padding.PKCS1v15()
PSS = padding.PSS(padding.MGF1(SHA256), padding.PSS.DIGEST_LENGTH)
PREHASHED = utils.Prehashed(SHA256)


def load_key(pkcs8: bytes) -> RSAPrivateKey:
    """The RSA key of a file; another kind is a ValueError.

    The primes are not tested again: that takes longer than the signature, and the card was made by this package.
    """
    key = load_der_private_key(pkcs8, password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("this card signs with RSA")  # noqa: TRY004 - the value is wrong, not its type
    return key


def _verbatim(key: RSAPrivateKey, data: bytes) -> bytes:
    if not 1 <= len(data) <= MAX_RAW:
        raise Refusal(StatusWord.CONDITIONS_NOT_SATISFIED)
    return key.sign(data, PKCS1, utils.NoDigestInfo())


def _bare_hash(key: RSAPrivateKey, data: bytes) -> bytes:
    digest = hashes.Hash(SHA256)
    digest.update(data)
    return _verbatim(key, digest.finalize())


def _prehashed(scheme: padding.AsymmetricPadding) -> Callable[[RSAPrivateKey, bytes], bytes]:
    def signed(key: RSAPrivateKey, data: bytes) -> bytes:
        if len(data) != SHA256.digest_size:
            raise Refusal(StatusWord.CONDITIONS_NOT_SATISFIED)
        return key.sign(data, scheme, PREHASHED)

    return signed


FORMS: MappingProxyType[int, Callable[[RSAPrivateKey, bytes], bytes]] = MappingProxyType(
    {
        0x00: _verbatim,
        0x01: _bare_hash,
        0x02: _prehashed(PKCS1),
        0x03: lambda key, data: key.sign(data, PKCS1, SHA256),
        0x04: _prehashed(PSS),
        0x05: lambda key, data: key.sign(data, PSS, SHA256),
    }
)
