"""A patient as the five items that the comparison wants."""

from __future__ import annotations

from kiosk.intake.model import Patient
from kiosk.matching.report import Person


def person_of_patient(patient: Patient) -> Person:
    """Empty is absent."""
    return Person(
        name=patient.name or None,
        kana=patient.kana or None,
        sex=patient.sex or None,
        birthdate=patient.birthdate,
        address=patient.address or None,
        postcode=patient.postcode or None,
    )
