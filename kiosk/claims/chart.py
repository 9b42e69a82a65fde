"""A chart of the clinic, month by month, from whatever lists its patients."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from kiosk.claims.model import Found, Nobody, One, PatientMonth, Several
from kiosk.matching.keys import number_key
from kiosk.matching.names import kana

Load = Callable[[date], Iterable[PatientMonth]]
"""Every patient of the clinic as of one month, by its first day."""


def reading_key(reading: str) -> str:
    """Full-width katakana without spaces, small kana large: half of all registers write them so. Nothing else is folded."""
    return kana.folded(kana.solid(reading), ("A1",))


@dataclass(frozen=True, slots=True)
class _Month:
    by_number: dict[str, list[PatientMonth]] = field(default_factory=dict)
    by_reading: dict[tuple[str, date], list[PatientMonth]] = field(default_factory=dict)

    def add(self, patient: PatientMonth) -> None:
        self.by_number.setdefault(number_key(patient.patient_id) or "", []).append(patient)
        if patient.birthdate is not None and patient.kana:
            key = (reading_key(patient.kana), patient.birthdate)
            self.by_reading.setdefault(key, []).append(patient)


@dataclass(frozen=True, slots=True)
class MonthlyChart:
    """A `Chart` that loads a month the first time a claim asks for it: late claims are of earlier months."""

    load: Load
    _months: dict[date, _Month] = field(default_factory=dict)

    def by_chart_number(self, number: str, month: date) -> Found:
        folded = self._month(month).by_number.get(number_key(number) or "", [])
        exact = [each for each in folded if each.patient_id == number]
        return _found(exact or folded)

    def by_kana(self, reading: str, birthdate: date, month: date) -> Found:
        return _found(self._month(month).by_reading.get((reading_key(reading), birthdate), []))

    def _month(self, month: date) -> _Month:
        if month not in self._months:
            loaded = _Month()
            for patient in self.load(month):
                loaded.add(patient)
            self._months[month] = loaded
        return self._months[month]


def _found(patients: list[PatientMonth]) -> Found:
    match patients:
        case []:
            return Nobody()
        case [patient]:
            return One(patient)
        case _:
            return Several(tuple(each.patient_id for each in patients))
