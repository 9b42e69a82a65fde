"""The photographs that the demo world needs of its heads: the chip's, and what a camera sees of them."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from hardware_mocks.heads.fields import Image
from hardware_mocks.heads.mesh import Figure, figure
from hardware_mocks.heads.parameters import Head, as_table, head_from
from hardware_mocks.heads.render import Light, Pose, View, picture, sculpt
from hardware_mocks.heads.shape import Expression
from reader.face.card_condition import pressed

HERE = Path(__file__).parent
STORED = HERE / "heads.json"
SHIPPED = HERE / "shipped"
"""Each head's photograph for the chip, drawn before: a first start need not wait for them."""


def _folder() -> Path:
    """Beside a checkout in `.world`, which git does not see; else where this user's programs keep what they make."""
    project = HERE.parents[1]
    if (project / "pyproject.toml").is_file():
        return project / ".world" / "heads"
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "eligibility-kiosk" / "heads"


FOLDER = _folder()
"""Renders of people who do not exist may be kept on a disk."""

STUDIO = Light(
    key=(-0.15, 0.45, 0.9), strength=0.50, ambient=0.46, fill=0.14, wall=(0.74, 0.76, 0.78), clutter=0.0
)
STUDIO_VIEW = View(480, 600, 146.0, (240.0, 292.0))
ROOM = Light()

Moment = tuple[Pose, Expression]
Sculpted = dict[Expression, Figure]
CLIPS: Mapping[str, tuple[Moment, ...]] = {
    "frontal": (
        (Pose(0.5), Expression()),
        (Pose(3, 1.5, 0.5), Expression(smile=0.5)),
        (Pose(6.5, 0.5, 1), Expression(smile=0.5)),
        (Pose(1, -1), Expression(blink=1)),
        (Pose(-4, 1, -1), Expression()),
        (Pose(-7, 0, -1.5), Expression(smile=0.5)),
    ),
    "left": ((Pose(8), Expression()), (Pose(17, 1), Expression()), (Pose(25, 1), Expression())),
    "right": ((Pose(-8), Expression()), (Pose(-17, 1), Expression()), (Pose(-25, 1), Expression())),
}
"""Poses of each clip. `left` is the sitter's own left, which is the right of the picture."""


def stored() -> dict[str, Head]:
    """All heads with their final parameters, by head id."""
    table: dict[str, Any] = json.loads(STORED.read_text("utf-8"))
    return {head_id: head_from(values) for head_id, values in table.items()}


def chip_photo(head_id: str, folder: Path = FOLDER) -> bytes:
    """The chip's photograph: 192 x 240 grey JPEG 2000 of at most 3,072 bytes. A KeyError names an unknown head."""
    head = stored()[head_id]
    shipped = SHIPPED / f"{head_id}.jp2"
    if shipped.is_file():
        return shipped.read_bytes()
    return _kept(folder / f"{head_id}-{_digest(head)}.jp2", lambda: chip_photo_of(head))


def clip(head_id: str, name: str = "frontal", folder: Path = FOLDER) -> tuple[Image, ...]:
    """The frames of one clip, 640 x 480 BGR; drawn at the first call, then read from `folder`."""
    return tuple(_stills(head_id, name, range(len(CLIPS[name])), folder))


def still(head_id: str, name: str, index: int, folder: Path = FOLDER) -> Image:
    """One frame of a clip, without drawing the others."""
    return next(_stills(head_id, name, (index,), folder))


def _stills(head_id: str, name: str, wanted: Sequence[int], folder: Path) -> Iterator[Image]:
    head = stored()[head_id]
    sculpted: Sculpted = {}
    for index in wanted:
        path = folder / f"{head_id}-{name}-{index}-{_digest(head)}.jpg"
        yield _decoded(_kept(path, partial(_frame, head, name, index, sculpted)))


def frames_of(head: Head, wanted: Sequence[tuple[str, int]]) -> Iterator[Image]:
    """Frames (clip, index) of a head that is not stored, exactly as they would be if it were; drawn as they are taken."""
    sculpted: Sculpted = {}
    return (_decoded(_frame(head, name, index, sculpted)) for name, index in wanted)


def _frame(head: Head, name: str, index: int, sculpted: Sculpted) -> bytes:
    pose, expression = CLIPS[name][index]
    if expression not in sculpted:
        sculpted[expression] = figure(sculpt(head, expression))
    image = picture(sculpted[expression], pose, ROOM, View(), np.random.default_rng([head.texture, index]))
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


def chip_photo_of(head: Head) -> bytes:
    """Sit the head for its photograph and press it into the chip's size."""
    whole = figure(sculpt(head, Expression(smile=0.1)))
    photograph = picture(whole, Pose(), STUDIO, STUDIO_VIEW, np.random.default_rng(head.texture))
    return pressed(photograph)


def _digest(head: Head) -> str:
    """Name renders after what made them: changed parameters or a changed renderer draw anew."""
    code = b"".join(
        path.read_bytes()
        for path in sorted(HERE.glob("*.py"))
        if path.stem not in {"choose", "draw", "sheet"}
    )
    return hashlib.sha256(json.dumps(as_table(head)).encode() + code).hexdigest()[:12]


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    if path.exists():
        return path.read_bytes()
    data = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as half:
        half.write(data)
    Path(half.name).replace(path)
    return data


def _decoded(data: bytes) -> Image:
    return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8)
