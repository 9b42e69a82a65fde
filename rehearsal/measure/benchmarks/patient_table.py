"""The clinic's patient table at size: import, candidate search, audit, and splink over the same rows."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

from kiosk.intake.candidates import Query
from kiosk.matching.duplicates import Finding
from kiosk.storage.unit_of_work import Storage
from rehearsal.measure.benchmarks import splink_duplicates
from rehearsal.measure.benchmarks.importing import storage_in
from rehearsal.measure.benchmarks.parts import Row, row
from rehearsal.measure.benchmarks.timing import middle, milliseconds
from rehearsal.measure.population.patient_table import PlantedTable, write_table

SEED = 3
SEARCHES, WARMING = 1000, 100
PROJECT = Path(__file__).parents[3]
Pairs = set[tuple[str, str]]


def table_rows(repeat: int, patients: int) -> Iterator[Row]:
    """Every figure with the number of patients it was measured among; nobody of them exists."""
    table = PlantedTable(patients, SEED)
    with TemporaryDirectory(prefix="patients-") as name:
        folder = Path(name)
        write_table(table, folder / "patients.csv")
        yield _import(folder, patients)
        with closing(storage_in(folder)) as storage:
            yield _search(storage, folder, patients)
            audit, found = _audit(storage, folder, table, repeat)
            yield audit
            yield _splink(storage, table, audit, found)


def _figure(what: str, times: tuple[float, float], n: int, beside: str, more: Row) -> Row:
    """`times` are ours and the bare limit's, in milliseconds."""
    return row("matching", what, *times, n, beside) | more


def _import(folder: Path, patients: int) -> Row:
    file = folder / "patients.csv"
    command = [sys.executable, "-m", "rehearsal.measure.benchmarks.importing", str(file), str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    came = json.loads(told.stdout)
    what = f"import of {patients:,} rows ({came['cpu_s']} s of one core, peak {came['peak_mb']} MB)"
    beside = "the same file through a CSV reader into a table without keys"
    more: Row = {"patients": patients, **{key: came[key] for key in ("cpu_s", "peak_mb", "rows", "unread")}}
    return _figure(what, (came["ms"], milliseconds(lambda: _copied(file))), 1, beside, more)


def _copied(file: Path) -> None:
    with (
        TemporaryDirectory(prefix="bare-") as name,
        closing(sqlite3.connect(f"{name}/bare")) as bare,
        file.open(encoding="utf-8", newline="") as opened,
        bare,
    ):
        reader = csv.reader(opened)
        width = len(next(reader))
        bare.execute(f"CREATE TABLE patients ({','.join(f'c{n}' for n in range(width))})")
        bare.executemany(f"INSERT INTO patients VALUES ({','.join('?' * width)})", reader)  # noqa: S608 - question marks alone


def _search(storage: Storage, folder: Path, patients: int) -> Row:
    rng = Random(SEED)
    with storage.reading() as books:
        numbers = [f"{rng.randrange(patients) + 1:08d}" for _ in range(SEARCHES + WARMING)]
        held = [each for each in map(books.patients.by_id, numbers) if each]
    asked = [
        Query(p.patient_id, p.insurer_number, p.symbol, p.number, p.branch, p.kana, p.birthdate) for p in held
    ]

    def search(query: Query) -> None:
        with storage.reading() as books:
            books.patients.candidates(query)

    taken = [milliseconds(lambda: search(query)) for query in asked][WARMING:]  # noqa: B023 - run at once
    with closing(sqlite3.connect(folder / "kiosk.sqlite")) as bare:
        by_number = "SELECT * FROM patients WHERE patient_id = ?"
        limit = [milliseconds(lambda: bare.execute(by_number, (n,)).fetchall()) for n in numbers]  # noqa: B023 - run at once
    p99 = quantiles(taken, n=100)[98]
    what = f"candidate search among {patients:,}, p50 (p99 {p99:.2f} ms)"
    more: Row = {"patients": patients, "p99_ms": round(p99, 3)}
    times = middle(taken), middle(limit)
    return _figure(what, times, len(taken), "one row by its number, bare SQLite", more)


def _audit(storage: Storage, folder: Path, table: PlantedTable, repeat: int) -> tuple[Row, Pairs]:
    findings: list[Finding] = []

    def look() -> None:
        with storage.reading() as books:
            findings[:] = [each.finding for each in books.table_audits.look()]

    taken = [milliseconds(look) for _ in range(min(repeat, 3))]
    grouped = (
        "SELECT count(*) FROM (SELECT 1 FROM patients WHERE birthdate IS NOT NULL AND kana_key IS NOT NULL "
        "GROUP BY birthdate, kana_key HAVING count(*) > 1)"
    )
    with closing(sqlite3.connect(folder / "kiosk.sqlite")) as bare:
        limit = milliseconds(lambda: bare.execute(grouped).fetchall())
    found = pairs_found(findings)
    judged = _judged(found, table, pairs_found(each for each in findings if each.kind == "namesakes"))
    what = f"audit of {table.patients:,} imported rows ({_said(judged)})"
    more: Row = {**judged, "patients": table.patients}
    times = middle(taken), limit
    return _figure(what, times, len(taken), "one grouping of three, bare SQLite", more), found


def _splink(storage: Storage, table: PlantedTable, audit: Row, ours: Pairs) -> Row:
    what = f"duplicates among {table.patients:,} rows by splink"
    if not splink_duplicates.installed():
        return {"bench": "matching", "what": what, "not_run": "splink is not installed"}
    with storage.reading() as books:
        patients = books.patients.all()
    found: Pairs = set()
    ms = milliseconds(lambda: found.update(splink_duplicates.pairs_of(patients, SEED)))
    judged = _judged(found, table, set())
    own = audit["ms"]
    assert isinstance(own, float)
    more: Row = {**judged, "patients": table.patients, "found_by_both": len(found & ours)}
    return _figure(f"{what} ({_said(judged)})", (ms, own), 1, "our audit of the same rows", more)


def pairs_found(findings: Iterable[Finding]) -> Pairs:
    """Every two rows of every finding, in the order of their numbers."""
    return {
        (min(pair), max(pair))
        for each in findings
        for pair in combinations(each.rows, 2)
        if pair[0] != pair[1]
    }


def _judged(found: Pairs, table: PlantedTable, warned: Pairs) -> dict[str, object]:
    """Of what was planted, how much was found; and what was found without having been planted, namesakes apart."""
    charts, numbers = (table.planted[kind] for kind in ("one_person_two_charts", "one_number_two_persons"))
    extra = found - charts - numbers
    return {
        "planted_charts": len(charts),
        "charts_found": len(found & charts),
        "planted_numbers": len(numbers),
        "numbers_found": len(found & numbers),
        "false_finds": len(extra - warned),
        "namesakes": len(extra & warned),
    }


def _said(judged: dict[str, object]) -> str:
    return (
        f"{judged['charts_found']} of {judged['planted_charts']} second charts, "
        f"{judged['numbers_found']} of {judged['planted_numbers']} mistyped numbers, "
        f"{judged['false_finds']} false, {judged['namesakes']} namesakes"
    )
