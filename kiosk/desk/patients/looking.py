"""Looking for a patient in the clinic's table: everybody who fits, never one picked by the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.house import House
from kiosk.intake.model import Patient


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
    """In the order of their numbers; empty when too little was asked. The beginning of a reading is enough."""
    with house.storage.reading() as reading:
        if asked.patient_id:
            found = reading.patients.by_id(asked.patient_id)
            return (found,) if found else ()
        if asked.birthdate is None:
            return ()
        return reading.patients.by_birthdate(asked.birthdate, asked.kana)
