"""Whether what is kept would survive this machine, and whether it would tell a thief anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.commands.checks.finding import Finding, Subject, ok, warn
from kiosk.keeping.stamps import stamps

BLOCKS = Path("/sys/dev/block")
MOUNTS = Path("/proc/self/mountinfo")
CRYPT = "CRYPT-"
"""How the name of an encrypted device begins (https://gitlab.com/cryptsetup/cryptsetup, DM_UUID_PREFIX)."""
BACKED_UP, REHEARSED = timedelta(days=2), timedelta(days=183)
"""Ours: a backup every night may fail once; a way back that nobody has gone for half a year is a hope."""
MAKE = "kiosk backup --to FOLDER --recipient age1…, every night"
REHEARSE = "kiosk restore FILE --identity KEY --audit-key KEY --rehearse, with the newest backup"


def encryption(subject: Subject, blocks: Path = BLOCKS, mounts: Path = MOUNTS) -> Iterator[Finding]:
    """Whether somebody who carries the disk away can read the home."""
    home = subject.settings.home
    if not home.is_dir():
        return  # `disk` tells of it
    match is_encrypted(device_of(home, mounts), blocks):
        case True:
            yield ok("encryption", f"the disk under {home} is encrypted")
        case False:
            yield warn(
                "encryption",
                f"the disk under {home} is not encrypted: whoever carries it away reads it",
                "put `home` on an encrypted disk (Debian's installer offers it; cryptsetup on a machine that runs)",
            )
        case None:
            yield warn(
                "encryption",
                f"no disk of this machine is seen under {home}: whether it is encrypted cannot be told",
                "look where the folder lies, and have that encrypted",
            )


def backups(subject: Subject) -> Iterator[Finding]:
    """How old the last backup is, and the last one that was seen to come back."""
    home, now = subject.settings.home, subject.clock.now().wall
    kept = stamps(home)
    yield _aged("backup", "made", kept.backed_up, now, BACKED_UP, MAKE)
    yield _aged("rehearsal", "last put back and found whole", kept.rehearsed, now, REHEARSED, REHEARSE)


def device_of(folder: Path, mounts: Path) -> str:
    """`major:minor` of what the folder lies on; where a file system hides it, of the device that was mounted."""
    number = folder.stat().st_dev
    named = f"{os.major(number)}:{os.minor(number)}"
    if os.major(number):
        return named
    for line in mounts.read_text("utf-8").splitlines():
        left, _, right = line.partition(" - ")
        if left.split()[2] == named and (source := Path(right.split()[1])).is_block_device():
            number = source.stat().st_rdev
            return f"{os.major(number)}:{os.minor(number)}"
    return ""


def is_encrypted(device: str, blocks: Path) -> bool | None:
    """By what the kernel says of the device and all that it is made of; None where it is no device of this machine."""
    place = blocks / device
    if not device or not place.exists():
        return None
    return _crypt(place)


def _crypt(place: Path) -> bool:
    name = place / "dm" / "uuid"
    if name.exists() and name.read_text("ascii").startswith(CRYPT):
        return True
    below = list((place / "slaves").iterdir()) if (place / "slaves").is_dir() else []
    return bool(below) and all(map(_crypt, below))


def _aged(check: str, done: str, when: str, now: datetime, limit: timedelta, remedy: str) -> Finding:
    if not when:
        return warn(check, f"never {done}", remedy)
    age = now - datetime.fromisoformat(when)
    told = f"{done} {age.days} days ago, on {when[:10]}"
    return ok(check, told) if timedelta(0) <= age <= limit else warn(check, told, remedy)
