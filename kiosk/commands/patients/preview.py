"""What a file of patients is taken for, and what an import of it would change; nothing is changed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple

from kiosk.commands.console import Console
from kiosk.commands.occupied import closed_to_others
from kiosk.commands.patients.file import add_meant, add_patient_file
from kiosk.commands.patients.intake import progress_teller, wish_of
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.desk.patients.patient_import import Listener, Preview, preview_patients
from kiosk.intake.model import COLUMNS, Patient
from kiosk.intake.remarks import Remark
from kiosk.storage.opening import open_storage

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_patient_file(parser)
    add_meant(parser)
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when an import would be refused as things are."""
    settings = settings_of(chosen, console)
    closed_to_others(settings.home, console)
    listener = Listener(_silent, progress_teller(console, chosen.file.stat().st_size))
    with closing(open_storage(settings)) as storage, chosen.file.open("rb") as file:
        seen = preview_patients(storage, file, wish_of(chosen, console), listener)
    console.tell(as_table(seen), "\n".join(_sentences(seen)))
    return 1 if seen.refused else 0


def _silent(_: Remark) -> None:
    """A preview counts the remarks; an import names each."""


def as_table(seen: Preview) -> dict[str, object]:
    begins, came = seen.beginning, seen.outlook
    return {
        "encoding": seen.encoding,
        "delimiter": begins.delimiter,
        "header_line": begins.header_line,
        "columns": {
            item: [_heading(seen, at) for at in places] for item, places in begins.columns.at.items()
        },
        "unused": [heading for _, heading in begins.columns.unused],
        "rows": came.rows,
        "filled": dict(seen.weighed.filled),
        "new": seen.weighed.new,
        "changed": seen.changed,
        "emptied": {item: gone for item, (gone, _) in seen.weighed.emptied.items() if gone},
        "missing": came.leftover,
        "unread": came.unread,
        "repeated": came.repeated,
        "remarks": {reason.value: count for reason, count in seen.remarks.items()},
        "seen": [
            {"column": column, "written": how, "rows": rows} for (column, how), rows in seen.seen.items()
        ],
        "examples": [_example(each) for each in seen.examples],
        "refused": [{"code": each.code, "why": str(each), "remedy": each.remedy} for each in seen.refused],
    }


def _heading(seen: Preview, at: int) -> str:
    headings = seen.beginning.headings
    return headings[at] if headings else f"column {at + 1}"


def _example(patient: Patient) -> dict[str, object]:
    values = zip(COLUMNS, astuple(patient), strict=False)
    return {
        column: value.isoformat() if column == "birthdate" and value else value for column, value in values
    }


def _sentences(seen: Preview) -> Iterator[str]:
    begins, came = seen.beginning, seen.outlook
    header = f"header on line {begins.header_line}" if begins.header_line else "no header"
    yield f"{seen.encoding}, {DELIMITERS.get(begins.delimiter, begins.delimiter)}, {header}"
    for item, places in begins.columns.at.items():
        filled = came.kept if item == "patient_id" else seen.weighed.filled[item]
        yield f"  {item}: {' + '.join(_heading(seen, at) for at in places)}, filled in {filled} of {came.kept} rows"
    unused = ", ".join(heading for _, heading in begins.columns.unused)
    yield f"not used: {unused or 'nothing'}"
    emptied = ", ".join(f"{item} {gone}" for item, (gone, _) in seen.weighed.emptied.items() if gone)
    yield (
        f"{seen.weighed.new} new, {seen.changed} changed, {came.leftover} kept patients not in this file; "
        f"emptied: {emptied or 'nothing'}"
    )
    for reason, count in sorted(seen.remarks.items(), key=lambda each: each[0].value):
        yield f"{count} × {reason.sentence}; {reason.remedy}"
    for (column, how), rows in sorted(seen.seen.items(), key=lambda each: -each[1])[:5]:
        yield f"  {column} written like {how}: {rows} rows"
    for patient in seen.examples:
        yield "  " + " | ".join(str(value) for value in _example(patient).values() if value)
    for each in seen.refused:
        yield f"an import would be refused: {each}; {each.remedy}"
