"""Issuing a virtual card to a made-up person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hardware_mocks.card.common import common_application, register_application
from hardware_mocks.card.material import ATRS, CardMaterial
from hardware_mocks.card.number_a import number_a
from hardware_mocks.card.personalise import (
    PASSWORD_LIMIT,
    Keys,
    Printed,
    SignatureKey,
    UserKey,
    face_application,
    jpki_application,
    pkcs8,
    text_application,
)
from hardware_mocks.personas.model import Persona, PersonaCard
from hardware_mocks.pki.authority import rsa_key
from hardware_mocks.pki.card_verifiable import key_id
from hardware_mocks.pki.issuing import JAPAN, IssuedCertificate, Pki, certificate_window
from hardware_mocks.pki.profile import Signer
from reader.card.number_b import number_b
from reader.card.terminal_auth import PROTOCOL

MUNICIPALITY = "99901"
SIGN_PASSWORD = "MIHON1"  # noqa: S105 - made up
ADULT_AGE = 18
SIGNING_AGE = 15
ADULT_BIRTHDAYS, CHILD_BIRTHDAYS = 10, 5


@dataclass(frozen=True, slots=True)
class CardRules:
    """What a kind of card has: a usable PIN, a signature password, a photograph."""

    pin: bool
    password: bool
    photo: bool


KINDS = {
    "ordinary": CardRules(pin=True, password=True, photo=True),
    "face_only": CardRules(pin=False, password=False, photo=True),
    "infant": CardRules(pin=True, password=False, photo=False),
}


def card_expires(persona: Persona, now: datetime) -> date:
    """The tenth birthday after issue, for people under 18 the fifth; the card is issued on the day of `now`."""
    born, issued = persona.resident.birthdate, now.astimezone(JAPAN).date()
    had_birthday = (issued.month, issued.day) >= (born.month, born.day)
    birthdays = ADULT_BIRTHDAYS if _age(born, issued) >= ADULT_AGE else CHILD_BIRTHDAYS
    year = issued.year + birthdays - (0 if had_birthday else 1)
    return _birthday(born, year)


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def issue_card(
    persona: Persona,
    pki: Pki,
    photo_jp2: bytes | None,
    now: datetime,
    new_key: Callable[[], RSAPrivateKey] = rsa_key,
    municipality: str = MUNICIPALITY,
) -> CardMaterial:
    """Make the chip of a persona's card.

    `photo_jp2` is left out for a kind of card that has none. A revoked certificate is revoked in `pki`, as of `now`.

    Raises:
        ValueError: the persona has no card.
        KeyError: an unknown kind of card or state of certificate.
    """
    card = persona.card
    if card is None:
        raise ValueError(f"{persona.id} has no card")
    rules = KINDS[card.kind]
    user = pki.user_certificate(persona.id, municipality, *certificate_window(card.certificate, now))
    if card.certificate in {"revoked", "on_hold"}:
        pki.revoke(user.serial, now, on_hold=card.certificate == "on_hold")
    printed = _printed(persona, card, photo_jp2 if rules.photo else None, now, municipality)
    keys = _keys(pki, new_key)
    serial = sha256(b"VIRTUAL" + persona.id.encode("utf-8")).digest()[:8]
    signature = _signature_key(persona, rules, pki, now, municipality)
    return CardMaterial(
        applications=(
            jpki_application(_user_key(card, rules, user, pki), signature),
            face_application(printed, keys),
            text_application(printed, keys),
            common_application(serial, municipality, printed.expires, card.pin, pkcs8(keys.face)),
            register_application(card.pin),
        ),
        data_objects=_data_objects(pki, serial, printed, keys),
        user_certificate=user.der,
        certificate_serial=user.serial,
        serial=serial,
        terminal_ca=_public(pki.terminal_ca_public_key),
        card_key=pkcs8(keys.face),
        atr=ATRS[serial[0] % len(ATRS)],
    )


def _signature_key(
    persona: Persona, rules: CardRules, pki: Pki, now: datetime, municipality: str
) -> SignatureKey | None:
    """None for cards that have none, and for everybody under fifteen."""
    person = persona.resident
    if not rules.password or _age(person.birthdate, now.astimezone(JAPAN).date()) < SIGNING_AGE:
        return None
    holder = Signer(person.name, person.birthdate, person.sex, person.address, municipality)
    issued = pki.signature_certificate(holder, *certificate_window("valid", now))
    return SignatureKey(issued.der, pki.signature_ca.der, issued.key)


def _printed(
    persona: Persona, card: PersonaCard, photo: bytes | None, now: datetime, municipality: str
) -> Printed:
    expires = card_expires(persona, now)
    return Printed(
        resident=persona.resident,
        expires=expires,
        security_code=card.security_code,
        number_a=number_a(persona.id),
        pin=card.pin,
        municipality=municipality,
        number_b=number_b(persona.resident.birthdate, expires.year, card.security_code),
        photo=photo,
    )


def _user_key(card: PersonaCard, rules: CardRules, user: IssuedCertificate, pki: Pki) -> UserKey:
    return UserKey(
        certificate=user.der,
        ca_certificate=pki.user_ca_certificate,
        key=user.key,
        pin=card.pin,
        pin_tries=card.pin_tries if rules.pin else 0,
        password=SIGN_PASSWORD,
        password_tries=PASSWORD_LIMIT if rules.password else 0,
    )


def _keys(pki: Pki, new_key: Callable[[], RSAPrivateKey]) -> Keys:
    issuer = new_key()
    return Keys(
        issuer=issuer,
        face_certificate=pki.card_verifiable(key_id("9000023"), issuer.public_key()),
        text_certificate=pki.card_verifiable(key_id("9000033"), issuer.public_key()),
        face=new_key(),
        text=new_key(),
    )


CARD_RECOGNITION = bytes.fromhex("663F733D06072A864886FC6B01")
"""The beginning of GlobalPlatform's card recognition data; the rest would name a maker."""


def _data_objects(pki: Pki, serial: bytes, printed: Printed, keys: Keys) -> dict[int, bytes]:
    """GET DATA of the issuer security domain; DF5A and DF5B belong to the simulation alone."""
    return {
        0x0042: key_id("9000001"),
        0x0045: serial,
        0x00F0: printed.municipality.encode("ascii"),
        0x00F2: f"{printed.expires:%Y%m%d}".encode("ascii"),
        0x0066: CARD_RECOGNITION,
        0x00F7: pki.card_verifiable(key_id("9000021"), keys.face.public_key()),
        0x00F8: pki.card_verifiable(key_id("9000022"), keys.text.public_key()),
        0x7F21: pki.card_verifiable(key_id("9000020"), keys.issuer.public_key()),
        0x5F51: ATRS[-1][1:],
        0xDF5A: PROTOCOL,
        0xDF5B: pki.card_verifiable(key_id("9000024"), keys.face.public_key()),
    }


def _public(key: RSAPublicKey) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
