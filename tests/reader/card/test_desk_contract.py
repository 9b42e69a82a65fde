"""The same cases in-process and over pcscd with the vpcd driver: whoever passes here may stand behind the port."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from hardware_mocks.card import CardMaterial, Faults, card_expires, issue_card
from hardware_mocks.personas.model import Persona
from hardware_mocks.pki.issuing import Pki
from reader.card import (
    CardFace,
    CardKind,
    Genuineness,
    NotAvailable,
    NumberBWrong,
    PinLocked,
    PinWrong,
    Recognised,
    Released,
    Signed,
    SimulatedTerminalAuth,
    TerminalAuthUnavailable,
)
from reader.errors import CardGone, CardRefused, CardUnreadable
from reader.pcsc.card_process import OpenFace, Recognise, Release, SignForTerminal, SignWithPin
from tests.reader.card.desks import Desk

NOW = datetime.fromisoformat("2026-11-20T09:00:00+00:00")
MESSAGE = b"the service's challenge"
NONCE = bytes(32)


@pytest.fixture
def opening(card_ca: bytes, sato_number_b: str) -> OpenFace:
    return OpenFace(sato_number_b, card_ca, NONCE)


def verify(material: CardMaterial, signature: bytes) -> None:
    key = x509.load_der_x509_certificate(material.user_certificate).public_key()
    assert isinstance(key, RSAPublicKey)
    key.verify(signature, MESSAGE, padding.PKCS1v15(), hashes.SHA256())


def opened(desk: Desk, opening: OpenFace) -> CardFace:
    desk.call(Recognise())
    face = desk.call(opening)
    assert isinstance(face, CardFace)
    return face


def test_a_card_is_recognised_by_what_is_free_on_it(desk: Desk, material: CardMaterial, pki: Pki) -> None:
    desk.lay(material)
    assert desk.call(Recognise(simulation=True)) == Recognised(
        kind=CardKind.MY_NUMBER,
        label="JPKIAPICCTOKEN2",
        user_certificate=material.user_certificate,
        ca_certificate=pki.user_ca_certificate,
        pin_tries=3,
        number_b_tries=10,
        simulated=True,
    )
    assert desk.verify_count() == 0


def test_number_b_opens_items_photograph_and_expiry_of_a_genuine_card(
    desk: Desk, material: CardMaterial, opening: OpenFace, sato: Persona
) -> None:
    desk.lay(material)
    face = opened(desk, opening)
    assert face.authentic
    person = sato.resident
    assert (face.items.name, face.items.address) == (person.name, person.address)
    assert (face.items.birthdate, face.items.sex) == (person.birthdate, person.sex)
    assert face.photo is not None
    assert face.photo.startswith(b"\x00\x00\x00\x0cjP  ")
    assert face.expires == card_expires(sato, NOW)


def test_a_wrong_number_b_costs_one_try_of_one_application(
    desk: Desk, material: CardMaterial, card_ca: bytes
) -> None:
    desk.lay(material)
    desk.call(Recognise())
    assert desk.call(OpenFace("0" * 14, card_ca, NONCE)) == NumberBWrong(tries_left=9)
    assert desk.verify_count() == 1


def test_the_right_pin_signs_once_and_with_the_certificates_key(desk: Desk, material: CardMaterial) -> None:
    desk.lay(material)
    desk.call(Recognise())
    signed = desk.call(SignWithPin("1234", MESSAGE))
    assert isinstance(signed, Signed)
    verify(material, signed.signature)
    assert desk.verify_count() == 1


def test_wrong_pins_count_down_to_the_lock_and_a_locked_pin_is_not_tried(
    desk: Desk, material: CardMaterial
) -> None:
    desk.lay(material)
    desk.call(Recognise())
    wrong = SignWithPin("9999", MESSAGE)
    assert [desk.call(wrong) for _ in range(4)] == [PinWrong(2), PinWrong(1), PinLocked(), PinLocked()]
    assert desk.call(SignWithPin("1234", MESSAGE)) == PinLocked()
    assert desk.verify_count() == 3


def test_the_right_pin_restores_the_tries(desk: Desk, material: CardMaterial) -> None:
    desk.lay(material)
    desk.call(Recognise())
    assert desk.call(SignWithPin("9999", MESSAGE)) == PinWrong(2)
    assert isinstance(desk.call(SignWithPin("1234", MESSAGE)), Signed)
    recognised = desk.call(Recognise())
    assert isinstance(recognised, Recognised)
    assert recognised.pin_tries == 3


def test_a_simulated_terminal_takes_the_pins_place(
    desk: Desk, material: CardMaterial, terminal: SimulatedTerminalAuth
) -> None:
    desk.lay(material)
    desk.call(Recognise())
    signed = desk.call(SignForTerminal(terminal, MESSAGE))
    assert isinstance(signed, Signed)
    verify(material, signed.signature)
    assert desk.verify_count() == 0


def test_without_the_protocol_no_terminal_takes_the_pins_place(desk: Desk, material: CardMaterial) -> None:
    desk.lay(material)
    desk.call(Recognise())
    assert isinstance(desk.call(SignForTerminal(NotAvailable(), MESSAGE)), TerminalAuthUnavailable)


def test_a_terminal_of_another_world_is_refused(
    desk: Desk, material: CardMaterial, terminal: SimulatedTerminalAuth, pki: Pki
) -> None:
    desk.lay(material)
    desk.call(Recognise())
    foreign = replace(terminal, certificate=pki.card_verifiable(b"9" * 16, pki.terminal_ca_public_key))
    with pytest.raises(CardRefused) as caught:
        desk.call(SignForTerminal(foreign, MESSAGE))
    assert caught.value.status == 0x6988


def test_a_face_only_card_has_a_locked_pin_and_all_the_rest(
    desk: Desk, sato: Persona, pki: Pki, opening: OpenFace
) -> None:
    assert sato.card
    desk.lay(issue_card(replace(sato, card=replace(sato.card, kind="face_only")), pki, b"photo", NOW))
    recognised = desk.call(Recognise())
    assert isinstance(recognised, Recognised)
    assert recognised.pin_tries == 0
    assert desk.call(SignWithPin("1234", MESSAGE)) == PinLocked()
    assert desk.verify_count() == 0
    assert opened(desk, opening).photo == b"photo"


def test_an_infants_card_has_no_photograph_and_is_genuine(
    desk: Desk, sato: Persona, pki: Pki, opening: OpenFace
) -> None:
    assert sato.card
    desk.lay(issue_card(replace(sato, card=replace(sato.card, kind="infant")), pki, b"ignored", NOW))
    face = opened(desk, opening)
    assert face.photo is None
    assert face.authentic


@pytest.mark.parametrize("faults", [Faults(torn=True), Faults(oversized=True), Faults(endless=True)])
def test_hazard_torn_oversized_and_endless_answers_end_in_one_named_error(
    desk: Desk, material: CardMaterial, faults: Faults
) -> None:
    desk.lay(material, faults)
    with pytest.raises(CardUnreadable):
        desk.call(Recognise())


def test_hazard_a_card_that_says_nothing_sensible_is_no_my_number_card(
    desk: Desk, material: CardMaterial, opening: OpenFace
) -> None:
    desk.lay(material, Faults(garbage=True))
    recognised = desk.call(Recognise())
    assert isinstance(recognised, Recognised)
    assert recognised.kind is CardKind.FOREIGN
    with pytest.raises(CardUnreadable):
        desk.call(opening)


@pytest.mark.parametrize("junk", [1, 2])
def test_stray_bytes_before_the_face_do_no_harm(
    desk: Desk, material: CardMaterial, opening: OpenFace, junk: int
) -> None:
    desk.lay(material, Faults(junk=junk))
    assert opened(desk, opening).authentic


@pytest.mark.parametrize(
    ("faults", "found"),
    [
        (Faults(record_signature_wrong=True), Genuineness.ALTERED),
        (Faults(copied=True), Genuineness.COPIED),
    ],
)
def test_hazard_an_altered_or_copied_card_is_told_from_a_genuine_one(
    desk: Desk, material: CardMaterial, opening: OpenFace, faults: Faults, found: Genuineness
) -> None:
    desk.lay(material, faults)
    face = opened(desk, opening)
    assert face.genuineness is found
    assert not face.authentic


def test_hazard_a_card_of_another_authority_is_told_from_a_genuine_one(
    desk: Desk, material: CardMaterial, opening: OpenFace, terminal: SimulatedTerminalAuth, pki: Pki
) -> None:
    desk.lay(material)
    other = replace(opening, card_ca=material.terminal_ca)
    assert opened(desk, other).genuineness is Genuineness.FOREIGN_HIERARCHY


def test_a_pulled_card_is_gone_and_another_one_does_not_take_its_place_unrecognised(
    desk: Desk, material: CardMaterial, opening: OpenFace
) -> None:
    desk.lay(material)
    desk.call(Recognise())
    desk.take()
    with pytest.raises(CardGone):
        desk.call(opening)
    desk.lay(material)
    with pytest.raises(CardGone):
        desk.call(opening)
    assert opened(desk, opening).authentic


def test_hazard_an_answer_lost_after_verify_never_leads_to_a_second_verify(
    desk: Desk, material: CardMaterial
) -> None:
    verify_index = 28
    desk.lay(material, Faults(pulled_after=verify_index))
    desk.call(Recognise())
    with pytest.raises(CardGone):
        desk.call(SignWithPin("1234", MESSAGE))
    with pytest.raises(CardGone):
        desk.call(SignWithPin("1234", MESSAGE))
    assert desk.verify_count() == 1


def test_without_a_card_there_is_nothing_to_recognise_and_nothing_to_release(desk: Desk) -> None:
    with pytest.raises(CardGone):
        desk.call(Recognise())
    assert desk.call(Release()) == Released()
