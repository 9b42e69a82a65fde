"""A whole visit step by step, beside the bare parts it consists of. What is left over is the kiosk's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.pcsc.private import READER_NAME, PrivatePcsc
from hardware_mocks.personas.model import persona
from kiosk.station.face_desk import FRONTS, FRONTS_APART, LOOKS, LOOKS_APART, spaced
from reader.card import Signed, sign_with_pin
from reader.face.judges import appointed
from reader.face.requests import Wanted
from reader.face.worker import FaceWork
from reader.frame import Camera
from reader.pcsc.card_process import SOCKET_VARIABLE
from reader.pcsc.service import PcscReader
from rehearsal.measure.benchmarks.bare import (
    BareCard,
    BareFace,
    BareService,
    Wire,
    bare_card,
    bare_face,
    bare_service,
)
from rehearsal.measure.benchmarks.timing import TimedCamera
from rehearsal.stage import Stage, Wishes, staged
from rehearsal.visit import Journal, play

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
    """Visits by every method over the private PC/SC service, and their bare parts between them in the same world."""
    journal = Journal()
    pacing: list[TimedCamera] = []

    def timed(camera: Camera) -> Camera:
        pacing.append(TimedCamera(camera))
        return pacing[-1]

    measured: dict[str, list[dict[str, float]]] = {method: [] for method in METHODS}
    limits: dict[str, list[dict[str, float]]] = {method: [] for method in METHODS}
    with staged(Wishes(log_to=journal, around_cameras=timed)) as stage:
        bare = _Bare(stage, pacing[0], pacing[1])
        play(stage, SOMEONE, "face")  # the first visit pays for imports, connections and the revocation list
        for _ in range(repeat):
            for method in METHODS:
                measured[method].append(_one(stage, journal, pacing, method))
                limits[method].append(bare.once().of(method))
        bare.close()
    rows = [each for method in METHODS for each in _rows(method, measured[method], limits[method])]
    yield from rows
    sums = [each for each in rows if each["step"] == "all"]
    taken, bare_parts = (sum(each[key] for each in sums) for key in ("ms", "bare_ms"))
    yield _row("each once", "all", taken, bare_parts, repeat)


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


class _Bare:
    """The bare parts. The kiosk holds its reader, so the bare card lies in a second private service of the same make."""

    def __init__(self, stage: Stage, patient: TimedCamera, front: TimedCamera) -> None:
        self._stage = stage
        self._someone = persona(SOMEONE)
        stage.dock.stand(self._someone.head)
        stage.dock.show_front(self._someone.id)
        self._looks = spaced(patient.frames(), LOOKS, LOOKS_APART)
        self._fronts = spaced(front.frames(), FRONTS, FRONTS_APART)
        self._work = FaceWork(appointed(Wanted()))
        self._closing = ExitStack()
        folder = self._closing.enter_context(TemporaryDirectory(prefix="pcsc-"))
        second = self._closing.enter_context(PrivatePcsc(Path(folder)))
        os.environ[SOCKET_VARIABLE] = second.socket
        second.insert(stage.world.cards[SOMEONE])
        self._reader = PcscReader(READER_NAME)
        self._wire = self._closing.enter_context(closing(Wire(stage)))
        self.once()

    def once(self) -> Bare:
        card = bare_card(self._stage, self._someone, self._reader, 1)
        session = self._reader.connect()
        pin = self._someone.card.pin if self._someone.card else ""

        def sign(message: bytes) -> bytes:
            signed = sign_with_pin(session, pin, message)
            assert isinstance(signed, Signed)
            return signed.signature

        service = bare_service(self._stage, self._someone, sign, 1, self._wire)
        session.close()
        face = bare_face(self._work, chip_photo(self._someone.head), self._looks, self._fronts, 1)
        return Bare(card, face, service)

    def close(self) -> None:
        self._closing.close()


def _rows(
    method: str, runs: list[dict[str, float]], limits: list[dict[str, float]]
) -> Iterator[dict[str, Any]]:
    whole, limit = 0.0, 0.0
    for step in MACHINE_STEPS:
        if method != "face" and step == "CapturingFace":
            continue
        taken, bare = (median(run[step] for run in each) for each in (runs, limits))
        whole, limit = whole + taken, limit + bare
        yield _row(method, step, taken, bare, len(runs))
    yield _row(method, "all", whole, limit, len(runs))


def _row(method: str, step: str, taken: float, bare: float, runs: int) -> dict[str, Any]:
    own = round((taken - bare) / taken, 3) if taken else 0.0
    row = {"bench": "visit", "method": method, "step": step, "ms": round(taken, 2)}
    return {**row, "bare_ms": round(bare, 2), "own_share": own, "n": runs}
