"""What a backup is made of: one archive with a table of contents, sealed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

FORMAT = 1
CONTENTS = "contents.json"
DATABASE = "database"
ANCHOR = "anchor.json"
HANDOVER = "handover/"
ENDING = ".backup.age"
KEY_ENDING = ".audit-key.age"


class NotRestored(Exception):
    """Nothing was put anywhere; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """`made_at` is ISO 8601, `kind` sqlite or postgresql."""

    station: str
    made_at: str
    kind: str
    format: int = FORMAT

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


def pack(archive: Path, contents: Contents, files: Mapping[str, Path]) -> None:
    """Raises OSError."""
    with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr(CONTENTS, json.dumps(asdict(contents)))
        for name, file in files.items():
            packed.write(file, name)


def contents_of(archive: Path) -> Contents:
    """Raises NotRestored: it is none of ours, or of a later form."""
    try:
        with zipfile.ZipFile(archive) as packed:
            told = json.loads(packed.read(CONTENTS))
        form = int(told["format"])
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError):
        raise NotRestored("what was sealed is no backup of a kiosk") from None
    if form != FORMAT:
        raise NotRestored(
            f"the backup is of form {form}, this release reads form {FORMAT}: use the release that made it"
        )
    return Contents(**told)


def unpack(archive: Path, folder: Path) -> None:
    """Everything, by plain names below the folder alone. Raises OSError."""
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            packed.extract(name, folder)
