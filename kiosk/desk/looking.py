"""Looking for a patient in the clinic's table: everybody who fits, never one picked by the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.house import House
from kiosk.intake.model import Patient
from kiosk.matching import kana as readings


@dataclass(frozen=True, slots=True)
class Asked:
    """The clinic's own number, or the birth date with or without a reading; a reading alone finds half the town."""

    patient_id: str = ""
    kana: str = field(default="", repr=False)
    birthdate: date | None = field(default=None, repr=False)

    @property
    def enough(self) -> bool:
        return bool(self.patient_id) or self.birthdate is not None


def look_for(house: House, asked: Asked) -> tuple[Patient, ...]:
    """In the order of their numbers; empty when too little was asked."""
    with house.storage.reading() as reading:
        if asked.patient_id:
            found = reading.patients.by_id(asked.patient_id)
            return (found,) if found else ()
        if asked.birthdate is None:
            return ()
        born_then = reading.patients.by_birthdate(asked.birthdate)
    return tuple(each for each in born_then if _reads_like(each, asked.kana))


def _reads_like(patient: Patient, typed: str) -> bool:
    """The beginning of the reading is enough; spelling variants of kana count as the same."""
    return readings.key(patient.kana).startswith(readings.key(typed)) if typed else True
