"""The catalogue of everything that a virtual card can be made to do wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hardware_mocks.card.material import Application, CardMaterial, SigningKey


class Pulled(Exception):
    """The card left; whether it carried out the command is for the fault to say."""


class Silence(Exception):
    """The card will not answer this command, ever."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Switches, all off by default. APDUs are counted from 0 since power came on.

    pulled_before / pulled_after: the card leaves at that APDU, before or after having carried it out.
    mute_from: no answer from that APDU on. delay: seconds before each answer. endless: every READ BINARY announces
    more for ever (`61xx`). torn: files end half-way. oversized: lengths no file can have. garbage: files hold noise.
    junk: stray bytes before FF20. record_signature_wrong: the signed records were altered.
    copied: certificates and records without the keys that belong to them.
    """

    pulled_before: int | None = None
    pulled_after: int | None = None
    mute_from: int | None = None
    delay: float = 0.0
    endless: bool = False
    torn: bool = False
    oversized: bool = False
    garbage: bool = False
    junk: int = 0
    record_signature_wrong: bool = False
    copied: bool = False


NONE = Faults()

CATALOGUE = MappingProxyType(
    {
        "none": NONE,
        "pulled_at_once": Faults(pulled_before=0),
        "pulled_while_reading": Faults(pulled_before=8),
        "answer_lost": Faults(pulled_after=8),
        "mute": Faults(mute_from=0),
        "slow": Faults(delay=0.2),
        "endless": Faults(endless=True),
        "torn": Faults(torn=True),
        "oversized": Faults(oversized=True),
        "garbage": Faults(garbage=True),
        "junk_before_face": Faults(junk=2),
        "record_signature_wrong": Faults(record_signature_wrong=True),
        "copied": Faults(copied=True),
    }
)

RECORD_SIGNATURES = (b"\xdf\x28\x82\x01\x00", b"\xdf\x33\x82\x01\x00")
FACE = b"\xff\x20"
TAGS = (b"\x30", b"\x7f\x21", FACE, b"\xff\x30", b"\xff\x50")


def afflicted(material: CardMaterial, faults: Faults) -> CardMaterial:
    """The chip with those faults that lie in its content."""
    if faults.copied:
        material = _with_other_keys(material)
    rewritings: tuple[tuple[bool, Callable[[bytes], bytes]], ...] = (
        (faults.record_signature_wrong, _with_wrong_signature),
        (faults.junk > 0, lambda content: bytes(faults.junk) + content if content[:2] == FACE else content),
        (faults.torn, lambda content: content[: len(content) // 2]),
        (faults.oversized, _with_endless_length),
        (faults.garbage, lambda content: bytes(at * 167 + 13 & 0xFF for at in range(len(content)))),
    )
    for wanted, rewriting in rewritings:
        material = material.with_contents(rewriting) if wanted else material
    return material


def _with_endless_length(content: bytes) -> bytes:
    width = next((len(tag) for tag in TAGS if content.startswith(tag)), None)
    return content if width is None else content[:width] + b"\x83\x7f\xff\xff" + content[width + 4 :]


def _with_wrong_signature(content: bytes) -> bytes:
    for mark in RECORD_SIGNATURES:
        at = content.find(mark)
        if at >= 0:
            spot = at + len(mark)
            return content[:spot] + bytes((content[spot] ^ 0x01,)) + content[spot + 1 :]
    return content


def _with_other_keys(material: CardMaterial) -> CardMaterial:
    key = rsa.generate_private_key(public_exponent=0x010001, key_size=2048)
    other = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def of(application: Application) -> Application:
        files = {
            name: replace(file, pkcs8=other) if isinstance(file, SigningKey) else file
            for name, file in application.files.items()
        }
        return replace(application, files=files, own_key=other if application.own_key else None)

    return replace(material, applications=tuple(of(each) for each in material.applications), card_key=other)
