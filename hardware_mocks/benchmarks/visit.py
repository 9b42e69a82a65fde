"""A whole visit step by step, beside the bare parts it consists of. What is left over is the kiosk's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from hardware_mocks.benchmarks.bare import BareCard, BareFace, BareService, bare_card, bare_face, bare_service
from hardware_mocks.benchmarks.timing import TimedCamera
from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.pcsc_daemon import READER_NAME, PrivatePcsc
from hardware_mocks.personas.model import Persona, persona
from hardware_mocks.stage import Stage, Wishes, staged
from hardware_mocks.visit import Journal, play
from kiosk.station.face_desk import FRONTS, FRONTS_APART, LOOKS, LOOKS_APART, spaced
from reader.card import Signed, sign_with_pin
from reader.card_process import SOCKET_VARIABLE
from reader.face.matcher import DlibMatcher
from reader.face.worker import FaceWork
from reader.pcsc import PcscReader
from reader.port import Camera

MACHINE_STEPS = ("Reading", "CapturingFace", "Proving", "Registering", "Querying")
"""Steps in which we wait for machines of ours. All others wait for a person."""
METHODS = ("face", "pin", "staff")
SOMEONE = "sato"


@dataclass(frozen=True, slots=True)
class Bare:
    """The bare parts, medians in milliseconds."""

    card: BareCard
    face: BareFace
    service: BareService

    def of(self, method: str) -> dict[str, float]:
        """What each step would take with nothing of ours in it."""
        proof = self.card.pin if method == "pin" else self.card.terminal
        return {
            "Reading": self.card.recognise + self.card.open + self.face.printed,
            "CapturingFace": self.face.compare if method == "face" else 0.0,
            "Proving": proof + self.service.challenge,
            "Registering": self.service.registered,
            "Querying": self.service.qualify,
        }


def visit_rows(repeat: int) -> Iterator[dict[str, object]]:
    """Visits by every method over the private PC/SC service, then their bare parts in the same world."""
    journal = Journal()
    pacing: list[TimedCamera] = []

    def timed(camera: Camera) -> Camera:
        pacing.append(TimedCamera(camera))
        return pacing[-1]

    with staged(Wishes(log_to=journal, around_cameras=timed)) as stage:
        play(stage, SOMEONE, "face")  # the first visit pays for imports, connections and the revocation list
        measured = {
            method: [_one(stage, journal, pacing, method) for _ in range(repeat)] for method in METHODS
        }
        bare = _bare(stage, pacing[0], pacing[1], max(5, repeat))
    for method in METHODS:
        yield from _rows(method, measured[method], bare.of(method))


def _one(stage: Stage, journal: Journal, pacing: list[TimedCamera], method: str) -> dict[str, float]:
    for each in pacing:
        each.watch.take()
    ended = play(stage, SOMEONE, method)
    steps = dict.fromkeys(MACHINE_STEPS, 0.0)
    for line in journal.lines(ended.visit):
        if line["step"] in steps:
            steps[line["step"]] += line["ms"]
    steps["CapturingFace"] -= pacing[0].watch.take()
    steps["Reading"] -= pacing[1].watch.take()
    return steps


def _bare(stage: Stage, patient: TimedCamera, front: TimedCamera, repeat: int) -> Bare:
    """The kiosk holds its reader, so the bare card lies in a second private service of the same make."""
    someone = persona(SOMEONE)
    stage.dock.stand(someone.head)
    stage.dock.show_front(someone.id)
    looks = spaced(patient.frames(), LOOKS, LOOKS_APART)
    fronts = spaced(front.frames(), FRONTS, FRONTS_APART)
    with TemporaryDirectory(prefix="pcsc-") as folder, PrivatePcsc(Path(folder)) as second:
        os.environ[SOCKET_VARIABLE] = second.socket
        second.insert(stage.world.cards[someone.id])
        card, service = _bare_card_and_service(stage, someone, repeat)
    face = bare_face(FaceWork(DlibMatcher()), chip_photo(someone.head), looks, fronts, repeat)
    return Bare(card, face, service)


def _bare_card_and_service(stage: Stage, someone: Persona, repeat: int) -> tuple[BareCard, BareService]:
    reader = PcscReader(READER_NAME)
    card = bare_card(stage, someone, reader, repeat)
    pin = someone.card.pin if someone.card else ""
    session = reader.connect()

    def sign(message: bytes) -> bytes:
        signed = sign_with_pin(session, pin, message)
        assert isinstance(signed, Signed)
        return signed.signature

    service = bare_service(stage, someone, sign, repeat)
    session.close()
    return card, service


def _rows(method: str, runs: list[dict[str, float]], bare: dict[str, float]) -> Iterator[dict[str, object]]:
    whole, limit = 0.0, 0.0
    for step in MACHINE_STEPS:
        taken = median(run[step] for run in runs)
        if method != "face" and step == "CapturingFace":
            continue
        whole, limit = whole + taken, limit + bare[step]
        yield _row(method, step, taken, bare[step], len(runs))
    yield _row(method, "all", whole, limit, len(runs))


def _row(method: str, step: str, taken: float, bare: float, runs: int) -> dict[str, object]:
    own = round((taken - bare) / taken, 3) if taken else 0.0
    row = {"bench": "visit", "method": method, "step": step, "ms": round(taken, 2)}
    return {**row, "bare_ms": round(bare, 2), "own_share": own, "n": runs}
