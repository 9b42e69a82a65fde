"""Where the table of a file begins: its delimiter, and the row that names the columns, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.intake.csv.cells import unwrapped
from kiosk.intake.csv.faults import LayoutError
from kiosk.intake.csv.guess import guess
from kiosk.intake.csv.layout import Columns, Layout, numbered, places, recognised
from kiosk.intake.csv.records import Record, records

LOOK = 40
"""Lines from the start among which the header is looked for."""
DELIMITERS = (",", "\t", ";", "|")
"""The first counts where several show the same header."""
_DIGIT = re.compile(r"\d")
"""Headings have none, and every row of a patient has."""
_SEP = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""The first line with which Excel is told the delimiter."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """`header_line` is 0 in a file without header; rows begin on the line behind `last_line`."""

    delimiter: str
    header_line: int
    last_line: int
    headings: tuple[str, ...] = field(repr=False)
    width: int
    columns: Columns


def find_beginning(lines: Sequence[str], layout: Layout) -> Beginning:
    """From the first LOOK lines of a file. Raises LayoutError, which says what to do."""
    told = _SEP.fullmatch(lines[0].rstrip("\r\n") if lines else "")
    delimiters = (told[1],) if told else (layout.delimiter,) if layout.delimiter else DELIMITERS
    tries = {each: list(records(iter(lines), each)) for each in delimiters}
    if told:
        tries = {each: found[1:] for each, found in tries.items()}
    if not any(tries.values()):
        raise LayoutError("the file is empty: export the patient table again", "empty")
    if layout.by_number:
        return _without_header(tries, layout, 1 if told else 0)
    scored = [
        (recognised([unwrapped(each) for each in record.cells], layout), delimiter, record)
        for delimiter, found in tries.items()
        for record in found
        if record.cells is not None
    ]
    score, delimiter, header = max(scored, key=lambda each: each[0], default=(0, "", Record(0, None)))
    if not score or header.cells is None:
        raise LayoutError(_no_header(tries), "no_header")
    headings = tuple(map(unwrapped, header.cells))
    behind = next((each.line - 1 for each in tries[delimiter] if each.line > header.line), header.line)
    return Beginning(delimiter, header.line, behind, headings, len(headings), places(headings, layout))


def _without_header(tries: dict[str, list[Record]], layout: Layout, skipped: int) -> Beginning:
    delimiter, rows = _widest(tries)
    width = max(map(len, rows), default=0)
    return Beginning(delimiter, 0, skipped, (), width, numbered(layout, width))


def _widest(tries: dict[str, list[Record]]) -> tuple[str, list[list[str]]]:
    rows = {
        each: [record.cells for record in found if record.cells is not None] for each, found in tries.items()
    }
    delimiter = max(rows, key=lambda each: max(map(len, rows[each]), default=0))
    return delimiter, rows[delimiter]


def _no_header(tries: dict[str, list[Record]]) -> str:
    """A proposal by the contents; the contents themselves belong to patients and are not repeated."""
    _, rows = _widest(tries)
    first = next(iter(rows), [])
    start = (
        f"no row among the first {LOOK} names a column that is known (患者番号, 氏名, カナ氏名, 生年月日 …)"
    )
    if first and not any(map(_DIGIT.search, first)):
        seen = ", ".join(each.strip() for each in first if each.strip())
        return f'{start}; the first row reads {seen}: name its columns in a mapping file under [columns], such as patient_id = "…"'
    found = sorted(guess(rows).items(), key=lambda each: each[1])
    proposal = "; ".join(f"{item} = {at}" for item, at in found) or "nothing known"
    return (
        f"{start}; the columns seem to be: {proposal}. Export with a header, or name the columns by number in a mapping "
        "file under [columns], such as patient_id = 1"
    )
