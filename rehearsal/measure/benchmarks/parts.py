"""One part at a time beside its bare limit: card dialogues, face process, service client."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hardware_mocks.camera.clips import ClipCamera, SteppingPace
from hardware_mocks.card.in_process import InProcessReader
from hardware_mocks.card.virtual_card import VirtualCard
from hardware_mocks.heads.photographs import chip_photo, clip
from hardware_mocks.pcsc.private import READER_NAME, PrivatePcsc
from hardware_mocks.personas.model import persona
from kiosk.station.face_desk import LOOKS, LOOKS_APART, spaced
from kiosk.station.face_process import FaceProcess
from reader.card import Signed, open_face, recognise, sign_with_pin
from reader.card.number_b import number_b
from reader.face.judges import appointed
from reader.face.requests import CompareFace, Wanted
from reader.face.worker import FaceWork
from reader.pcsc.card_process import SOCKET_VARIABLE
from reader.pcsc.service import PcscReader
from reader.port import CardReader, CardSession
from rehearsal.measure.benchmarks.bare import Wire, bare_card, bare_face, bare_service
from rehearsal.measure.benchmarks.faces import decision_rows
from rehearsal.measure.benchmarks.timing import middle, milliseconds
from rehearsal.stage import Stage, Wishes, staged
from rehearsal.visit import Journal

SOMEONE = "sato"
Row = dict[str, object]


def row(bench: str, what: str, ms: float, bare: float, n: int, beside: str) -> Row:
    """One figure; `own_share` is the part of it that is ours."""
    own = round((ms - bare) / ms, 3) if ms else 0.0
    figure: Row = {"bench": bench, "what": what, "ms": round(ms, 3), "bare_ms": round(bare, 3)}
    return {**figure, "own_share": own, "n": n, "beside": beside}


def card_rows(repeat: int) -> Iterator[Row]:
    """The dialogues over PC/SC and in this process, beside the time inside transmit alone."""
    with staged(Wishes(pcsc=False, log_to=Journal())) as stage:
        material = stage.world.cards[SOMEONE]
        alone = InProcessReader()
        alone.insert(VirtualCard(material))
        yield from _dialogues(stage, alone, "in process", repeat)
        with TemporaryDirectory(prefix="pcsc-") as folder, PrivatePcsc(Path(folder)) as service:
            os.environ[SOCKET_VARIABLE] = service.socket
            service.insert(material)
            yield from _dialogues(stage, PcscReader(READER_NAME), "PC/SC", repeat)


def _dialogues(stage: Stage, reader: CardReader, where: str, repeat: int) -> Iterator[Row]:
    someone = persona(SOMEONE)
    assert someone.card is not None
    bare = bare_card(stage, someone, reader, repeat)
    authority = (stage.world.folder / "card-authority.der").read_bytes()
    expires = stage.world.expires(someone)
    printed = number_b(someone.resident.birthdate, expires.year, someone.card.security_code)
    pin = someone.card.pin
    session: list[CardSession] = []

    def connected() -> object:
        session.append(reader.connect())
        return recognise(session[-1])

    def opened() -> object:
        return open_face(session[-1], printed, card_ca=authority, nonce=secrets.token_bytes(32))

    def signed() -> object:
        return sign_with_pin(session[-1], pin, b"bench")

    taken: tuple[list[float], ...] = ([], [], [])
    for _ in range(repeat):
        for run, into in zip((connected, opened, signed), taken, strict=True):
            into.append(milliseconds(run))
        session.pop().close()
    limits = (bare.recognise, bare.open, bare.pin)
    for what, ms, limit in zip(
        ("recognise", "open photograph and items", "sign with PIN"), taken, limits, strict=True
    ):
        yield row("card", f"{what}, {where}", middle(ms), limit, repeat, "the same APDUs sent raw")


def face_rows(repeat: int) -> Iterator[Row]:
    """A comparison through the face process, beside the same comparison called directly."""
    frames = spaced(ClipCamera(clip(SOMEONE), SteppingPace()).frames(), LOOKS, LOOKS_APART)
    asked = CompareFace(chip_photo(SOMEONE), frames)
    work, process = FaceWork(appointed(Wanted())), FaceProcess(Wanted())
    try:
        process.call(asked)
        through = [milliseconds(lambda: process.call(asked)) for _ in range(repeat)]
    finally:
        process.close()
    bare = bare_face(work, chip_photo(SOMEONE), frames, frames, repeat)
    yield from decision_rows(repeat)
    yield row(
        "face",
        "compare five frames",
        middle(through),
        bare.compare,
        repeat,
        "the same comparison called directly",
    )


def service_rows(repeat: int) -> Iterator[Row]:
    """The kiosk's client, beside the standard library's over one kept connection."""
    with staged(Wishes(pcsc=False, log_to=Journal())) as stage:
        someone = persona(SOMEONE)
        assert someone.card is not None
        reader = InProcessReader()
        reader.insert(VirtualCard(stage.world.cards[SOMEONE]))
        session, pin = reader.connect(), someone.card.pin

        def sign(message: bytes) -> bytes:
            signed = sign_with_pin(session, pin, message)
            assert isinstance(signed, Signed)
            return signed.signature

        with closing(Wire(stage)) as wire:
            bare = bare_service(stage, someone, sign, repeat, wire)
        taken = [milliseconds(_challenge(stage, number)) for number in range(repeat)]
        session.close()
    yield row("service", "challenge", middle(taken), bare.challenge, repeat, "the same request sent bare")


def _challenge(stage: Stage, number: int) -> Callable[[], object]:
    return lambda: stage.house.ports.service.challenge(f"client-{number}")
