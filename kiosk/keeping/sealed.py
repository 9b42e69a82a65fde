"""Files that one key alone opens, in the age format (https://age-encryption.org/v1), which other programs read too."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage import x25519

from kiosk.home import private
from kiosk.storage.audit.anchor import sync_folder
from kiosk.storage.faults import StorageFull

MADE = "made by `age-keygen`, on another machine and kept there"


class SealRefused(Exception):
    """A file cannot be opened, or a key is none; the sentence says which."""


def recipient_of(text: str) -> x25519.Recipient:
    """Raises SealRefused."""
    try:
        return x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise SealRefused(f"the recipient is no public key: it begins with age1 and is {MADE}") from None


def identity_of(file: Path) -> x25519.Identity:
    """The private key out of a file as `age-keygen` writes it. Raises SealRefused, OSError."""
    lines = [
        each for each in file.read_text("utf-8", "replace").splitlines() if each and not each.startswith("#")
    ]
    try:
        return x25519.Identity.from_str("".join(lines[:1]).strip())
    except pyrage.IdentityError:
        raise SealRefused(
            f"{file} holds no private key: it begins with AGE-SECRET-KEY- and is {MADE}"
        ) from None


def seal(plain: Path, sealed: Path, recipient: x25519.Recipient) -> None:
    """Whole under its name on the disk, or not there. Raises StorageFull, OSError."""
    unfinished = sealed.with_name(f".{sealed.name}.part")
    try:
        with plain.open("rb") as reading, open(unfinished, "wb", opener=private) as writing:
            pyrage.encrypt_io(reading, writing, [recipient])
            writing.flush()
            os.fsync(writing.fileno())
        unfinished.replace(sealed)
    except (pyrage.EncryptError, OSError) as fault:
        unfinished.unlink(missing_ok=True)
        raise _no_room(sealed, fault) from fault
    sync_folder(sealed.parent)


def unseal(sealed: Path, plain: Path, identity: x25519.Identity) -> None:
    """What was sealed, to its last byte. Raises SealRefused, StorageFull, OSError."""
    with open(plain, "wb", opener=private) as writing:
        _unseal(sealed, writing, identity)


def unsealed(sealed: Path, identity: x25519.Identity) -> bytes:
    """The same of a small file that shall touch no disk. Raises SealRefused, OSError."""
    held = BytesIO()
    _unseal(sealed, held, identity)
    return held.getvalue()


def _unseal(sealed: Path, writing: BinaryIO, identity: x25519.Identity) -> None:
    with sealed.open("rb") as reading:
        try:
            pyrage.decrypt_io(reading, writing, [identity])
        except (pyrage.DecryptError, OSError) as fault:
            if _is_full(fault):
                raise StorageFull(f"no room to open {sealed}") from fault
            if "No matching keys" in str(fault):
                raise SealRefused(
                    f"{sealed} was sealed for another key: find the one whose recipient the backups name"
                ) from None
            raise SealRefused(f"{sealed} is torn, changed or no backup: take the one before it") from None


def _is_full(fault: Exception) -> bool:
    return any(sign in str(fault) for sign in ("No space left", "File too large", "quota"))


def _no_room(file: Path, fault: Exception) -> Exception:
    return (
        StorageFull(f"no room for {file.name} in {file.parent}") if _is_full(fault) else OSError(str(fault))
    )
