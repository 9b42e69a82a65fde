"""The files of a chip's applications, written as test cards were seen to hold them (public: soltia48/myna-card)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, utils
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hardware_mocks.card.encode import tlv, with_offsets
from hardware_mocks.card.lettering import lettering
from hardware_mocks.card.material import Application, ElementaryFile, Secret, SigningKey, Transparent
from hardware_mocks.personas.model import Resident
from hardware_mocks.pki.card_verifiable import public_key_objects

JPKI = bytes.fromhex("D392F000260100000001")
FACE = bytes.fromhex("D3921000310001010402")
TEXT = bytes.fromhex("D3921000310001010408")
PIN_LIMIT, PASSWORD_LIMIT, NUMBER_LIMIT = 3, 5, 10
THREE_DIGESTS_INFO = bytes.fromhex("3071300D060960864801650304020105000460")
FILLER = b"\xff" * 64


@dataclass(frozen=True, slots=True)
class Keys:
    """The record issuer's key with its certificate for each application, and the chip's own two keys."""

    issuer: RSAPrivateKey = field(repr=False)
    face_certificate: bytes = field(repr=False)
    text_certificate: bytes = field(repr=False)
    face: RSAPrivateKey = field(repr=False)
    text: RSAPrivateKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed on the card and repeated in the chip; `number_b` is 照合番号B."""

    resident: Resident
    expires: date
    security_code: str = field(repr=False)
    number_b: str = field(repr=False)
    photo: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class UserKey:
    """The user certificate (DER) with its CA's, its key, and the PIN with the tries it has left."""

    certificate: bytes = field(repr=False)
    ca_certificate: bytes = field(repr=False)
    key: RSAPrivateKey = field(repr=False)
    pin: str = field(repr=False)
    pin_tries: int
    password: str = field(repr=False)
    password_tries: int


def pkcs8(key: RSAPrivateKey) -> bytes:
    """The key as the card material holds it."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def jpki_application(user: UserKey) -> Application:
    """公的個人認証AP with a user certificate and without a signature certificate (署名用): EF 0001 and 0002 are absent."""
    files: dict[int, ElementaryFile] = {
        0x0006: Transparent(_token_information()),
        0x0008: Transparent(bytes.fromhex("008F00")),
        0x000A: Transparent(user.certificate + FILLER),
        0x000B: Transparent(user.ca_certificate + FILLER),
        0x0017: SigningKey(pkcs8(user.key), frozenset({0x18}), for_terminal=True),
        0x0018: Secret(user.pin.encode("ascii"), user.pin_tries, PIN_LIMIT),
        0x001B: Secret(user.password.encode("ascii"), user.password_tries, PASSWORD_LIMIT),
    }
    return Application(JPKI, files)


def _token_information() -> bytes:
    """CK_TOKEN_INFO of PKCS#11, 160 bytes: the label of a My Number Card, every other name says VIRTUAL."""
    names = b"".join(b"VIRTUAL".ljust(size) for size in (32, 16, 16))
    numbers = (0x040D, 1, 0, 1, 0, 16, 6)
    memory = b"\xff" * 16
    versions = b"0301"
    return (
        b"JPKIAPICCTOKEN2".ljust(32)
        + names
        + b"".join(each.to_bytes(4, "big") for each in numbers)
        + memory
        + versions
        + b"9" * 16
    )


def face_application(printed: Printed, keys: Keys) -> Application:
    """券面事項確認AP. 照合番号B opens the face; the number's picture and the age record are not on this card."""
    by_number = frozenset({0x12})
    files: dict[int, ElementaryFile] = {
        0x0002: Transparent(_face_file(printed, keys), by_number),
        0x0004: Transparent(keys.face_certificate),
        0x0006: Transparent(b"\xff" * 16, by_number),
        0x0012: Secret(printed.number_b.encode("ascii"), NUMBER_LIMIT, NUMBER_LIMIT),
    }
    return Application(FACE, files, pkcs8(keys.face))


def _face_file(printed: Printed, keys: Keys) -> bytes:
    person = printed.resident
    groups: tuple[tuple[tuple[int, bytes], ...], ...] = (
        (
            (0xDF22, f"{person.birthdate:%Y%m%d}".encode("ascii")),
            (0xDF23, person.sex.encode("ascii")),
            (0xDF24, public_key_objects(keys.face.public_key())),
        ),
        ((0xDF25, lettering(person.name, 256, 24)), (0xDF26, lettering(person.address, 512, 24))),
        () if printed.photo is None else ((0xDF27, printed.photo),),
    )
    digests = (sha256(b"".join(tlv(tag, value) for tag, value in group)).digest() for group in groups)
    signature = keys.issuer.sign(
        THREE_DIGESTS_INFO + b"".join(digests), padding.PKCS1v15(), utils.NoDigestInfo()
    )
    unsigned = (
        (0xDF28, signature),
        (0xDF29, f"{printed.expires:%Y%m%d}".encode("ascii")),
        (0xDF2A, lettering(printed.security_code, 24, 12, mark="")),
    )
    return with_offsets(0xFF20, 0xDF21, [each for group in groups for each in group] + list(unsigned), 9)


def text_application(printed: Printed, keys: Keys) -> Application:
    """券面事項入力補助AP without EF 0001: no individual number exists on a virtual card, nor the PIN that opens it."""
    by_number = frozenset({0x15})
    files: dict[int, ElementaryFile] = {
        0x0002: Transparent(_items_file(printed.resident), by_number),
        0x0003: Transparent(_items_record(printed.resident, keys), by_number),
        0x0004: Transparent(keys.text_certificate),
        0x0007: Transparent(_key_record(keys), by_number),
        0x0008: Transparent(b"\xff" * 16),
        0x0015: Secret(printed.number_b.encode("ascii"), NUMBER_LIMIT, NUMBER_LIMIT),
    }
    return Application(TEXT, files, pkcs8(keys.text))


def _items(person: Resident) -> tuple[tuple[int, bytes], ...]:
    return (
        (0xDF22, person.name.encode("utf-8")),
        (0xDF23, person.address.encode("utf-8")),
        (0xDF24, f"{person.birthdate:%Y%m%d}".encode("ascii")),
        (0xDF25, person.sex.encode("ascii")),
    )


def _items_file(person: Resident) -> bytes:
    return with_offsets(0xFF20, 0xDF21, _items(person), 4)


def _items_record(person: Resident, keys: Keys) -> bytes:
    """The signed digests; where the individual number's file would be hashed, an empty file's filler is."""
    behind_offsets = b"".join(tlv(tag, value) for tag, value in _items(person))
    digests = tlv(0xDF31, sha256(b"\xff" * 17).digest()) + tlv(0xDF32, sha256(behind_offsets).digest())
    return tlv(0xFF30, digests + tlv(0xDF33, _signed(keys, digests)))


def _key_record(keys: Keys) -> bytes:
    key = tlv(0xDF51, public_key_objects(keys.text.public_key()))
    return tlv(0xFF50, key + tlv(0xDF52, _signed(keys, key)))


def _signed(keys: Keys, message: bytes) -> bytes:
    return keys.issuer.sign(message, padding.PKCS1v15(), hashes.SHA256())
