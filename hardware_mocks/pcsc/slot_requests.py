"""What one asks of the process that holds the virtual reader, and its answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hardware_mocks.card.faults import NONE, Faults
from hardware_mocks.card.material import CardMaterial

READY = "ready"
"""The process's first line on its standard output, once a client has seen the reader; any other line says why not."""


@dataclass(frozen=True, slots=True)
class Insert:
    """Lay a card of this material down, fresh, or as the file of its memory remembers it."""

    material: CardMaterial
    faults: Faults = NONE
    memory: Path | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take the card away."""


@dataclass(frozen=True, slots=True)
class StopDaemon:
    """End the PC/SC service."""


@dataclass(frozen=True, slots=True)
class StartDaemon:
    """Start the PC/SC service; a card that lay there lies there again."""


@dataclass(frozen=True, slots=True)
class Hang:
    """Freeze the PC/SC service (SIGSTOP)."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let it go on (SIGCONT)."""


@dataclass(frozen=True, slots=True)
class AskStatus:
    """How things are."""


SlotRequest = Insert | Remove | StopDaemon | StartDaemon | Hang | Resume | AskStatus


@dataclass(frozen=True, slots=True)
class Status:
    """`verify_count`: VERIFY commands with data that the card has received since it was laid down."""

    daemon: int | None
    card: bool
    verify_count: int


@dataclass(frozen=True, slots=True)
class Problem:
    """It could not be done, in a sentence for people."""

    sentence: str
