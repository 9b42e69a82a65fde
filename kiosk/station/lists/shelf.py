"""Revocation lists on disk: what was known yesterday is known after a restart without a line.

A list is public and signed, and is checked again whenever it is used. Beside each lies who stood on it once and no
longer does, by serial alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.identity.certificate import Cause

FOLDER = "lists"
"""The folder in the home."""


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that a later list no longer has. `missing_since` is that list's own date."""

    since: datetime
    cause: Cause
    missing_since: datetime


@dataclass(frozen=True, slots=True)
class ListShelf:
    """A disk that fails costs what it would have kept, and nothing else."""

    folder: Path

    def read(self, key: str) -> tuple[bytes, dict[int, Gone]]:
        """The list in DER and who is gone from it; nothing where nothing readable is."""
        body, gone = b"", {}
        with suppress(OSError):
            body = self._path(key, "crl").read_bytes()
        with suppress(OSError, ValueError, TypeError, AttributeError):
            table = json.loads(self._path(key, "json").read_text("utf-8"))
            gone = {int(serial, 16): _gone(*entry) for serial, entry in table.items()}
        return body, gone

    def keep(self, key: str, body: bytes, gone: Mapping[int, Gone]) -> None:
        table = {
            f"{serial:x}": (each.since.isoformat(), each.cause.value, each.missing_since.isoformat())
            for serial, each in gone.items()
        }
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            for kind, content in (("json", json.dumps(table).encode()), ("crl", body)):
                unfinished = self._path(key, f"{kind}.new")
                unfinished.write_bytes(content)
                unfinished.replace(self._path(key, kind))

    def _path(self, key: str, kind: str) -> Path:
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.{kind}"


def _gone(since: str, cause: str, missing_since: str) -> Gone:
    return Gone(datetime.fromisoformat(since), Cause(cause), datetime.fromisoformat(missing_since))
