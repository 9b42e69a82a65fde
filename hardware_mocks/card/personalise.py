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
from hardware_mocks.pki.card_verifiable import key_id, public_key_objects

JPKI = bytes.fromhex("D392F000260100000001")
FACE = bytes.fromhex("D3921000310001010402")
TEXT = bytes.fromhex("D3921000310001010408")
PIN_LIMIT, PASSWORD_LIMIT, NUMBER_LIMIT = 3, 5, 10
THREE_DIGESTS_INFO = bytes.fromhex("3071300D060960864801650304020105000460")
FILLER = b"\xff" * 64
UNKNOWN = b"\xff" * 16
"""Where a file is known to be there and what it holds is not."""
MY_NUMBER_LABEL = b"JPKIAPICCTOKEN2"
AVAILABLE = 0x8F
NEVER = 0x100
"""No secret of this name exists: such a file is never opened."""
ALL_ONES = b"\xff" * 16


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
    number_a: str = field(repr=False)
    number_b: str = field(repr=False)
    pin: str = field(repr=False)
    photo: bytes | None = field(repr=False)
    municipality: str


@dataclass(frozen=True, slots=True)
class SignatureKey:
    """The signature certificate (署名用, DER) with its CA's and its key."""

    certificate: bytes = field(repr=False)
    ca_certificate: bytes = field(repr=False)
    key: RSAPrivateKey = field(repr=False)


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


def jpki_application(user: UserKey, signature: SignatureKey | None) -> Application:
    """公的個人認証AP. Without a signature certificate its file is absent, as we infer: no public source tells."""
    files: dict[int, ElementaryFile] = {
        0x0005: Transparent(UNKNOWN),
        0x0006: Transparent(token_information(MY_NUMBER_LABEL)),
        0x0008: Transparent(bytes((AVAILABLE if signature else 0, AVAILABLE, 0))),
        0x0009: Transparent(UNKNOWN, frozenset({NEVER})),
        0x000A: Transparent(user.certificate + FILLER),
        0x000B: Transparent(user.ca_certificate + FILLER),
        0x0010: Transparent(UNKNOWN),
        0x0017: SigningKey(pkcs8(user.key), frozenset({0x18}), for_terminal=True),
        0x0018: Secret(user.pin.encode("ascii"), user.pin_tries, PIN_LIMIT),
        0x001B: Secret(user.password.encode("ascii"), user.password_tries, PASSWORD_LIMIT),
    }
    if signature:
        files |= {
            0x0001: Transparent(signature.certificate + FILLER, frozenset({0x1B})),
            0x0002: Transparent(signature.ca_certificate + FILLER),
            0x001A: SigningKey(pkcs8(signature.key), frozenset({0x1B})),
        }
    return Application(JPKI, files)


def token_information(label: bytes) -> bytes:
    """CK_TOKEN_INFO of PKCS#11, 160 bytes: the label tells the kind of token, every other name says VIRTUAL."""
    names = b"".join(b"VIRTUAL".ljust(size) for size in (32, 16, 16))
    numbers = (0x040D, 1, 0, 1, 0, 16, 6)
    memory = b"\xff" * 16
    versions = b"0301"
    return (
        label.ljust(32)
        + names
        + b"".join(each.to_bytes(4, "big") for each in numbers)
        + memory
        + versions
        + b"9" * 16
    )


def face_application(printed: Printed, keys: Keys) -> Application:
    """券面事項確認AP. Both 照合番号 open the face, A alone the number's picture, the birth date the age record."""
    by_either, by_a = frozenset({0x12, 0x13}), frozenset({0x13})
    files: dict[int, ElementaryFile] = {
        0x0001: Transparent(_age_record(printed, keys), frozenset({0x11})),
        0x0002: Transparent(_face_file(printed, keys), by_either),
        0x0003: Transparent(_face_information(printed)),
        0x0004: Transparent(keys.face_certificate),
        0x0005: Transparent(_number_picture(printed, keys), by_a),
        0x0006: Transparent(ALL_ONES, by_either),
        0x0011: Secret(birth_digits(printed).encode("ascii"), NUMBER_LIMIT, NUMBER_LIMIT),
        0x0012: Secret(printed.number_b.encode("ascii"), NUMBER_LIMIT, NUMBER_LIMIT),
        0x0013: Secret(printed.number_a.encode("ascii"), NUMBER_LIMIT, NUMBER_LIMIT),
    }
    return Application(FACE, files, pkcs8(keys.face))


