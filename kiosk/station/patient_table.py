"""The clinic's own table as the check-in searches it: everybody who fits, never a pick."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.checkin.seen import CardItems, Chart
from kiosk.intake.candidates import Nobody, One, Query, Several, find, index_patients
from kiosk.intake.model import Patient
from kiosk.matching.decide import compare
from kiosk.matching.report import Outcome, Person
from kiosk.qualification.grounds import Appointment, Grounds
from kiosk.qualification.model import Answer, Qualification
from kiosk.storage.displays import display_digest
from kiosk.storage.unit_of_work import Storage

SAME_NAME = frozenset({Outcome.AGREE, Outcome.EXPLAINED, Outcome.NEAR})


def held_person(patient: Patient) -> Person:
    """The five items of a chart, as one side of a comparison."""
    return Person(
        name=patient.name or None,
        kana=patient.kana or None,
        sex=patient.sex or None,
        birthdate=patient.birthdate,
        address=patient.address or None,
        postcode=patient.postcode or None,
    )


@dataclass(frozen=True, slots=True)
class StoredPatientTable:
    """PatientTable over storage."""

    storage: Storage

    def by_items(self, items: CardItems) -> tuple[Chart, ...]:
        """Who has the card's birth date and a name like the card's."""
        with self.storage.reading() as books:
            born = books.patients.by_birthdate(items.birthdate)
        return tuple(
            Chart(each.patient_id, held_person(each))
            for each in born
            if same_name(items.person(), held_person(each))
        )

    def by_answer(self, answer: Answer, grounds: Grounds) -> tuple[Chart, ...]:
        """Everybody who fits a qualification of the answer, by reference number, insurance or reading with birth date."""
        with self.storage.reading() as books:
            if isinstance(grounds, Appointment):
                patient = books.patients.by_id(grounds.patient_id)
                return (Chart(patient.patient_id, held_person(patient)),) if patient else ()
            born = {each.birthdate for each in answer.qualifications}
            held = tuple(patient for day in born for patient in books.patients.by_birthdate(day))
            held += tuple(
                patient
                for each in answer.qualifications
                for patient in books.patients.by_insurance(
                    each.insurer_number, each.symbol, each.number, each.branch
                )
                if patient not in held
            )
        charts = {chart.patient_id: chart for each in answer.qualifications for chart in _fitting(held, each)}
        return tuple(charts.values())

    def remembered(self, answer: Answer, charts: tuple[Chart, ...]) -> bool:
        """Whether staff confirmed exactly this display for the one patient it fits."""
        if len(charts) != 1 or len(answer.qualifications) != 1:
            return False
        with self.storage.reading() as books:
            digests = books.links.remembered(charts[0].patient_id)
        return display_digest(self.storage, answer.qualifications[0]) in digests


def same_name(card: Person, held: Person) -> bool:
    """Whether two names are equal, explained or a slip apart; a chart kept in kana counts as possible."""
    report = compare(card, held)
    name = next(each for each in report.fields if each.field == "name")
    return name.outcome in SAME_NAME


def _fitting(held: tuple[Patient, ...], shown: Qualification) -> tuple[Chart, ...]:
    query = Query(
        shown.reference_number,
        shown.insurer_number,
        shown.symbol,
        shown.number,
        shown.branch,
        shown.kana,
        shown.birthdate,
    )
    match find(index_patients(held), query):
        case Nobody():
            return ()
        case One(patient=patient):
            return (Chart(patient.patient_id, held_person(patient)),)
        case Several(found=found):
            return tuple(Chart(each.patient.patient_id, held_person(each.patient)) for each in found)
