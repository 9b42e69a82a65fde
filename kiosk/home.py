"""The kiosk's home: one folder for one running kiosk, and for nobody else's eyes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import TextIO

FOLDER_MODE, FILE_MODE = 0o700, 0o600
OTHERS = 0o077
KEY_NAME = "audit.key"
DATABASE_NAME = "kiosk.sqlite"
RECORDS = (KEY_NAME, DATABASE_NAME)
LOCK_NAME = "kiosk.lock"
OTHER_THINGS = "it holds other things than a kiosk's records"
ELSEWHERE = "name another folder as `home`, the kiosk's own"


class HomeRefused(Exception):
    """A home that others may read and that is not the kiosk's to close."""


class HomeTaken(Exception):
    """Another process runs on this home."""


def private(path: str, flags: int) -> int:
    """For `open(…, opener=private)`: what is made so can be read by its owner alone."""
    return os.open(path, flags, FILE_MODE)


def make_private(home: Path) -> str:
    """Make the folder, or close it to others and say so in a sentence; empty when nothing was to be done.

    Only a folder that is empty or holds a kiosk's records is closed, since any other may be somebody else's.

    Raises:
        HomeRefused: others may read it, and it is not the kiosk's alone or cannot be closed.
    """
    if not home.exists():
        home.mkdir(FOLDER_MODE, parents=True)
    if not is_open_to_others(home):
        return ""
    if holds_other_things(home):
        raise HomeRefused(f"others may read {home}, and {OTHER_THINGS}: {ELSEWHERE}")
    try:
        _close(home)
    except PermissionError as foreign:
        raise HomeRefused(
            f"others may read {home}, and it belongs to another user: paste as that user: chmod -R go= {home}"
        ) from foreign
    if is_open_to_others(home):
        raise HomeRefused(
            f"others may read {home}, and its disk keeps no rights: name a folder on another disk"
        )
    return f"others could read {home}; it and all in it are now its owner's alone"


def holds_other_things(home: Path) -> bool:
    """Whether it may be somebody else's: it is not empty, and none of a kiosk's records is in it."""
    return any(home.iterdir()) and not any((home / each).exists() for each in RECORDS)


def is_open_to_others(path: Path) -> bool:
    """Whether anybody but its owner has a right to it."""
    return bool(path.stat().st_mode & OTHERS)


def _close(home: Path) -> None:
    """The folder first, so that nobody comes in while its contents follow."""
    home.chmod(FOLDER_MODE)
    for each in home.rglob("*"):
        if not each.is_symlink():
            each.chmod(each.stat().st_mode & ~OTHERS)


@contextmanager
def held(home: Path, port: int) -> Iterator[Callable[[int], None]]:
    """Keep the home for this process. Gives what tells others its port, for when it turns out to be another.

    The system lets go of it when the process ends, however it ends.

    Raises:
        HomeTaken: another process keeps it; the sentence names it.
    """
    with open(home / LOCK_NAME, "a+", encoding="utf-8", opener=private) as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError as taken:
            raise HomeTaken(
                f"{home} is in use by {_holder(file)}: end that one first, or name another `home`"
            ) from taken

        def tell(port: int) -> None:
            file.truncate(0)
            file.write(json.dumps({"pid": os.getpid(), "port": port}))
            file.flush()

        tell(port)
        yield tell


def _holder(file: TextIO) -> str:
    file.seek(0)
    try:
        told = json.loads(file.read())
        return f"process {int(told['pid'])} on port {int(told['port'])}"
    except (ValueError, KeyError, TypeError):
        return "a process that is just starting"
