"""What a command of the mocks speaks through. Results go out, everything else to the errors."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from threading import Event
from types import FrameType
from typing import NoReturn, TextIO

JAPAN = timezone(timedelta(hours=9))
ENDING = (signal.SIGINT, signal.SIGTERM)


class Refused(Exception):
    """The command cannot do its work; the sentence says why and what to do."""


def wall_clock() -> datetime:
    """The machine's time in Japan: the one place where the mocks read a clock of their own."""
    return datetime.now(JAPAN)  # noqa: TID251 - as it says


@dataclass(frozen=True, slots=True)
class Console:
    """`as_json` is the wish for JSON lines: one object a line and nothing else on `out`."""

    out: TextIO
    errors: TextIO
    now: Callable[[], datetime] = wall_clock
    as_json: bool = False

    def tell(self, facts: Mapping[str, object], sentence: str | None = None) -> None:
        """One result: the facts as JSON when that is wanted, or when there is no sentence for people."""
        plain = None if self.as_json else sentence
        self.out.write((json.dumps(facts, ensure_ascii=False) if plain is None else plain) + "\n")
        self.out.flush()

    def complain(self, sentence: str) -> None:
        """What went wrong and what to do, or how far a long command has come."""
        self.errors.write(sentence + "\n")
        self.errors.flush()


def until_told_to_end() -> None:
    """Wait for Ctrl-C or SIGTERM, both of which are the right way to end. For the main thread.

    Once told, both are ignored: whoever asks twice must not break into the closing.
    """
    for each in ENDING:
        signal.signal(each, _end)
    try:
        Event().wait()
    except KeyboardInterrupt:
        return


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
