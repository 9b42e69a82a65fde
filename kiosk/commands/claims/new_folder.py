"""A folder that is there with everything in it, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.commands.table import Refused


def refuse_used(folder: Path) -> None:
    """Raises Refused when something stands there already: nothing is overwritten."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise Refused(f"{folder} exists; name a folder that does not")


def place(folder: Path, contents: Mapping[str, bytes], before_showing: Callable[[], None]) -> None:
    """Write every file under a temporary name, make it durable, call `before_showing`, then give the folder its name.

    Whoever may read the folder is its owner alone, as claims are. Raises Refused, OSError or what `before_showing`
    raises; then nothing is left of it.
    """
    refuse_used(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, data in contents.items():
            _write(unfinished / name, data)
        for each in (*filter(Path.is_dir, unfinished.iterdir()), unfinished):
            _durable(each)
        before_showing()
        refuse_used(folder)
        unfinished.rename(folder)
    finally:
        if unfinished.exists():
            shutil.rmtree(unfinished)
    _durable(folder.parent)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _durable(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
