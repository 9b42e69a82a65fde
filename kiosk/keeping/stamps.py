"""When this home was last backed up, and when a backup of it was last seen to come back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from kiosk.home import private

NAME = "keeping.json"


@dataclass(frozen=True, slots=True)
class Stamps:
    """ISO 8601, empty for never. `rehearsed` is when a backup was put back and found whole, `of` when that backup was made."""

    backed_up: str = ""
    rehearsed: str = ""
    of: str = ""


def stamps(home: Path) -> Stamps:
    """What cannot be read has not been."""
    try:
        told = json.loads((home / NAME).read_text("utf-8"))
        read = Stamps(**{each: str(told[each]) for each in ("backed_up", "rehearsed", "of")})
        for each in (read.backed_up, read.rehearsed, read.of):
            _aware(each)
    except (OSError, ValueError, KeyError, TypeError):
        return Stamps()
    return read


def stamp(home: Path, **told: str) -> None:
    """Raises OSError."""
    new = home / f"{NAME}.new"
    with open(new, "w", encoding="utf-8", opener=private) as file:
        file.write(json.dumps(asdict(replace(stamps(home), **told))))
    new.replace(home / NAME)


def _aware(text: str) -> None:
    if text and datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)
