"""What a command speaks through: its streams, the environment, the clock. Results go out, everything else to the errors."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TextIO

from kiosk.clock import Clock


@dataclass(frozen=True, slots=True)
class Console:
    """`as_json` is the wish for JSON lines: one object a line and nothing else on `out`.

    `hidden` asks a person at a terminal and shows nothing of what is typed; None where nobody types.
    """

    lines_in: TextIO
    out: TextIO
    errors: TextIO
    environment: Mapping[str, str]
    clock: Clock
    as_json: bool = False
    hidden: Callable[[str], str] | None = None

    def tell(self, facts: Mapping[str, object], sentence: str | None = None) -> None:
        """One result: the facts as JSON when that is wanted, or when there is no sentence for people."""
        plain = None if self.as_json else sentence
        self.out.write((json.dumps(facts, ensure_ascii=False) if plain is None else plain) + "\n")
        self.out.flush()

    def complain(self, sentence: str) -> None:
        """What went wrong and what to do, or how far a long command has come."""
        self.errors.write(sentence + "\n")
        self.errors.flush()
