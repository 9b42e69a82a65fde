"""Put a finished file into the folder that the receipt computer watches: whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.home import private

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(?:xml|csv)")


class UnsafeNameError(ValueError):
    """A name that is no plain file name in the hand-over folder."""


def file_name(visit: str, suffix: str) -> str:
    """The kiosk's own prefix: nobody shall take the file for one of the official software."""
    return checked(f"KIOSKsiquc01res_{visit}.{suffix}")


def written(folder: Path) -> Iterator[tuple[str, str, Path]]:
    """Our files that lie there: visit, format and where."""
    for path in sorted(folder.glob("KIOSKsiquc01res_*.*")):
        if _SAFE.fullmatch(path.name):
            yield path.stem.removeprefix("KIOSKsiquc01res_"), path.suffix[1:], path


def checked(name: str) -> str:
    """The name as it came, or an UnsafeNameError: letters, digits, hyphens, one known suffix."""
    if not _SAFE.fullmatch(name):
        raise UnsafeNameError("a hand-over file is named by letters, digits, - and _, ending in .xml or .csv")
    return name


def clear_unfinished(folder: Path) -> None:
    """Take away what a power cut left half written; nobody reads it, and its visit hands over again."""
    for each in folder.glob(".*.part"):
        each.unlink(missing_ok=True)


def write_file(folder: Path, name: str, data: bytes) -> Path:
    """Write beside and rename, so that a reader sees the whole file or none; OSError when the folder cannot be written.

    A file of the same visit is replaced: the last confirmation counts.
    """
    target = folder / checked(name)
    unfinished = folder / f".{name}.part"
    try:
        with open(unfinished, "wb", opener=private) as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    return target
