"""What somebody who is not the holder may hold before the camera, as scripts: for the dock, the tests and the figures.

Each species is made of one portrait (480 x 600, BGR, framed like a photograph for a certificate) and, where a film is
wanted, of the head that it shows. All of them are moved as the screen asks, which a flat picture cannot follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from hardware_mocks.camera.sheets import CARD, Bend, Edge, grey_print, sheet
from hardware_mocks.camera.turning import Act, Neck, Turning
from hardware_mocks.heads.fields import Image
from hardware_mocks.heads.mesh import Figure, figure
from hardware_mocks.heads.parameters import Head
from hardware_mocks.heads.photographs import ROOM, STUDIO, STUDIO_VIEW
from hardware_mocks.heads.render import GRAIN, Pose, View, picture, sculpt, wall
from hardware_mocks.heads.shape import Expression
from reader.face.card_condition import composed, pressed
from reader.face.photo import decoded_photo

if TYPE_CHECKING:
    from reader.face.matcher import Matcher


BEZEL = 0.22
SHEEN = 0.08
LOOP = 24
"""Pictures of a looped film: two seconds of a camera."""
PORTRAIT = (480, 600)


@dataclass(frozen=True, slots=True, eq=False)
class Victim:
    """Whose face is held up: a portrait, and the head for films where the project drew them."""

    portrait: Image
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Species:
    """One kind of attack. `flat` says that it cannot follow a turn; `stopped`, that the product promises to stop it."""

    ja: str
    en: str
    make: Callable[[Victim, float, int], Act]
    flat: bool = True
    stopped: bool = True
    film: bool = False


def victim_of(head: Head) -> Victim:
    """A made-up victim, photographed in colour in a good light."""
    body = figure(sculpt(head, Expression(smile=0.1)))
    return Victim(picture(body, Pose(), STUDIO, STUDIO_VIEW, np.random.default_rng(head.texture)), head)


def victims_in(folder: Path, matcher: Matcher) -> Iterator[tuple[str, Victim]]:
    """Everybody of whom a picture with one face lies in the folder, by the file's name; the pictures stay in memory.

    Raises:
        OSError: the folder cannot be read.
    """
    for path in sorted(
        each for each in folder.rglob("*") if each.suffix.lower() in {".jpg", ".jpeg", ".png"}
    ):
        image = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
        faces = () if image is None else matcher.faces(np.asarray(image, dtype=np.uint8))
        if image is not None and len(faces) == 1:
            whole = composed(np.asarray(image, dtype=np.uint8), faces[0])
            yield path.stem, Victim(np.asarray(cv2.resize(whole, PORTRAIT), dtype=np.uint8))


class Held:
    """A sheet in a hand that trembles, turned as the screen asks."""

    def __init__(self, thing: Figure, grain: float, seed: int) -> None:
        self._thing, self._view = thing, View(grain=grain)
        self._neck, self._rng = Neck(), np.random.default_rng(seed)
        self._tremble = self._rng.uniform(0.7, 1.4, 4)
        self._room = wall(self._view, ROOM, self._rng)

    def __call__(self, moment: float, asked: float) -> Image:
        return self.showing(self._thing, moment, asked)

    def showing(self, thing: Figure, moment: float, asked: float) -> Image:
        a, b, c, d = self._tremble
        pose = Pose(
            self._neck(moment, asked) + 1.5 * np.sin(moment * a), np.sin(moment * b), 0.8 * np.sin(moment * c)
        )
        across, down = 4 * np.sin(moment * d), 3 * np.sin(moment * a * 1.3)
        view = replace(self._view, eyes_at=(320.0 + across, 215.0 + down))
        return picture(thing, pose, ROOM, view, self._rng, fineness=1, behind=self._room)


class Replayed:
    """A film of the victim on a screen that is held still. `sense` -1 turns the wrong way whenever it is asked."""

    def __init__(self, head: Head, grain: float, seed: int, sense: float) -> None:
        self._person = Turning(head, grain=GRAIN, seed=seed)
        self._screen = Held(sheet(victim_of(head).portrait, Bend(), Edge()), grain, seed)
        self._sense = sense

    def __call__(self, moment: float, asked: float) -> Image:
        film = self._person(moment, self._sense * asked)
        width, height = PORTRAIT[0] * 100 / STUDIO_VIEW.per_unit, PORTRAIT[1] * 100 / STUDIO_VIEW.per_unit
        left, top = round(320 - width / 2), max(0, round(215 - height * STUDIO_VIEW.eyes_at[1] / PORTRAIT[1]))
        cut = film[top : top + round(height), left : left + round(width)]
        return self._screen.showing(sheet(cut, Bend(), Edge(BEZEL), shine=SHEEN), moment, 0.0)


def _held(
    victim: Victim,
    grain: float,
    seed: int,
    *,
    bend: Bend | None = None,
    around: Edge | None = None,
    shine: float = 0.04,
    printed: Callable[[Image], Image] | None = None,
) -> Act:
    portrait = printed(victim.portrait) if printed else victim.portrait
    return Held(sheet(portrait, bend or Bend(), around or Edge(), shine=shine), grain, seed)


def _chip_photo(portrait: Image) -> Image:
    """The printed photograph of a card is the chip's."""
    return decoded_photo(pressed(portrait))


