"""The records of a CSV file one after the other, with the line each begins on; a broken one costs itself alone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST = 40
"""Lines that one record may take. A quotation mark that is never closed would swallow the rest of the file."""


@dataclass(frozen=True, slots=True)
class Record:
    """`cells` is None where the line is no CSV."""

    line: int
    cells: list[str] | None = field(repr=False)


class _Lines:
    """Lines that can be given again: what a broken record swallowed is read once more, line by line."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._again: list[str] = []
        self._taken: list[str] = []
        self.passed = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) == LONGEST:
            raise StopIteration
        line = self._again.pop() if self._again else next(self._source)
        self._taken.append(line)
        return line

    def accept(self) -> None:
        """The record that took these lines is whole."""
        self.passed += len(self._taken)
        self._taken.clear()

    def give_back(self) -> None:
        """Only the first line is spent."""
        self._again.extend(reversed(self._taken[1:]))
        self.passed += 1
        self._taken.clear()


def records(source: Iterator[str], delimiter: str = ",") -> Iterator[Record]:
    """Every record that holds anything, the header first."""
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = lines.passed + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            lines.give_back()
            yield Record(line, None)
            continue
        if cells is None:
            return
        lines.accept()
        if any(cell and not cell.isspace() for cell in cells):
            yield Record(line, cells)
