"""docs/figures.md: every benchmark and evaluation in one document, with date, machine, sizes; what has no data is NOT RUN."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from rehearsal.measure.benchmarks import parts
from rehearsal.measure.benchmarks.matching import matching_rows
from rehearsal.measure.benchmarks.parts import Row
from rehearsal.measure.benchmarks.visit import visit_rows
from rehearsal.measure.figures import evaluations

REPEAT = 9
PROJECT = Path(__file__).parents[3]
BENCHES: Mapping[str, Callable[[int, int], Iterator[Row]]] = {
    "card": lambda repeat, _: parts.card_rows(repeat),
    "face": lambda repeat, _: parts.face_rows(repeat),
    "matching": matching_rows,
    "service": lambda repeat, _: parts.service_rows(repeat),
    "visit": lambda repeat, _: visit_rows(repeat),
}
"""Repetitions and patients in, figures out."""
HEAD = """# Figures

Made by `scripts/figures`; do not edit. {day} · {machine}.

Every time stands beside its bare limit from the same run: the same APDUs sent raw, the same comparison called directly,
the same request sent bare. Absolute times on a shared machine are noise; the share that is the kiosk's own is what counts.
Everything here is measured with made-up people, a virtual card and a mock of the national service, except where it says
photographs of real people.
"""
VISIT = """
## A visit, step by step

Medians over {n} visits of one made-up person by each method, over the private PC/SC service. Waits for people, the
camera's pacing and the daemon's poll are taken out. `own` is what remains after the bare parts: mostly durable writes,
since every step stands in the audit before the next thing is asked of the world. By face it is a small share; by PIN and
by staff look there is so little bare work that the same milliseconds weigh more. `each once` adds the three up.

| method | step | ms | bare ms | own |
| --- | --- | --- | --- | --- |
"""
PARTS = """
## The parts alone

| what | ms | bare ms | own | beside | runs |
| --- | --- | --- | --- | --- | --- |
"""


def figures(now: datetime, evaluation_data: Path) -> str:
    """The whole document; minutes."""
    text = HEAD.format(day=now.date().isoformat(), machine=machine())
    visits = _measured("visit")
    text += VISIT.format(n=REPEAT) + "".join(_visit_line(each) for each in visits)
    rows = [each for name in ("card", "face", "service", "matching") for each in _measured(name)]
    text += PARTS + "".join(_part_line(each) for each in rows)
    return text + "".join(evaluations.sections(evaluation_data, now))


def _measured(name: str) -> list[Row]:
    """One benchmark in a process of its own: a process speaks with one PC/SC service for as long as it lives."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "kiosk",
        "bench",
        name,
        "--json",
        "--repeat",
        str(REPEAT),
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    return [json.loads(line) for line in told.stdout.splitlines()]


def machine() -> str:
    """What the figures were made on, without naming it."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def _visit_line(row: Row) -> str:
    cells = (row["method"], row["step"], row["ms"], row["bare_ms"], _share(row))
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


def _part_line(row: Row) -> str:
    if "not_run" in row:
        return f"| {row['what']} | NOT RUN | – | – | {row['not_run']} | – |\n"
    if "a_second" in row:
        return f"| {row['what']} | {row['a_second']} a second | – | – | – | – |\n"
    cells = (row["what"], row["ms"], row["bare_ms"], _share(row), row["beside"], row["n"])
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


def _share(row: Row) -> str:
    own = row.get("own_share")
    if isinstance(own, float):
        return f"{own:.0%}"
    return f"{row['share_of_naive']:.0%} of the naive" if isinstance(row["share_of_naive"], float) else "–"
