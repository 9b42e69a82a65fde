from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hardware_mocks.card import CardMaterial, VirtualCard, issue_card
from hardware_mocks.personas.model import Persona, persona
from hardware_mocks.pki.issuing import Pki

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def pki() -> Pki:
    return Pki.make(NOW)


@pytest.fixture(scope="session")
def sato() -> Persona:
    return persona("sato")


@pytest.fixture(scope="session")
def material(pki: Pki, sato: Persona) -> CardMaterial:
    return issue_card(sato, pki, b"a photograph", NOW)


@pytest.fixture
def card(material: CardMaterial) -> VirtualCard:
    return VirtualCard(material)
