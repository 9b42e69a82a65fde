"""A served national service, the cards of its people, and the kiosk's client before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from hardware_mocks.national.document import Encoding
from hardware_mocks.national.registry import Registry
from hardware_mocks.national.serve import NationalService
from hardware_mocks.national.wire import Pace
from hardware_mocks.personas.model import all_personas, persona
from hardware_mocks.pki.issuing import IssuedCertificate, Pki, certificate_window
from kiosk.clock import SystemClock
from kiosk.qualification.grounds import CardProof, Consent, Grounds, Method
from kiosk.qualification.https import Connection
from kiosk.qualification.model import Answer
from kiosk.qualification.online import OnlineQualification
from kiosk.qualification.port import Inquiry

INSTITUTION = "1399999990"


@pytest.fixture(scope="session")
def now() -> datetime:
    return SystemClock().now().wall


@pytest.fixture(scope="session")
def pki(now: datetime) -> Pki:
    return Pki.make(now)


@dataclass
class Cards:
    """The certificates of personas, issued when first asked for: keys take their time."""

    pki: Pki
    now: datetime
    issued: dict[str, IssuedCertificate] = field(default_factory=dict)

    def of(self, persona_id: str) -> IssuedCertificate:
        if persona_id not in self.issued:
            card = persona(persona_id).card
            assert card is not None
            window = certificate_window(card.certificate, self.now)
            self.issued[persona_id] = self.pki.user_certificate(persona_id, "99001", *window)
            if card.certificate == "revoked":
                self.pki.revoke(self.issued[persona_id].serial, window[0])
        return self.issued[persona_id]


@pytest.fixture(scope="session")
def cards(pki: Pki, now: datetime) -> Cards:
    return Cards(pki, now)


@dataclass
class Counter:
    """A kiosk at a counter: presents cards and asks."""

    client: OnlineQualification
    service: NationalService
    cards: Cards
    today: date

    def proof(self, persona_id: str, visit: str, *, eligibility_only: bool = False) -> CardProof:
        card = self.cards.of(persona_id)
        self.service.registry.enrol(card.der, persona_id)
        challenge = self.client.challenge(visit)
        message = b"KIOSK-VISIT-1\0" + visit.encode() + b"\0" + challenge.nonce
        signature = card.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        return CardProof(Method.FACE, card.der, challenge, signature, eligibility_only)

    def inquiry(self, grounds: Grounds, visit: str, consent: Consent | None = None) -> Inquiry:
        return Inquiry(visit, f"{visit}-1", grounds, consent or Consent.everything(), self.today)

    def ask(self, persona_id: str, visit: str = "V-1", consent: Consent | None = None) -> Answer:
        return self.client.qualify(self.inquiry(self.proof(persona_id, visit), visit, consent))


@dataclass(frozen=True)
class World:
    """What a test needs to serve and to connect its own way."""

    pki: Pki
    cards: Cards
    now: datetime
    connection: Callable[[str], Connection]

    def service(self, encoding: Encoding = Encoding.UTF_8, port: int = 0) -> NationalService:
        return NationalService(
            Registry.from_personas(all_personas()),
            self.pki,
            lambda: self.now,
            port=port,
            encoding=encoding,
            pace=Pace(late=600, slow=0.01),
        )

    def counter(self, client: OnlineQualification, service: NationalService) -> Counter:
        return Counter(client, service, self.cards, self.now.date())


@pytest.fixture(scope="session")
def world(pki: Pki, cards: Cards, now: datetime, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("institution")
    here = Connection("", INSTITUTION, folder / "ca.pem", folder / "own.pem", folder / "own.key", deadline=20)
    write_identity(here, pki, pki)
    return World(pki, cards, now, lambda url: replace(here, url=url))


def write_identity(connection: Connection, trusted: Pki, issuer: Pki) -> None:
    """The files of a connection: whom it trusts, and who it is by whose word."""
    own = issuer.institution_identity(connection.institution)
    connection.ca.write_bytes(trusted.tls_ca)
    connection.certificate.write_bytes(own.cert_pem)
    connection.key.write_bytes(own.key_pem)


@pytest.fixture
def identity_written() -> Callable[[Connection, Pki, Pki], None]:
    return write_identity


@pytest.fixture
def elsewhere(tmp_path: Path) -> Connection:
    """An institution of its own, whose files a test writes."""
    return Connection(
        "", INSTITUTION, tmp_path / "ca.pem", tmp_path / "own.pem", tmp_path / "own.key", deadline=20
    )


@pytest.fixture
def service(world: World) -> Iterator[NationalService]:
    with world.service() as served:
        yield served


@pytest.fixture
def counter(world: World, service: NationalService) -> Iterator[Counter]:
    with OnlineQualification(world.connection(service.url)) as client:
        yield world.counter(client, service)
