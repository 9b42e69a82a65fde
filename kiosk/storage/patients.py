"""The clinic's patients as imported, and the ways to look for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, func, select, update

from kiosk.intake.model import Patient
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record


@dataclass(frozen=True, slots=True)
class Patients:
    """Every search wants all its items and answers with everybody who has them: one hit is no proof."""

    ledger: Ledger

    def replace_all(self, patients: Iterable[Patient]) -> None:
        """The import is the whole table: who is missing from it is gone."""
        self.ledger.change(delete(tables.patients))
        self.ledger.add_all(tables.patients, [asdict(patient) for patient in patients])

    def put(self, patient: Patient) -> None:
        """Add one patient, or bring the kept one to these values."""
        values = asdict(patient)
        kept = tables.patients.c.patient_id == patient.patient_id
        if not self.ledger.change(update(tables.patients).where(kept).values(**values)):
            self.ledger.add(tables.patients, **values)

    def by_id(self, patient_id: str) -> Patient | None:
        return next(iter(self._where(tables.patients.c.patient_id == patient_id)), None)

    def by_kana(self, kana: str, birthdate: date) -> tuple[Patient, ...]:
        held = tables.patients.c
        return self._where(held.kana == kana, held.birthdate == birthdate)

    def by_name(self, name: str, birthdate: date) -> tuple[Patient, ...]:
        held = tables.patients.c
        return self._where(held.name == name, held.birthdate == birthdate)

    def by_birthdate(self, birthdate: date) -> tuple[Patient, ...]:
        """For a search that folds names itself."""
        return self._where(tables.patients.c.birthdate == birthdate)

    def by_insurance(self, insurer_number: str, symbol: str, number: str, branch: str) -> tuple[Patient, ...]:
        held = tables.patients.c
        quartet = (
            held.insurer_number == insurer_number,
            held.symbol == symbol,
            held.number == number,
            held.branch == branch,
        )
        return self._where(*quartet)

    def all(self) -> tuple[Patient, ...]:
        return self._where()

    def count(self) -> int:
        row = self.ledger.first(select(func.count()).select_from(tables.patients))
        return int(row[0]) if row else 0

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[Patient, ...]:
        found = select(tables.patients).where(*conditions).order_by(tables.patients.c.patient_id)
        return tuple(record(Patient, row) for row in self.ledger.all(found))
