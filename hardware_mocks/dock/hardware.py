"""The dev dock's hardware: what lies on the virtual reader, who stands before the camera. Pictures of one's own stay in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from time import monotonic
from typing import Protocol

import numpy as np

from hardware_mocks.camera.attacks import attack, victim_of
from hardware_mocks.camera.card_front import card_front, front_frame
from hardware_mocks.camera.clips import lively, nobody
from hardware_mocks.camera.own_picture import before_camera, portrait
from hardware_mocks.camera.turning import Act, Turning
from hardware_mocks.card.faults import NONE, Faults
from hardware_mocks.card.issue import issue_card
from hardware_mocks.card.material import CardMaterial
from hardware_mocks.console import wall_clock
from hardware_mocks.dock.strangers import STRANGERS
from hardware_mocks.heads.fields import Image
from hardware_mocks.heads.photographs import stored
from hardware_mocks.personas.model import Persona, persona
from hardware_mocks.world import World

FRONT_FRAMES = 4
SEED = 7


class Slot(Protocol):
    """Where a card can be put: a private PC/SC service, or the reader in this process."""

    def insert(self, material: CardMaterial, faults: Faults | None = None) -> None: ...
    def remove(self) -> None: ...


class Scene:
    """What a camera sees just now; it may change while somebody looks."""

    def __init__(
        self,
        pictures: Sequence[Image],
        seconds: Callable[[], float],
        asked: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self._lock = threading.Lock()
        self._seconds, self._asked = seconds, asked
        self._act = _pictures(pictures)

    def show(self, pictures: Sequence[Image]) -> None:
        self.play(_pictures(pictures))

    def play(self, act: Act) -> None:
        """Somebody who moves as they are asked."""
        with self._lock:
            self._act = act

    def __call__(self) -> Image:
        with self._lock:
            return self._act(self._seconds(), self._asked())


def _pictures(pictures: Sequence[Image]) -> Act:
    frames = lively(pictures, SEED)
    return lambda *_: next(frames)


class Dock:
    """Put a card down, stand before the camera, break something.

    `hears` says to how many degrees of yaw the kiosk asks whoever stands there; they do it, unless they are `told` otherwise.
    """

    def __init__(
        self,
        world: World,
        slot: Slot,
        now: Callable[[], datetime] = wall_clock,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        self.world = world
        self.now = now
        self._slot = slot
        self._issued: dict[str, CardMaterial] = dict(world.cards)
        self.told = 0.0
        self.hears: Callable[[], float] = lambda: 0.0
        self.patient = Scene((nobody(),), ticks, lambda: self.told or self.hears())
        self.front = Scene((nobody(size=(720, 1280)),), ticks)
        self.on_reader: str | None = None
        self.before_camera: str | None = None

    def insert(self, persona_id: str, faults: Faults = NONE) -> None:
        """Lay the persona's card down, its printed front in the front camera's view; a ValueError says there is none."""
        if persona_id not in self._issued:
            raise ValueError(f"{persona_id} has no card")
        self.show_front(persona_id)
        self._slot.insert(self._issued[persona_id], faults)
        self.on_reader = persona_id

    def insert_other(self, kind: str) -> None:
        """Lay down what is no My Number Card; a KeyError says that no such kind is known."""
        self.hide_front()
        self._slot.insert(STRANGERS[kind].made_of(self.world.cards["sato"]), NONE)
        self.on_reader = kind

    def hold(self, persona_id: str) -> None:
        """The holder reports the card lost: its certificate is on hold from now on."""
        serial = self._issued[persona_id].certificate_serial
        self.world.pki.revoke(serial, self.now(), on_hold=True)

    def lift(self, persona_id: str) -> None:
        """The card was found again: the hold ends."""
        self.world.pki.lift(self._issued[persona_id].certificate_serial)

    def remove(self) -> None:
        self._slot.remove()
        self.front.show((nobody(size=(720, 1280)),))
        self.on_reader = None

    def stand(self, head_id: str | None) -> None:
        """A made-up person before the camera, who turns as asked, or nobody."""
        if head_id:
            self.patient.play(Turning(stored()[head_id]))
        else:
            self.patient.show((nobody(),))
        self.before_camera, self.told = head_id, 0.0

    def attack(self, head_id: str, species: str) -> None:
        """Somebody holds the head's picture before the camera; a KeyError says that no such head or kind is known."""
        self.patient.play(attack(species, victim_of(stored()[head_id])))
        self.before_camera, self.told = f"{head_id}: {species}", 0.0

    def turn(self, yaw: float) -> None:
        """Whoever is before the camera turns so many degrees to their own left, whatever the glass asks; 0 listens to it again."""
        self.told = yaw

    def stand_with(self, picture: bytes) -> None:
        """A picture of one's own before the camera; a ValueError says that it is none."""
        self.patient.show((before_camera(picture),))
        self.before_camera = "own picture"

    def photograph(self, persona_id: str, picture: bytes) -> None:
        """Put a picture of one's own into the persona's chip, in the condition of a chip photograph, in memory only.

        Raises:
            ValueError: the persona has no card, or the picture does not show exactly one face.
        """
        holder = persona(persona_id)
        material = issue_card(holder, self.world.pki, portrait(picture), self.world.made)
        self._issued[persona_id] = material

    def certificate(self, persona_id: str) -> bytes:
        """The user certificate (DER) of the card as issued now, for enrolling it anew."""
        return self._issued[persona_id].user_certificate

    def show_front(self, persona_id: str) -> None:
        """The printed front in the front camera's view."""
        self.front.show(tuple(self._fronts(persona(persona_id))))

    def hide_front(self) -> None:
        """The printed front cannot be read: the keypad is wanted."""
        self.front.show((nobody(size=(720, 1280)),))

    def _fronts(self, holder: Persona) -> Iterator[Image]:
        rng = np.random.default_rng(SEED)
        printed = card_front(holder, self.world.expires(holder))
        for _ in range(FRONT_FRAMES):
            yield front_frame(printed, rng)
