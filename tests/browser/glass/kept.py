"""What was measured of the glass, kept in docs/glass.json for the figures: one entry a glass, and one for the press."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path

KEPT = Path(__file__).parents[3] / "docs" / "glass.json"


def keep(kind: str, name: str, row: dict[str, object], path: Path = KEPT) -> None:
    """Put a row in the place of its last one; two runs beside each other lose nothing of one another."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        held = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        held.setdefault(kind, {})[name] = row
        text = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(f"{text}\n", "utf-8")
    path.with_suffix(".lock").unlink(missing_ok=True)