def _looped(victim: Victim, grain: float, seed: int, *, many: int) -> Act:
    """Pictures that come back to the bit, as a file does behind a camera that is none."""
    frames = tuple(islice(_played(victim, grain, seed), many))
    return lambda moment, _: frames[round(moment * 12) % many]


def _played(victim: Victim, grain: float, seed: int) -> Iterator[Image]:
    if victim.head is None:
        act = Held(sheet(victim.portrait, Bend(), Edge()), grain, seed)
        return (act(number / 12, 0.0) for number in range(LOOP))
    person = Turning(victim.head, grain=grain, seed=seed)
    return (person(number / 12, 0.0) for number in range(LOOP))


def _replayed(victim: Victim, grain: float, seed: int, *, sense: float) -> Act:
    if victim.head is None:
        raise ValueError("a film that turns can be made of a drawn head alone")
    return Replayed(victim.head, grain, seed, sense)


SPECIES: Mapping[str, Species] = {
    "card_photo": Species("カードの顔写真", "the card's own photograph", partial(_held, printed=_chip_photo, around=Edge(0.45, CARD))),
    "flat_print": Species("平らな写真", "a print, flat", _held),
    "bent_print": Species("縦に丸めた写真", "a print bent about an upright axis", partial(_held, bend=Bend(2.3))),
    "bowed_print": Species("横に丸めた写真", "a print bent about a level axis", partial(_held, bend=Bend(2.6, level=True))),
    "grey_print": Species("白黒コピー", "a grey copy", partial(_held, printed=grey_print)),
    "still_on_screen": Species("画面の静止画", "a still on a screen", partial(_held, around=Edge(BEZEL), shine=SHEEN)),
    "frozen": Species("止まった映像", "one frozen picture", partial(_looped, many=1)),
    "looped": Species("くり返す映像", "a looped film", partial(_looped, many=LOOP)),
    "wrong_turns": Species("録画（逆を向く）", "a film that turns the wrong way", partial(_replayed, sense=-1.0), flat=False, film=True),
    "right_turns": Species("録画（指示どおり向く）", "a film that turns as asked", partial(_replayed, sense=1.0), flat=False, stopped=False, film=True),
}  # fmt: skip
"""All kinds, by name. No turning of the head stops the last one."""


def attack(species: str, victim: Victim, *, grain: float = GRAIN, seed: int = 1) -> Act:
    """What the camera sees while somebody tries it; a `grain` of 0 is a picture without a sensor's noise.

    Raises:
        KeyError: no such species.
        ValueError: a film that turns wants a drawn head.
    """
    return SPECIES[species].make(victim, grain, seed)


def looks(act: Act, asked: Sequence[float], rate: float = 12.0) -> Iterator[Image]:
    """The pictures of an act, one for each yaw that is asked for."""
    return (act(number / rate, yaw) for number, yaw in enumerate(asked))
