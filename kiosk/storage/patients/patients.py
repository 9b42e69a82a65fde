"""The clinic's patients as imported, and the ways to look for one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, update

from kiosk.intake.candidates import Nobody, One, Query, Several, find, index_patients
from kiosk.intake.model import Patient
from kiosk.matching.keys import insurance_key, number_key, reading_key
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.patients.search_keys import with_keys

_HELD = tables.patients.c
_FIELDS = tuple(_HELD[name] for name in Patient.__slots__)


@dataclass(frozen=True, slots=True)
class Patients:
    """Every search answers with everybody who fits: one hit is no proof. Leftover rows are found by number alone."""

    ledger: Ledger

    def put(self, patient: Patient) -> None:
        """Add one patient, or bring the kept one to these values."""
        values = with_keys(patient)
        kept = _HELD.patient_id == patient.patient_id
        if not self.ledger.change(update(tables.patients).where(kept).values(**values)):
            self.ledger.add(tables.patients, **values)

    def by_id(self, patient_id: str) -> Patient | None:
        """Leftover rows too: an earlier visit may name one."""
        rows = self.ledger.of(select(*_FIELDS), tables.patients.c.patient_id, patient_id)
        return record(Patient, rows[0]) if rows else None

    def read_ahead(self, patient_ids: Collection[str], birthdates: Collection[date]) -> None:
        """For `by_id` and `born_on` of each of them."""
        self.ledger.read_ahead(select(*_FIELDS), tables.patients.c.patient_id, patient_ids)
        self.ledger.read_ahead(_BORN, tables.patients.c.birthdate, birthdates)

    def born_on(self, birthdate: date) -> tuple[Patient, ...]:
        """Everybody in use who was born that day."""
        return tuple(
            record(Patient, row) for row in self.ledger.of(_BORN, tables.patients.c.birthdate, birthdate)
        )

    def candidates(self, query: Query) -> Nobody | One | Several:
        """Everybody who fits by reference number, by insurance, or by reading and birth date; by indexes alone."""
        return find(index_patients(self._all(search(query))), query)

    def by_number(self, number: str) -> tuple[Patient, ...]:
        """Whose number is this one, however many zeros stand before it."""
        key = number_key(number)
        return self._where(_IN_USE, _HELD.number_key == key) if key else ()

    def by_birthdate(self, birthdate: date, reading: str = "") -> tuple[Patient, ...]:
        """Who was born that day and reads so from the beginning on; for a search that folds names itself."""
        key = reading_key(reading)
        reads_so = (_HELD.kana_key.startswith(key, autoescape=True),) if key else ()
        return self._where(_IN_USE, _HELD.birthdate == birthdate, *reads_so)

    def all(self) -> tuple[Patient, ...]:
        return self._where()

    def any(self) -> bool:
        """Whether there is a patient at all."""
        return self.ledger.first(select(_HELD.patient_id).limit(1)) is not None

    def count(self) -> int:
        row = self.ledger.first(select(func.count()).select_from(tables.patients))
        return int(row[0]) if row else 0

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[Patient, ...]:
        return self._all(select(*_FIELDS).where(*conditions).order_by(_HELD.patient_id))

    def _all(self, found: Select[Any]) -> tuple[Patient, ...]:
        return tuple(record(Patient, row) for row in self.ledger.all(found))


_IN_USE = _HELD.leftover_since.is_(None)
_BORN = select(*_FIELDS).where(_IN_USE).order_by(_HELD.patient_id)


def search(query: Query) -> Select[Any]:
    """Everybody in use who has one of the query's keys; nobody when it says too little for any."""
    return select(*_FIELDS).where(_IN_USE, or_(false(), *_ways(query))).order_by(_HELD.patient_id)


def _ways(query: Query) -> tuple[ColumnElement[bool], ...]:
    """One condition for each way to find somebody that the query says enough for."""
    number = number_key(query.reference_number)
    insurance = insurance_key(query.insurer_number, query.symbol, query.number)
    reading = reading_key(query.kana) if query.birthdate else None
    ways = (
        (number, _HELD.number_key == number),
        (insurance, _HELD.insurance_key == insurance),
        (reading, and_(_HELD.birthdate == query.birthdate, _HELD.kana_key == reading)),
    )
    return tuple(condition for key, condition in ways if key)
