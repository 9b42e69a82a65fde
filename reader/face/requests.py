"""What the face process is asked, and what it answers. No model is loaded by importing this."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reader.face.decision import DEFAULT_LIMIT, FaceVerdict
from reader.face.liveness.turning import CannotObserve, Observed
from reader.frame import Frame
from reader.printed.number import NumberRead


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the settings say of faces.

    limit: the older rule's largest distance; model, digest: another network instead of SFace; two: whether the rule of
    two judgements may be used.
    """

    limit: float = DEFAULT_LIMIT
    model: Path | None = None
    digest: str = ""
    two: bool = False


@dataclass(frozen=True, slots=True)
class CompareFace:
    """Is this the person of the chip's photograph? An empty photograph means that the card has none.

    `turned` are frames of the same track in which the head was turned, each to be the same person.
    """

    photo: bytes = field(repr=False)
    frames: tuple[Frame, ...] = field(repr=False)
    turned: tuple[Frame, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Observe:
    """Who stands there, how is the head held, and is the picture fit to be compared?"""

    frame: Frame = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadPrinted:
    """Which 照合番号B do these frames of a card front show?"""

    frames: tuple[Frame, ...] = field(repr=False)


FaceRequest = CompareFace | Observe | ReadPrinted
FaceAnswer = FaceVerdict | Observed | CannotObserve | NumberRead
