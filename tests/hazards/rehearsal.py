"""A running kiosk in the hands of a test: lay cards down, break something, see what screen and audit say."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Self

import numpy as np

from hardware_mocks.card.faults import NONE, Faults
from hardware_mocks.card.issue import card_expires
from hardware_mocks.card.material import CardMaterial
from hardware_mocks.heads.photographs import clip
from hardware_mocks.personas.model import Persona, persona
from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.seen import Choice
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.storage.audit.chain import AuditRow
from kiosk.storage.inspection import who
from kiosk.troubles import BY_CODE
from reader.camera import DeviceCamera
from reader.card.number_b import number_b
from reader.frame import Camera, Frame, Image
from rehearsal.clock import SteppedClock
from rehearsal.stage import Stage
from rehearsal.visit import Ended, Journal, play

PATIENCE = 45.0
"""Seconds after which a step that never comes fails the test; on a quiet machine all come at once."""
RATE = 30.0


class Lens:
    """What stands behind a camera's device: pictures at a steady pace, one picture for ever, or nothing at all."""

    def __init__(self, pictures: Iterator[Image], condition: str) -> None:
        self._pictures = pictures
        self._condition = condition
        self._still = next(pictures)

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self._condition != "gone"

    def read(self) -> tuple[bool, Image]:
        threading.Event().wait(1 / RATE)
        return True, self._still if self._condition == "frozen" else next(self._pictures)

    def release(self) -> None:
        pass


@dataclass
class PatientCamera:
    """Sato before the product's own camera code; `condition` is working, gone or frozen."""

    condition: str = "working"

    def frames(self) -> Iterator[Frame]:
        return DeviceCamera(0, demo=True, ticks=time.monotonic, open=self._opened).frames()

    def _opened(self, source: int | str) -> Lens:
        return Lens(_noisy(clip("sato")), self.condition)


def _noisy(pictures) -> Iterator[Image]:
    rng = np.random.default_rng(1)
    while True:
        for picture in pictures:
            yield picture ^ rng.integers(0, 2, picture.shape, dtype=np.uint8)


class EmptyFrontCamera:
    """It never sees a card: the keypad is quicker, and the number is not what is tried here."""

    def frames(self) -> Iterator[Frame]:
        """An empty table under a sensor's noise."""
        rng = np.random.default_rng(1)
        for number in count():
            yield Frame(rng.integers(90, 110, (72, 128, 3), dtype=np.uint8), number / 10)


@dataclass
class Cameras:
    """Handed to the stage, which wraps the patient's camera first."""

    patient: PatientCamera = field(default_factory=PatientCamera)
    wrapped: int = 0

    def __call__(self, _device: Camera) -> Camera:
        self.wrapped += 1
        return self.patient if self.wrapped == 1 else EmptyFrontCamera()


class Hurry:
    """Sees every goodbye and steps the clock over it, so that nobody waits for the next patient."""

    def __init__(self, stage: Stage, clock: SteppedClock) -> None:
        self._conductor = stage.house.conductor
        self._clock = clock
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hurry", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._conductor.touch()
        self._thread.join()

    def _run(self) -> None:
        revision = -1
        while not self._over.is_set():
            lane = self._conductor.lane()
            if isinstance(lane.step, steps.Closed):
                self._clock.step(WAITS[steps.Closed].seconds)
                self._conductor.post(events.TimePassed()).result(PATIENCE)
            revision = self._conductor.wait(revision, PATIENCE)


