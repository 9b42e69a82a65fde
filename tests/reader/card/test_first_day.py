"""What a real card on a real reader would be asked, as bytes: publicly known commands, and never the individual number."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from hardware_mocks.card import CardMaterial, VirtualCard
from hardware_mocks.card.in_process import InProcessReader
from reader.card import (
    CardFace,
    Genuineness,
    NotAvailable,
    Signed,
    TerminalAuthUnavailable,
    open_face,
    recognise,
    sign_for_terminal,
    sign_with_pin,
)
from reader.errors import CardRefused
from reader.port import CardSession

TEXT_APPLICATION = bytes.fromhex("D3921000310001010408")
FACE_APPLICATION = bytes.fromhex("D3921000310001010402")
PUBLIC = {
    (0x00, 0xA4, 0x04, 0x0C): "SELECT by application identifier",
    (0x00, 0xA4, 0x02, 0x0C): "SELECT an elementary file",
    (0x00, 0x20, 0x00, 0x80): "VERIFY, and its query",
    (0x80, 0x2A, 0x00, 0x80): "signature of the selected key",
    (0x80, 0x2A, 0x00, 0x00): "signature of the application's own key",
}
"""Heads of commands that public clients of the card send; READ BINARY's holds an offset."""
MESSAGE, NONCE = b"a message", b"n" * 32


@dataclass
class Wire:
    """A session that writes down what goes over it, through a reader that carries answers of `largest` bytes."""

    session: CardSession
    largest: int = 258
    sent: list[bytes] = field(default_factory=list)

    def transmit(self, command: bytes) -> bytes:
        self.sent.append(command)
        answer = self.session.transmit(command)
        return answer if len(answer) <= self.largest else b"\x67\x00"

    def close(self) -> None:
        self.session.close()


@pytest.fixture
def wire(material: CardMaterial) -> Wire:
    reader = InProcessReader()
    reader.insert(VirtualCard(material))
    return Wire(reader.connect())


def whole_visit(wire: Wire, number_b: str, card_ca: bytes) -> CardFace:
    recognise(wire)
    face = open_face(wire, number_b, card_ca=card_ca, nonce=NONCE)
    assert isinstance(face, CardFace)
    assert isinstance(sign_with_pin(wire, "1234", MESSAGE), Signed)
    assert isinstance(sign_for_terminal(wire, NotAvailable(), MESSAGE), TerminalAuthUnavailable)
    return face


def test_hazard_a_real_card_hears_only_commands_that_are_publicly_known(
    wire: Wire, sato_number_b: str, card_ca: bytes
) -> None:
    whole_visit(wire, sato_number_b, card_ca)
    for each in wire.sent:
        assert tuple(each[:4]) in PUBLIC or each[:2] == b"\x00\xb0", each.hex()


def test_hazard_the_individual_number_is_neither_used_nor_read(
    wire: Wire, sato_number_b: str, card_ca: bytes
) -> None:
    """照合番号A is the individual number: 0014 and 0001 of the text application, 0013 and 0005 of the card face."""
    whole_visit(wire, sato_number_b, card_ca)
    forbidden = {TEXT_APPLICATION: {b"\x00\x14", b"\x00\x01"}, FACE_APPLICATION: {b"\x00\x13", b"\x00\x05"}}
    application = b""
    selected = 0
    for each in wire.sent:
        if each[:3] == b"\x00\xa4\x04":
            application = each[5:]
        elif each[:3] == b"\x00\xa4\x02":
            selected += 1
            assert each[5:] not in forbidden.get(application, set())
        short_identifier = (each[:2] == b"\x00\xb0" and each[2] & 0x80) or (
            each[:2] == b"\x00\x20" and each[3] & 0x1F
        )
        assert not short_identifier
    secrets = [each[5:] for each in wire.sent if each[1] == 0x20 and len(each) > 4]
    assert selected > 10
    assert {len(each) for each in secrets} == {14, 4}


def test_without_the_authoritys_key_a_record_counts_as_unchecked_and_nothing_breaks(
    wire: Wire, sato_number_b: str
) -> None:
    face = whole_visit(wire, sato_number_b, b"")
    assert face.genuineness is Genuineness.UNCHECKED
    assert not face.authentic


@pytest.mark.parametrize("largest", [257, 230, 140])
def test_a_reader_that_carries_no_256_bytes_still_reads_the_whole_card(
    wire: Wire, sato_number_b: str, material: CardMaterial, largest: int
) -> None:
    seen = recognise(wire)
    wire.largest = largest
    assert recognise(wire) == seen
    assert seen.user_certificate == material.user_certificate


def test_a_reader_that_carries_next_to_nothing_is_told_apart(wire: Wire) -> None:
    wire.largest = 40
    with pytest.raises(CardRefused, match="6700"):
        recognise(wire)
