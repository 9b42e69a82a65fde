"""What a reader and its card do while nobody asks them. Events are values and come only when something changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardPresent:
    """A card lies on the reader."""


@dataclass(frozen=True, slots=True)
class CardAbsent:
    """The card was taken away."""


@dataclass(frozen=True, slots=True)
class ReaderLost:
    """No reader of that name, or the service behind it is away or hangs."""


@dataclass(frozen=True, slots=True)
class ReaderBack:
    """The reader is there (again)."""


ReaderEvent = CardPresent | CardAbsent | ReaderLost | ReaderBack