@dataclass
class Rehearsal:
    """One kiosk with its stage. Every method returns when the kiosk has done what it says."""

    stage: Stage
    clock: SteppedClock
    journal: Journal
    camera: PatientCamera

    # -- hands -----------------------------------------------------------------------------------------------------

    def lay(self, persona_id: str, faults: Faults = NONE) -> str:
        """Lay a persona's card down; the number of the visit that begins."""
        self.until(steps.Attract)
        self.stage.dock.insert(persona_id, faults)
        return self.until_visit()

    def lay_card(self, material: CardMaterial, faults: Faults = NONE) -> str:
        """Lay down a card that nobody in the demo holds."""
        self.until(steps.Attract)
        self.stage.dock._slot.insert(material, faults)
        return self.until_visit()

    def take_away(self) -> None:
        self.stage.dock.remove()
        self.until(steps.Attract)

    def press(self, made: Callable[[int], events.Event]) -> CheckIn:
        """Press what is on the screen now."""
        return self.post(made(self.lane.seq))

    def post(self, event: events.Event) -> CheckIn:
        return self.stage.house.conductor.post(event).result(PATIENCE)

    def step_clock(self, seconds: float) -> CheckIn:
        """Let time pass, and the kiosk look at its deadlines."""
        self.clock.step(seconds)
        return self.post(events.TimePassed())

    # -- longer ways -------------------------------------------------------------------------------------------------

    def to_choice(self, persona_id: str, faults: Faults = NONE) -> str:
        """The persona's card is laid down and opened by its number; the screen offers the methods."""
        visit = self.lay(persona_id, faults)
        self.enter_number_b(persona_id)
        self.until(steps.Choosing)
        return visit

    def enter_number_b(self, persona_id: str) -> None:
        self.until(steps.EnteringCardNumber)
        self.press(lambda seq: events.NumberBEntered(seq, self.number_b(persona_id)))

    def skip_number_b(self) -> None:
        self.until(steps.EnteringCardNumber)
        self.press(events.NumberBSkipped)
        self.until(steps.Choosing)

    def choose(self, choice: Choice) -> CheckIn:
        return self.press(lambda seq: events.MethodChosen(seq, choice))

    def to_pin(self) -> CheckIn:
        """The PIN is chosen, and its challenge is here: now the screen asks for it."""
        self.choose(Choice.PIN)
        return self.until(steps.EnteringPin)

    def enter_pin(self, pin: str) -> None:
        self.to_pin()
        self.press(lambda seq: events.PinEntered(seq, pin))

    def prove_by_pin(self, pin: str) -> None:
        """The right PIN, and the right name on the card."""
        self.enter_pin(pin)
        self.until(steps.ConfirmingName)
        self.press(lambda seq: events.NameConfirmed(seq, mine=True))

    def number_b(self, persona_id: str) -> str:
        holder: Persona = persona(persona_id)
        expires = card_expires(holder, self.stage.world.made)
        return number_b(holder.resident.birthdate, expires.year, holder.card.security_code)

    def next_patient(self, method: str = "pin") -> Ended:
        """Take away whatever lies there and let Sato check in."""
        if not isinstance(self.lane.step, steps.Attract):
            self.take_away()
        return play(self.stage, "sato", method)

    # -- eyes ------------------------------------------------------------------------------------------------------

    @property
    def lane(self) -> CheckIn:
        lane = self.stage.house.conductor.lane(READER)
        assert lane is not None
        return lane

    def until(self, *kinds: type) -> CheckIn:
        """Wait until the reader's lane is at one of these steps."""
        return self.until_lane(
            lambda lane: isinstance(lane.step, kinds), " or ".join(each.__name__ for each in kinds)
        )

    def until_visit(self) -> str:
        lane = self.until_lane(lambda lane: lane.visit is not None, "a visit")
        assert lane.visit
        return lane.visit

    def until_lane(self, fits: Callable[[CheckIn], bool], what: str) -> CheckIn:
        revision = -1
        while not fits(lane := self.lane):
            following = self.stage.house.conductor.wait(revision, PATIENCE)
            assert following != revision, f"{what} never came; the screen stays at {lane.step}"
            revision = following
        return lane

    def wait_for_log(self, written: Callable[[], bool]) -> None:
        """Wait until the log has a line; what is dropped moves no screen, so the clock of the wall is asked."""
        for _ in range(int(PATIENCE * RATE)):
            if written():
                return
            threading.Event().wait(1 / RATE)
        raise AssertionError("the log never said so")

    def audit(self, visit: str, kind: str) -> list[AuditRow]:
        return [row for row in who(self.stage.house.storage, visit=visit) if row.kind == kind]

    def troubles(self, visit: str) -> list[str]:
        """The codes of the troubles that the audit has of a visit, in order."""
        return [str(row.facts["code"]) for row in self.audit(visit, "trouble_met")]

    def shows(self, step: type) -> str:
        """Wait for a step that names a trouble; its code, which must have its row in the catalogue."""
        code = self.until(step).step.code
        assert code in BY_CODE
        return code
