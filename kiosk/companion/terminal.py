"""One terminal of the linkage software: its `face` folder, and `trash` beside it, where some programs move what they have read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.clock import Moment
from kiosk.companion.folder import FileFault, FileGone, Folder, FolderFault, Mark
from kiosk.companion.watching import Digest, Happening, Read, Watch, Whole, looked, to_read, wanted

SKEW_TOLD = 60
"""Seconds between the terminal's clock and ours from which on staff are told."""


@dataclass(frozen=True, slots=True)
class TerminalState:
    """How one terminal stands: `trouble` is a code of the catalogue, empty when it can be looked into.

    `looked_at` is in ticks, None before the first look; `lying` counts files of readers, `skew` is the terminal's clock
    minus ours in seconds, None until a file came.
    """

    label: str
    trouble: str = ""
    looked_at: float | None = None
    lying: int = 0
    skew: int | None = None

    @property
    def clock_is_off(self) -> bool:
        return self.skew is not None and abs(self.skew) > SKEW_TOLD


READS_A_LOOK = 100
"""So many files are opened at one look; the rest at the next, which follows at once."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """`label` is how staff call it. `trash` is asked only for what leaves `face`; it may be missing."""

    label: str
    face: Folder
    trash: Folder


@dataclass(frozen=True, slots=True)
class Look:
    """`more`: not everything worth reading was read yet. `lying` counts the files of readers that lie there."""

    watch: Watch
    told: tuple[Happening, ...]
    more: bool
    lying: int


def look(terminal: Terminal, watch: Watch, now: Moment, whole: Whole, digest: Digest) -> Look:
    """List, read what is worth it, and say what it means. Raises FolderFault: then nothing is known of this look.

    `face` is listed before `trash`, so that a file on its way from one to the other is seen in one of them.
    """
    face = terminal.face.listing(wanted)
    moved = _moved(terminal.trash)
    listed: dict[str, Mark] = {**moved, **face}
    names = to_read(watch, listed, now.wall, now.ticks)
    chosen = sorted(
        names, key=lambda name: (name.casefold() in watch.files, name[-18:], listed[name].modified)
    )[:READS_A_LOOK]
    reads = {name: _read(terminal, name) for name in chosen}
    after, told = looked(watch, listed, reads, now.wall, now.ticks, whole, digest)
    return Look(after, told, len(chosen) < len(names), len(listed))


def _moved(trash: Folder) -> Mapping[str, Mark]:
    try:
        return trash.listing(wanted)
    except FolderFault:
        return {}


def _read(terminal: Terminal, name: str) -> Read:
    """From `face`, else once from `trash`."""
    try:
        return terminal.face.read(name)
    except FileGone as gone:
        return _from_trash(terminal.trash, name, gone)
    except FileFault as fault:
        return fault


def _from_trash(trash: Folder, name: str, gone: FileGone) -> Read:
    try:
        return trash.read(name)
    except FileFault as fault:
        return fault
    except FolderFault:
        return gone
