from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from cryptography import x509
from PIL import Image

from hardware_mocks.card import card_expires, issue_card
from hardware_mocks.card.lettering import lettering
from hardware_mocks.personas.model import Persona
from hardware_mocks.pki.issuing import Pki


def born(someone: Persona, day: date) -> Persona:
    return replace(someone, resident=replace(someone.resident, birthdate=day))


@pytest.mark.parametrize(
    ("birthdate", "expires"),
    [
        (date(1985, 4, 12), date(2036, 4, 12)),  # this year's birthday has passed
        (date(1985, 12, 24), date(2035, 12, 24)),  # it is still to come and counts
        (date(1984, 2, 29), date(2036, 2, 29)),
        (date(2008, 11, 20), date(2036, 11, 20)),  # eighteen today
        (date(2008, 11, 21), date(2030, 11, 21)),  # eighteen tomorrow
        (date(2026, 5, 5), date(2031, 5, 5)),
        (date(2024, 2, 29), date(2031, 2, 28)),
    ],
)
def test_a_card_ends_on_the_tenth_birthday_or_a_childs_fifth(
    sato: Persona, now: datetime, birthdate: date, expires: date
) -> None:
    assert card_expires(born(sato, birthdate), now) == expires


def test_a_revoked_persona_is_revoked_in_its_world(sato: Persona, pki: Pki, now: datetime) -> None:
    assert sato.card
    material = issue_card(replace(sato, card=replace(sato.card, certificate="revoked")), pki, None, now)
    assert material.certificate_serial in pki.ledger.revoked
    certificate = x509.load_der_x509_certificate(material.user_certificate)
    assert certificate.serial_number == material.certificate_serial


def test_somebody_without_a_card_gets_none(sato: Persona, pki: Pki, now: datetime) -> None:
    with pytest.raises(ValueError, match="no card"):
        issue_card(replace(sato, card=None), pki, None, now)


def test_lettering_is_a_small_picture_of_one_bit_that_says_something() -> None:
    picture = Image.open(io.BytesIO(lettering("佐藤　花子", 256, 24)))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "1", (256, 24))
    assert picture.getextrema() == (0, 255)
