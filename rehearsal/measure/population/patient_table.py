"""見本: a whole patient table of simulated people, with second charts and mistyped insured numbers planted in it.

Made of the frozen population, by the clinic's habits of writing; what was planted is known, so that an audit can be judged.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from hardware_mocks.clinic.intake_rows import JAPANESE_HEADER
from rehearsal.measure.population.clinic import held
from rehearsal.measure.population.households import household
from rehearsal.measure.population.people import Individual, insurance
from rehearsal.measure.population.rates import Rates

SECOND_CHART, INSURED_ELSEWHERE, MISTYPED = 0.005, 0.4, 0.001
"""Shares, assumed: patients with a second chart, of these under another insurance; patients under a stranger's number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `person` numbers who it truly is."""

    patient_id: str
    person: int
    cells: tuple[str, ...] = field(repr=False)


@dataclass(slots=True)
class PlantedTable:
    """Rows one after the other, the same for the same seed. `planted` fills while they are drawn: pairs of patient ids."""

    patients: int
    seed: int
    planted: dict[str, set[tuple[str, str]]] = field(
        default_factory=lambda: {"one_person_two_charts": set(), "one_number_two_persons": set()}
    )

    def rows(self) -> Iterator[Row]:
        rng, rates = Random(self.seed), Rates()
        written, person = 0, 0
        last: Row | None = None
        while written < self.patients:
            for turn, each in enumerate(household(rates, rng), start=1):
                person += 1
                for row in self._of(each, person, turn, written, last, rng):
                    written += 1
                    last = row
                    yield row

    def _of(
        self, each: Individual, person: int, turn: int, written: int, last: Row | None, rng: Random
    ) -> Iterator[Row]:
        """Somebody's row, and now and then a second one."""
        branch = f"{turn:02d}"
        row = _row(each, person, branch, written + 1, rng)
        if last and last.person != person and rng.random() < MISTYPED:
            row = replace(row, cells=(*row.cells[:7], *last.cells[7:11], *row.cells[11:]))
            self.planted["one_number_two_persons"].add((last.patient_id, row.patient_id))
        yield row
        if rng.random() < SECOND_CHART:
            if rng.random() < INSURED_ELSEWHERE:
                insurer, number = insurance(rng)
                each, branch = replace(each, insurer_number=insurer, insured_number=number), "01"
            again = _row(each, person, branch, written + 2, rng)
            self.planted["one_person_two_charts"].add((row.patient_id, again.patient_id))
            yield again


def _row(each: Individual, person: int, branch: str, number: int, rng: Random) -> Row:
    side = held(each, Rates(), rng, [])
    written = (side.name, side.kana, side.sex, side.birthdate, side.address, side.postcode)
    insured = (side.insurer_number, "", side.number, branch)
    patient_id = f"{number:08d}"
    return Row(patient_id, person, (patient_id, *(item or "" for item in written), *insured, ""))


def write_table(table: PlantedTable, file: Path) -> None:
    """The table as a receipt computer exports it, UTF-8 because no other page holds every shape of a name."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(JAPANESE_HEADER)
        writer.writerows(row.cells for row in table.rows())
