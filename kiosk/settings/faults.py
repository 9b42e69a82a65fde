"""What is wrong with a settings file, a sentence a fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: the dotted key, what is wrong with it and what it must be, and what to do."""

    key: str
    wrong: str
    remedy: str

    @property
    def seen(self) -> str:
        return f"{self.key} {self.wrong}"

    @property
    def sentence(self) -> str:
        stop = "" if self.wrong.endswith("?") else "."
        return f"{self.seen}{stop} {self.remedy[0].upper()}{self.remedy[1:]}."


class SettingsError(Exception):
    """Settings that nothing may start on. `faults` are all that were found; empty where the file was not even read."""

    def __init__(self, said: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(said)
        self.faults = tuple(faults)

    @classmethod
    def of(cls, where: object, faults: Sequence[Fault]) -> Self:
        """Every fault of one file, each on a line of its own where there are several."""
        sentences = [each.sentence for each in faults]
        if len(sentences) == 1:
            return cls(f"{where}: {sentences[0]}", faults)
        return cls("\n  ".join((f"{where} has {len(sentences)} faults", *sentences)), faults)
