"""docs/figures.md: every benchmark and evaluation in one document, with date, machine, sizes; what has no data is NOT RUN."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from hardware_mocks.benchmarks import evaluations, parts
from hardware_mocks.benchmarks.parts import Row
from hardware_mocks.benchmarks.visit import visit_rows

REPEAT = 9
BENCHES: Mapping[str, Callable[[int], Iterator[Row]]] = {
    "card": parts.card_rows,
    "face": parts.face_rows,
    "matching": parts.matching_rows,
    "service": parts.service_rows,
    "visit": visit_rows,
}
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
camera's pacing and the daemon's poll are taken out. `own` is what remains after the bare parts.

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
    visits = list(visit_rows(REPEAT))
    text += VISIT.format(n=REPEAT) + "".join(_visit_line(each) for each in visits)
    rows = [each for name in ("card", "face", "service", "matching") for each in BENCHES[name](REPEAT)]
    text += PARTS + "".join(_part_line(each) for each in rows)
    return text + "".join(evaluations.sections(evaluation_data, now))


def machine() -> str:
    """What the figures were made on, without naming it."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def _visit_line(row: Row) -> str:
    cells = (row["method"], row["step"], row["ms"], row["bare_ms"], _share(row))
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


def _part_line(row: Row) -> str:
    cells = (row["what"], row["ms"], row["bare_ms"], _share(row), row["beside"], row["n"])
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


def _share(row: Row) -> str:
    own = row["own_share"]
    assert isinstance(own, float)
    return f"{own:.0%}"