def birth_digits(printed: Printed) -> str:
    """YYMMDD in the era's year: the first six digits of 照合番号B."""
    return printed.number_b[:6]


def _signed_file(outer: int, first: int, values: tuple[bytes, ...], keys: Keys) -> bytes:
    """`outer {first: value, first + 1: value, …, signature}`, the signature over all objects before it."""
    body = b"".join(tlv(first + at, value) for at, value in enumerate(values))
    return tlv(outer, body + tlv(first + len(values), _signed(keys, body)))


def _age_record(printed: Printed, keys: Keys) -> bytes:
    born = f"{printed.resident.birthdate:%Y%m%d}".encode("ascii")
    return _signed_file(0xFF10, 0xDF11, (born, public_key_objects(keys.face.public_key())), keys)


def _number_picture(printed: Printed, keys: Keys) -> bytes:
    picture = lettering(printed.number_a, 72, 12, mark="")
    return _signed_file(0xFF40, 0xDF41, (picture, public_key_objects(keys.face.public_key())), keys)


def _face_information(printed: Printed) -> bytes:
    """Version, key, municipality; what DF35 holds behind its key reference is not public."""
    values = (
        bytes.fromhex("06030E01"),
        key_id("9000023"),
        b"\x01",
        printed.municipality.encode("ascii"),
        key_id("9000023") + bytes(256),
    )
    return tlv(0xFF30, b"".join(tlv(0xDF31 + at, value) for at, value in enumerate(values)))


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
    """券面事項入力補助AP. 照合番号A opens the number and not the items, B the items and not the number, the PIN both."""
    pin, by_a, by_b = 0x11, 0x14, 0x15
    by_any = frozenset({pin, by_a, by_b})
    number = _number_file(printed)
    files: dict[int, ElementaryFile] = {
        0x0001: Transparent(number, frozenset({pin, by_a})),
        0x0002: Transparent(_items_file(printed.resident), frozenset({pin, by_b})),
        0x0003: Transparent(_items_record(number, printed.resident, keys), by_any),
        0x0004: Transparent(keys.text_certificate),
        0x0005: Transparent(_text_information()),
        0x0006: Transparent(tlv(0xA1, public_key_objects(keys.text.public_key())), by_any),
        0x0007: Transparent(_key_record(keys), by_any),
        0x0008: Transparent(ALL_ONES),
        pin: Secret(printed.pin.encode("ascii"), PIN_LIMIT, PIN_LIMIT),
        0x0012: Secret(b"", 0, PIN_LIMIT),
        0x0013: SigningKey(pkcs8(keys.text), frozenset()),
        by_a: Secret(printed.number_a.encode("ascii"), NUMBER_LIMIT, NUMBER_LIMIT),
        by_b: Secret(printed.number_b.encode("ascii"), NUMBER_LIMIT, NUMBER_LIMIT),
    }
    return Application(TEXT, files, pkcs8(keys.text))


def _number_file(printed: Printed) -> bytes:
    return tlv(0xFF10, printed.number_a.encode("ascii")) + b"\xff\xff"


def _text_information() -> bytes:
    values = (bytes.fromhex("01030E01"), key_id("9000033"), bytes(32) + b"\xff" * 96)
    return tlv(0xFF40, b"".join(tlv(0xDF41 + at, value) for at, value in enumerate(values)))


def _items(person: Resident) -> tuple[tuple[int, bytes], ...]:
    return (
        (0xDF22, person.name.encode("utf-8")),
        (0xDF23, person.address.encode("utf-8")),
        (0xDF24, f"{person.birthdate:%Y%m%d}".encode("ascii")),
        (0xDF25, person.sex.encode("ascii")),
    )


def _items_file(person: Resident) -> bytes:
    return with_offsets(0xFF20, 0xDF21, _items(person), 4)


def _items_record(number: bytes, person: Resident, keys: Keys) -> bytes:
    """The signed digests of the number's whole file and of the items behind their offsets."""
    behind_offsets = b"".join(tlv(tag, value) for tag, value in _items(person))
    return _signed_file(0xFF30, 0xDF31, (sha256(number).digest(), sha256(behind_offsets).digest()), keys)


def _key_record(keys: Keys) -> bytes:
    return _signed_file(0xFF50, 0xDF51, (public_key_objects(keys.text.public_key()),), keys)


def _signed(keys: Keys, message: bytes) -> bytes:
    return keys.issuer.sign(message, padding.PKCS1v15(), hashes.SHA256())
