"""The log: JSON lines with an allow-list of keys. What is not listed never reaches the stream."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import TextIO

LONGEST_TEXT = 200
TWELVE_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)")
"""The shape of a My Number. None is ever read here; should one slip in, it goes no further."""


@dataclass(slots=True)
class JsonLog:
    """Writes one line per event. `dropped` counts the keys and values that were kept out since the start."""

    stream: TextIO
    keys: frozenset[str]
    dropped: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def write(self, now: datetime, event: str, visit: str, **facts: object) -> None:
        """One line; `visit` is the 受付番号, empty for what belongs to no visit.

        A fact outside the allow-list, or one that is no code, number or yes/no, is dropped and counted on the line
        itself. Text in Japanese is no code: it might be somebody's name.
        """
        kept = {
            key: _shortened(value) for key, value in facts.items() if key in self.keys and _is_plain(value)
        }
        lost = len(facts) - len(kept)
        line = {"at": now.isoformat(timespec="milliseconds"), "visit": visit, "event": event, **kept}
        if lost:
            line["dropped"] = lost
        with self._lock:
            self.dropped += lost
            self.stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            self.stream.flush()


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return value.isascii() and TWELVE_DIGITS.search(value) is None
    return value is None or isinstance(value, int | float)


def _shortened(value: object) -> object:
    return value[:LONGEST_TEXT] if isinstance(value, str) else value
