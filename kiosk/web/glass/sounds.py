"""The sounds of the screens' sentences, as `kiosk voice` made them or the clinic recorded them, in the home."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path("voice") / "ja"
NAME = re.compile(r"[a-z0-9_.-]+\.wav")


def sound_name(key: str) -> str:
    """The file of a sentence's key."""
    return f"{key.replace(' ', '_').lower()}.wav"


def sound_file(home: Path, name: str) -> Path | None:
    """None where nobody made it: a missing sound never stops a visit."""
    if not NAME.fullmatch(name) or ".." in name:
        return None
    file = home / FOLDER / name
    return file if file.is_file() else None
