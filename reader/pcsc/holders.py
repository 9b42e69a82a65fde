"""Which other programs use the PC/SC service: whoever finds the card held wants to know whom to close."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIBRARY = "libpcsclite.so"
WORKER = b"multiprocessing"
"""Stands in the command line of every child that the kiosk spawns."""
PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Program:
    pid: int
    name: str

    def __str__(self) -> str:
        return f"{self.name} (pid {self.pid})"


def programs(proc: Path = PROC, own: int | None = None) -> tuple[Program, ...]:
    """Programs that have loaded the PC/SC client library, without our own; those of other users may not be told."""
    ours = _family(proc, os.getpid() if own is None else own)
    return tuple(each for each in _with_library(proc) if each.pid not in ours)


def sentence(proc: Path = PROC) -> str:
    """For people: who may hold the card."""
    found = ", ".join(map(str, programs(proc)))
    return f"another program holds the card: {found or 'this system does not tell which'}"


def _with_library(proc: Path) -> Iterator[Program]:
    for folder in sorted(proc.glob("[0-9]*"), key=lambda each: int(each.name)):
        try:
            if LIBRARY in (folder / "maps").read_text("utf-8", "replace"):
                yield Program(int(folder.name), (folder / "comm").read_text("utf-8", "replace").strip())
        except OSError:
            continue


def _family(proc: Path, pid: int) -> set[int]:
    """A process, its parent, and the workers that either started: the kiosk's card process and monitor."""
    ours = {pid, _parent(proc, pid)} - {0}
    pids = (int(each.name) for each in proc.glob("[0-9]*"))
    return ours | {each for each in pids if _parent(proc, each) in ours and _is_worker(proc, each)}


def _is_worker(proc: Path, pid: int) -> bool:
    try:
        return WORKER in (proc / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False


def _parent(proc: Path, pid: int) -> int:
    """0 where it is not told. The name before the numbers may hold anything, so they are counted from its end."""
    try:
        return int((proc / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0
