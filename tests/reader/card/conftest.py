"""One person's card, and two desks that it can be laid on: in-process, and over the real PC/SC stack."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from hardware_mocks.card import CardMaterial, card_expires, issue_card
from hardware_mocks.pcsc.private import READER_NAME, CardSlot, PrivatePcsc, what_is_missing
from hardware_mocks.personas.model import Persona, persona
from hardware_mocks.pki.issuing import Pki
from reader.card import SimulatedTerminalAuth
from reader.card.number_b import number_b
from reader.pcsc.card_process import CardProcess, PcscCards, Release
from tests.reader.card.desks import Desk, InProcessDesk, PcscDesk

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PHOTO = b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(range(256)) * 8


@pytest.fixture(scope="session")
def pki() -> Pki:
    return Pki.make(NOW)


@pytest.fixture(scope="session")
def sato() -> Persona:
    return persona("sato")


@pytest.fixture(scope="session")
def material(pki: Pki, sato: Persona) -> CardMaterial:
    return issue_card(sato, pki, PHOTO, NOW)


@pytest.fixture(scope="session")
def card_ca(pki: Pki) -> bytes:
    return pki.card_ca_public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture(scope="session")
def sato_number_b(sato: Persona) -> str:
    assert sato.card
    return number_b(sato.resident.birthdate, card_expires(sato, NOW).year, sato.card.security_code)


@pytest.fixture(scope="session")
def terminal(pki: Pki, card_ca: bytes) -> SimulatedTerminalAuth:
    issued = pki.terminal()
    key = issued.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimulatedTerminalAuth(issued.certificate, key, card_ca, bytes)


@pytest.fixture(scope="session")
def pcsc() -> Iterator[CardSlot]:
    """A private PC/SC service for the whole run; tests leave it running and without a card."""
    if missing := what_is_missing():
        pytest.skip("NOT RUN: no private PC/SC service: " + ", ".join(missing))
    with tempfile.TemporaryDirectory(prefix="pcsc-") as folder, PrivatePcsc(Path(folder)) as service:
        yield service


@pytest.fixture(scope="session")
def cards(pcsc: CardSlot) -> PcscCards:
    return PcscCards(READER_NAME, pcsc.socket)


@pytest.fixture(scope="session")
def card_process(cards: PcscCards) -> Iterator[CardProcess]:
    worker = CardProcess(cards, timeout=30)
    yield worker
    worker.close()


@pytest.fixture(params=["in-process", "pcsc"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    if request.param == "in-process":
        yield InProcessDesk()
        return
    slot = request.getfixturevalue("pcsc")
    worker = request.getfixturevalue("card_process")
    yield PcscDesk(slot, worker)
    worker.call(Release())
    slot.remove()
