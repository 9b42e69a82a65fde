"""Appointments as a file: a heading with patient_id and time, a row each, in UTF-8 or the receipt computer's Shift_JIS."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from kiosk.intake.receipt import Booking

NUMBER = ("patient_id", "患者番号")
TIME = ("time", "予約時刻", "時刻")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class BookingsUnreadable(Exception):
    """The file is no list of appointments; the sentence says what to do."""


def read_bookings(path: Path) -> tuple[Booking, ...]:
    """Raises OSError, BookingsUnreadable with the row that cannot be read: nothing of the file is taken then."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932", "replace")
    rows = [row for row in csv.reader(text.splitlines()) if any(row)]
    if not rows:
        raise BookingsUnreadable(f"{path} is empty: write a heading patient_id,time and a row each")
    heading = [each.strip() for each in rows[0]]
    at = {
        name: next((heading.index(n) for n in names if n in heading), None) for name, names in _NAMES.items()
    }
    if at["number"] is None:
        raise BookingsUnreadable(f"{path} has no column {' or '.join(NUMBER)}: name it so in the heading")
    return tuple(_booking(path, line, row, at["number"], at["time"]) for line, row in enumerate(rows[1:], 2))


_NAMES = {"number": NUMBER, "time": TIME}


def _booking(path: Path, line: int, row: list[str], number: int, time: int | None) -> Booking:
    patient = row[number].strip() if number < len(row) else ""
    if not patient:
        raise BookingsUnreadable(f"{path}, row {line}: no patient number; complete it or take the row out")
    written = row[time].strip() if time is not None and time < len(row) else ""
    found = _TIME.match(written)
    if written and not found:
        raise BookingsUnreadable(f"{path}, row {line}: the time is not like 09:30")
    return Booking(patient, f"{int(found[1]):02}:{found[2]}" if found else "")
