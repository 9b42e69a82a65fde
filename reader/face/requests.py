"""What the face process is asked, and what it answers. No model is loaded by importing this."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.face.decision import FaceVerdict, Threshold
from reader.frame import Frame
from reader.printed.number import NumberRead


@dataclass(frozen=True, slots=True)
class CompareFace:
    """Is this the person of the chip's photograph? An empty photograph means that the card has none."""

    photo: bytes = field(repr=False)
    frames: tuple[Frame, ...] = field(repr=False)
    threshold: Threshold = field(default_factory=Threshold)


@dataclass(frozen=True, slots=True)
class ReadPrinted:
    """Which 照合番号B do these frames of a card front show?"""

    frames: tuple[Frame, ...] = field(repr=False)


FaceRequest = CompareFace | ReadPrinted
FaceAnswer = FaceVerdict | NumberRead
