"""The simulated terminal protocol from the card's side: one grant for one signature, and a word for each refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from hardware_mocks.card import CardMaterial, VirtualCard
from hardware_mocks.pki.card_verifiable import TERMINAL_ID, Terminal
from hardware_mocks.pki.issuing import Pki

SELECT_JPKI = bytes.fromhex("00A4040C0AD392F000260100000001")
SELECT_KEY = bytes.fromhex("00A4020C020017")
CHALLENGE = bytes.fromhex("0084000010")
SIGN = bytes.fromhex("802A03800100") + b"\x00"
NONCE = bytes(16)


@pytest.fixture(scope="module")
def terminal(pki: Pki) -> Terminal:
    return pki.terminal()


def extended(ins: int, data: bytes) -> bytes:
    return bytes((0x90, ins, 0, 0, 0)) + len(data).to_bytes(2, "big") + data + b"\x00\x00"


def prove(card: VirtualCard, terminal: Terminal, material: CardMaterial) -> bytes:
    challenge = card.transmit(CHALLENGE)[:-2]
    message = b"SIM-TA1|T" + challenge + NONCE + material.serial
    return NONCE + terminal.key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def status(answer: bytes) -> str:
    return answer[-2:].hex().upper()


def sign(card: VirtualCard) -> str:
    return status([card.transmit(each) for each in (SELECT_JPKI, SELECT_KEY, SIGN)][-1])


def test_a_proof_is_good_for_one_signature_in_one_power_session(
    card: VirtualCard, terminal: Terminal, material: CardMaterial
) -> None:
    assert status(card.transmit(extended(0xF0, terminal.certificate))) == "9000"
    assert status(card.transmit(extended(0xF2, prove(card, terminal, material)))) == "9000"
    assert [sign(card), sign(card)] == ["9000", "6982"]


def test_a_grant_ends_with_the_power(card: VirtualCard, terminal: Terminal, material: CardMaterial) -> None:
    card.transmit(extended(0xF0, terminal.certificate))
    assert status(card.transmit(extended(0xF2, prove(card, terminal, material)))) == "9000"
    card.reset()
    assert sign(card) == "6982"


def test_a_replayed_proof_is_refused(card: VirtualCard, terminal: Terminal, material: CardMaterial) -> None:
    card.transmit(extended(0xF0, terminal.certificate))
    proof = prove(card, terminal, material)
    assert status(card.transmit(extended(0xF2, proof))) == "9000"
    assert status(card.transmit(extended(0xF2, proof))) == "6985"
    card.transmit(CHALLENGE)
    assert status(card.transmit(extended(0xF2, proof))) == "6982"


def test_a_terminal_of_another_hierarchy_is_refused(card: VirtualCard, pki: Pki, terminal: Terminal) -> None:
    foreign = pki.card_verifiable(TERMINAL_ID, terminal.key.public_key())
    assert status(card.transmit(extended(0xF0, foreign))) == "6988"


def test_a_revoked_terminal_is_refused(material: CardMaterial, terminal: Terminal) -> None:
    card = VirtualCard(replace(material, revoked_terminals=frozenset({TERMINAL_ID})))
    assert status(card.transmit(extended(0xF0, terminal.certificate))) == "6984"


def test_a_torn_certificate_or_proof_is_refused(
    card: VirtualCard, terminal: Terminal, material: CardMaterial
) -> None:
    assert status(card.transmit(extended(0xF0, terminal.certificate[:-1]))) == "6A80"
    card.transmit(extended(0xF0, terminal.certificate))
    assert status(card.transmit(extended(0xF2, prove(card, terminal, material)[:-1]))) == "6A80"
