"""A coverage report held against the least that is wanted of each room: `python -m rehearsal.measure.coverage FILE.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PURE = (
    "kiosk/checkin/machine",
    "kiosk/matching",
    "kiosk/claims",
    "kiosk/evidence",
    "kiosk/outage",
    "kiosk/incidents",
    "kiosk/identity",
    "kiosk/qualification",
)
BRANCHES, LINES = 95.0, 85.0
"""In percent: of the branches of a pure room, of the lines of every other."""


@dataclass(frozen=True, slots=True)
class Room:
    """Percent of branches (pure) or lines that the suite ran, and the files that are furthest from it."""

    name: str
    pure: bool
    covered: float
    lacking: tuple[str, ...]

    @property
    def suffices(self) -> bool:
        return self.covered >= (BRANCHES if self.pure else LINES)


def rooms(report: Mapping[str, Any]) -> tuple[Room, ...]:
    """Every room of the report of `coverage json`, in the order of names."""
    files: dict[str, dict[str, Mapping[str, int]]] = {}
    for path, told in report["files"].items():
        files.setdefault(_room_of(path), {})[path] = told["summary"]
    return tuple(_room(name, files[name]) for name in sorted(files))


def _room_of(path: str) -> str:
    pure = next((each for each in PURE if path.startswith(f"{each}/")), "")
    return pure or "/".join(Path(path).parts[:2][: 2 if Path(path).parts[0] == "kiosk" else 1])


def _room(name: str, files: Mapping[str, Mapping[str, int]]) -> Room:
    pure = name in PURE
    by_file = {path: _percent([summary], pure=pure) for path, summary in files.items()}
    least = BRANCHES if pure else LINES
    lacking = sorted((percent, path) for path, percent in by_file.items() if percent < least)
    shown = tuple(f"{path} {percent:.0f} %" for percent, path in lacking)
    return Room(name, pure, _percent(files.values(), pure=pure), shown)


def _percent(summaries: Iterable[Mapping[str, int]], *, pure: bool) -> float:
    counted, of = ("covered_branches", "num_branches") if pure else ("covered_lines", "num_statements")
    told = list(summaries)
    whole = sum(each[of] for each in told)
    return 100.0 * sum(each[counted] for each in told) / whole if whole else 100.0


def main(file: Path) -> int:
    found = rooms(json.loads(file.read_text("utf-8")))
    for room in found:
        what = "branches" if room.pure else "lines"
        sys.stdout.write(
            f"{'ok   ' if room.suffices else 'LACKS'} {room.name:<28} {room.covered:5.1f} % of {what}\n"
        )
        sys.stdout.writelines(f"        {each}\n" for each in room.lacking)
    return 0 if all(room.suffices for room in found) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
