"""Somebody made up who moves before the camera: turns as asked, blinks, and is never quite still. Drawn while they move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from hardware_mocks.camera.clips import Pacer
from hardware_mocks.heads.fields import Array, Image, pixels
from hardware_mocks.heads.mesh import Figure, figure
from hardware_mocks.heads.parameters import Head
from hardware_mocks.heads.photographs import ROOM
from hardware_mocks.heads.render import GRAIN, Pose, View, picture, sculpt, wall
from hardware_mocks.heads.shape import Expression
from reader.frame import Frame

Act = Callable[[float, float], Image]
"""What stands before a camera: the picture at a moment (seconds) at which so many degrees of yaw are asked for.

Degrees count to the person's own left, which is the picture's right; 0 is straight ahead.
"""
FARTHEST_TURN = 35.0
DELAY = 0.35
"""Seconds until somebody does what the screen asks."""
SPEED = 55.0
"""Degrees a second of a head that is turned in comfort."""
BLINK_EVERY, BLINK_FOR = 3.7, 0.15
STEP = 1.5
"""Degrees from one drawn picture of a turn to the next."""
SWAYS, SWAY_FOR = 8, 0.35
"""In how many places a head that stands still is seen, and for how many seconds in each."""
COARSE = 2
"""Every second row and column is enough for a face of 200 pixels, and fast enough to be drawn live."""


class Neck:
    """Turns towards what is asked, after a moment, and no faster than a neck does."""

    def __init__(self, most: float = FARTHEST_TURN, speed: float = SPEED, delay: float = DELAY) -> None:
        self.yaw = 0.0
        self._most, self._speed, self._delay = most, speed, delay
        self._asked: list[tuple[float, float]] = []
        self._moment: float | None = None

    def __call__(self, moment: float, asked: float) -> float:
        """Where the head is at this moment, in degrees; moments must not go back."""
        self._asked.append((moment, float(np.clip(asked, -self._most, self._most))))
        heard = [each for each in self._asked if each[0] <= moment - self._delay]
        self._asked = [*heard[-1:], *self._asked[len(heard) :]]
        wanted = heard[-1][1] if heard else 0.0
        reach = self._speed * (moment - self._moment) if self._moment is not None else 0.0
        self.yaw += float(np.clip(wanted - self.yaw, -reach, reach))
        self._moment = moment
        return self.yaw


class Turning:
    """A head that does as it is asked. `most` is how far it can: stiff necks are common in a waiting room."""

    def __init__(
        self,
        head: Head,
        *,
        most: float = FARTHEST_TURN,
        masked: bool = False,
        grain: float = GRAIN,
        seed: int = 1,
    ) -> None:
        self._head, self._masked, self._grain = head, masked, grain
        self._neck, self._rng = Neck(most), np.random.default_rng(seed)

    def __call__(self, moment: float, asked: float) -> Image:
        yaw = STEP * round(self._neck(moment, asked) / STEP)
        blinks = moment % BLINK_EVERY > BLINK_EVERY - BLINK_FOR
        still = _drawn(self._head, yaw, round(moment / SWAY_FOR) % SWAYS, blinks=blinks, masked=self._masked)
        noise = self._rng.standard_normal(still.shape, dtype=np.float32)
        return pixels(still + self._grain * noise)


@lru_cache(maxsize=64)
def _drawn(head: Head, yaw: float, sway: int, *, blinks: bool, masked: bool) -> Image:
    """One picture without noise; whoever stands and waits is seen in the same few again and again."""
    angle = 2 * np.pi * sway / SWAYS
    view = View(eyes_at=(320.0 + 2.5 * np.sin(angle), 215.0 + 1.5 * np.cos(angle)), grain=0.0)
    pose = Pose(yaw + 1.2 * np.sin(angle), 0.8 * np.cos(angle), 0.6 * np.sin(angle))
    body = _sculpted(head, Expression(blink=1.0 if blinks else 0.0), masked=masked)
    return picture(body, pose, ROOM, view, np.random.default_rng(sway), fineness=1, behind=_room())


@lru_cache(maxsize=8)
def _sculpted(head: Head, expression: Expression, *, masked: bool) -> Figure:
    return figure(sculpt(head, expression, masked=masked), COARSE)


@cache
def _room() -> Array:
    return wall(View(), ROOM, np.random.default_rng(11))


@dataclass(frozen=True, slots=True)
class ActCamera:
    """A Camera before which something happens; `asked` says which yaw the screen asks for just now."""

    act: Act
    pace: Pacer
    asked: Callable[[], float] = lambda: 0.0

    def frames(self) -> Iterator[Frame]:
        """Endless frames; closing the iterator ends the play."""
        while True:
            moment = self.pace()
            yield Frame(self.act(moment, self.asked()), moment)
