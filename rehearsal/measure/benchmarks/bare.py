"""The bare limits of one visit: the same APDUs, the same comparison, the same requests, with nothing of the kiosk around them."""

from __future__ import annotations

import http.client
import json
import secrets
import ssl
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from hardware_mocks.card.issue import card_expires
from hardware_mocks.personas.model import Persona
from kiosk.identity.challenge import signed_message
from kiosk.qualification.grounds import CardProof, Challenge, Consent, Method
from kiosk.qualification.message import write_inquiry
from kiosk.qualification.port import Inquiry
from reader.card import (
    CardFace,
    Signed,
    SimulatedTerminalAuth,
    open_face,
    recognise,
    sign_for_terminal,
    sign_with_pin,
)
from reader.card.number_b import number_b
from reader.face.requests import CompareFace, ReadPrinted
from reader.face.worker import FaceWork
from reader.frame import Frame
from reader.port import CardReader
from rehearsal.measure.benchmarks.timing import TimedReader, middle, milliseconds
from rehearsal.stage import Stage

Signer = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class BareCard:
    """Median milliseconds inside the reader's own connect, transmit and close."""

    recognise: float
    open: float
    pin: float
    terminal: float


def bare_card(stage: Stage, someone: Persona, reader: CardReader, repeat: int) -> BareCard:
    """Go through the visit's dialogues `repeat` times and count what the raw reader takes of them."""
    assert someone.card is not None
    timed = TimedReader(reader)
    authority = (stage.world.folder / "card-authority.der").read_bytes()
    terminal = SimulatedTerminalAuth(
        (stage.world.folder / "terminal/terminal.cv").read_bytes(),
        (stage.world.folder / "terminal/terminal.key").read_bytes(),
        authority,
        secrets.token_bytes,
    )
    born, code = someone.resident.birthdate, someone.card.security_code
    printed = number_b(born, card_expires(someone, stage.world.made).year, code)
    taken: tuple[list[float], ...] = ([], [], [], [])
    for _ in range(repeat):
        session = timed.connect()
        recognise(session)
        taken[0].append(timed.watch.take())
        opened = open_face(session, printed, card_ca=authority, nonce=secrets.token_bytes(32))
        assert isinstance(opened, CardFace)
        taken[1].append(timed.watch.take())
        assert isinstance(sign_with_pin(session, someone.card.pin, b"bench"), Signed)
        taken[2].append(timed.watch.take())
        assert isinstance(sign_for_terminal(session, terminal, b"bench"), Signed)
        taken[3].append(timed.watch.take())
        session.close()
        timed.watch.take()
    return BareCard(*(middle(each) for each in taken))


@dataclass(frozen=True, slots=True)
class BareFace:
    compare: float
    printed: float


def bare_face(
    work: FaceWork, photo: bytes, looks: tuple[Frame, ...], fronts: tuple[Frame, ...], repeat: int
) -> BareFace:
    """The same comparison and the same reading called directly, models loaded."""
    compared = [milliseconds(lambda: work.answer(CompareFace(photo, looks))) for _ in range(repeat)]
    read = [milliseconds(lambda: work.answer(ReadPrinted(fronts))) for _ in range(repeat)]
    return BareFace(middle(compared), middle(read))


@dataclass(frozen=True, slots=True)
class BareService:
    challenge: float
    registered: float
    qualify: float


class Wire:
    """One kept connection with mutual TLS and the standard library's client."""

    def __init__(self, stage: Stage) -> None:
        service = stage.settings.service
        context = ssl.create_default_context(cafile=str(service.authority))
        context.load_cert_chain(service.client_certificate, service.client_key)
        at = urlsplit(service.url)
        self._connection = http.client.HTTPSConnection(
            at.hostname or "", at.port, context=context, timeout=10
        )
        self._connection.connect()

    def post(self, path: str, body: bytes, kind: str = "application/json") -> bytes:
        self._connection.request("POST", path, body, {"Content-Type": kind})
        return self._connection.getresponse().read()

    def close(self) -> None:
        self._connection.close()


def bare_service(stage: Stage, someone: Persona, sign: Signer, repeat: int, wire: Wire) -> BareService:
    """The same three requests with the same bodies, sent by the standard library over one kept connection."""
    institution = stage.settings.institution.code
    taken: tuple[list[float], ...] = ([], [], [])
    certificate = stage.world.cards[someone.id].user_certificate
    for number in range(repeat):
        visit = f"bench-{number}-{secrets.token_hex(4)}"
        asked = json.dumps({"institution": institution, "visit": visit}).encode()
        told: list[bytes] = []
        taken[0].append(milliseconds(lambda: told.append(wire.post("/challenge", asked))))  # noqa: B023 - run at once
        table = json.loads(told[0])
        challenge = Challenge(visit, table["token"], bytes.fromhex(table["nonce"]))
        signature = sign(signed_message(challenge))
        card = {
            "institution": institution,
            "visit": visit,
            "token": challenge.token,
            "certificate": b64encode(certificate).decode("ascii"),
            "signature": b64encode(signature).decode("ascii"),
        }
        body = json.dumps(card).encode()
        taken[1].append(milliseconds(lambda: wire.post("/registered", body)))  # noqa: B023 - run at once
        proof = CardProof(Method.PIN, certificate, challenge, signature)
        today = stage.house.clock.now().today
        inquiry = Inquiry(visit, secrets.token_urlsafe(12), proof, Consent.everything(), today)
        question = write_inquiry(inquiry, institution)
        taken[2].append(milliseconds(lambda: wire.post("/qualification", question, "application/xml")))  # noqa: B023 - run at once
    return BareService(*(middle(each) for each in taken))
