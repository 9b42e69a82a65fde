"""Whom of the clinic's patients a qualification may be about: the one search that the check-in and the desk share."""

from __future__ import annotations

from kiosk.intake.candidates import Nobody, One, Query, Several
from kiosk.intake.model import Patient
from kiosk.qualification.model import Qualification
from kiosk.storage.unit_of_work import Books


def fitting(books: Books, shown: Qualification) -> tuple[Patient, ...]:
    """Everybody who fits by reference number, by insurance, or by reading and birth date; several are never narrowed."""
    query = Query(
        shown.reference_number,
        shown.insurer_number,
        shown.symbol,
        shown.number,
        shown.branch,
        shown.kana,
        shown.birthdate,
    )
    match books.patients.candidates(query):
        case Nobody():
            return ()
        case One(patient=patient):
            return (patient,)
        case Several(found=found):
            return tuple(each.patient for each in found)
