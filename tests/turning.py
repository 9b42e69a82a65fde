"""Who stands before the camera and hears what is asked: drawn heads that turn, and pictures of them that somebody turns.

A drawn head takes the nearest of its stored poses, which are seven to nine degrees apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import cv2
import numpy as np

from hardware_mocks.heads.photographs import CLIPS, still
from reader.face.liveness.turning import Ask
from reader.frame import Frame, Image

RATE = 12.0
SPEED = 70.0
"""Degrees a second at which a person turns."""
LATE = 0.4
"""Seconds that a person takes to hear what is asked."""

Show = Callable[[float], Image]
"""The picture of somebody turned by so many degrees."""


@dataclass
class Turner:
    """A camera before somebody who does as asked: `reach` is how far, `wish` what they make of it."""

    show: Show
    reach: float = 25.0
    wish: Callable[[Ask], Ask] = lambda ask: ask
    asked: Ask = Ask.STRAIGHT
    moment: float = 0.0
    noise: float = 1.5
    heard: list[tuple[float, Ask]] = field(default_factory=list)

    def say(self, words: str) -> None:
        asked = Ask(words) if words in {each.value for each in Ask} else Ask.STRAIGHT
        if asked is not self.asked:
            self.asked = asked
            self.heard.append((self.moment + LATE, self.wish(asked)))

    def frames(self) -> Iterator[Frame]:
        rng, angle, target = np.random.default_rng(5), 0.0, 0.0
        grain = rng.normal(0, self.noise, (480, 640, 3)).astype(np.float32)
        while True:
            self.moment += 1 / RATE
            while self.heard and self.heard[0][0] <= self.moment:
                target = self.heard.pop(0)[1].sign * self.reach
            angle += float(np.clip(target - angle, -SPEED / RATE, SPEED / RATE))
            noisy = self.show(angle) + np.roll(grain, int(rng.integers(640 * 480)), axis=(0, 1))
            yield Frame(swayed(np.clip(noisy, 0, 255).astype(np.uint8), self.moment), self.moment)


def swayed(image: Image, moment: float) -> Image:
    """Shifted a little, as a body never stands quite still."""
    move = np.array([[1, 0, 2.5 * np.sin(1.7 * moment)], [0, 1, 1.5 * np.sin(2.3 * moment)]])
    return np.asarray(
        cv2.warpAffine(image, move, (640, 480), borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8
    )


def head(head_id: str) -> Show:
    """A drawn head, by the stored pose that is nearest."""
    return lambda yaw: _pose(head_id, min(_poses(), key=lambda pose: abs(pose[0] - yaw))[1:])


@cache
def _poses() -> tuple[tuple[float, str, int], ...]:
    kept = [(0, "frontal", 0)]
    kept += [(moment[0].yaw, name, i) for name in ("left", "right") for i, moment in enumerate(CLIPS[name])]
    return tuple(kept)


@cache
def _pose(head_id: str, where: tuple[str, int]) -> Image:
    return still(head_id, *where)


def sheet(picture: Image, bend: float = 0.0) -> Show:
    """A print of the picture, 1 wide, held 3 away from the camera; `bend` is how strongly it is curved (1 / radius)."""

    @cache
    def drawn(yaw: int) -> Image:
        turn, strips = np.radians(yaw), 16 if bend else 1
        room = np.full((480, 640, 3), 128, np.uint8)
        room[::7] = 120
        edges = [_corner(each / strips - 0.5, turn, bend) for each in range(strips + 1)]
        height, width = picture.shape[:2]
        for each, (left, right) in enumerate(pairwise(edges)):
            if right[0] <= left[0]:
                continue
            from_ = np.array([[each, 0], [each + 1, 0], [each + 1, 1], [each, 1]], np.float32)
            from_ = from_ * np.array([width / strips, height], np.float32)
            half = height / width / 2
            onto = np.array(
                [
                    [left[0], -half * left[1]],
                    [right[0], -half * right[1]],
                    [right[0], half * right[1]],
                    [left[0], half * left[1]],
                ]
            )
            onto = (onto + [320, 240] * np.array([[1, 1]])).astype(np.float32)
            strip = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(from_, onto), (640, 480))
            inside = np.zeros((480, 640), np.uint8)
            cv2.fillConvexPoly(inside, np.round(onto).astype(np.int32), 1)
            room[inside > 0] = strip[inside > 0]
        return room

    return lambda yaw: drawn(round(yaw))


def _corner(across: float, turn: float, bend: float) -> tuple[float, float]:
    """Where a vertical line of the sheet falls (x from the middle), and how many pixels one unit of height has there."""
    x, depth = (np.sin(across * bend) / bend, (1 - np.cos(across * bend)) / bend) if bend else (across, 0.0)
    scale = 1500 / (3 - x * np.sin(turn) + depth * np.cos(turn))
    return float(scale * (x * np.cos(turn) + depth * np.sin(turn))), float(scale)


def face_of(head_id: str) -> Image:
    """What is printed: the head's own frontal picture, cut to head and shoulders."""
    return np.ascontiguousarray(_pose(head_id, ("frontal", 0))[40:450, 160:480])
