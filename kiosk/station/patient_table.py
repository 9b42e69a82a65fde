"""The clinic's own table as the check-in searches it: everybody who fits, never a pick."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.checkin.machine.seen import CardItems, Chart
from kiosk.intake.model import Patient
from kiosk.intake.person import person_of_patient
from kiosk.matching.beside import of_one_person
from kiosk.matching.decide import compare
from kiosk.matching.report import Outcome, Person
from kiosk.qualification.grounds import Appointment, Grounds
from kiosk.qualification.model import Answer
from kiosk.storage.displays import was_confirmed
from kiosk.storage.fitting import fitting
from kiosk.storage.unit_of_work import Storage

SAME_NAME = frozenset({Outcome.AGREE, Outcome.EXPLAINED, Outcome.NEAR, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class StoredPatientTable:
    """PatientTable over storage."""

    storage: Storage

    def by_items(self, items: CardItems) -> tuple[Chart, ...]:
        """Who has the card's birth date and a name like the card's."""
        with self.storage.reading() as books:
            born = books.patients.by_birthdate(items.birthdate)
        charts = map(_chart, born)
        return tuple(each for each in charts if same_name(items.person(), each.person))

    def by_answer(self, answer: Answer, grounds: Grounds) -> tuple[Chart, ...]:
        """Everybody who fits a qualification of the answer, by reference number, insurance or reading with birth date."""
        with self.storage.reading() as books:
            if isinstance(grounds, Appointment):
                patient = books.patients.by_id(grounds.patient_id)
                return (_chart(patient),) if patient else ()
            found = [patient for each in answer.qualifications for patient in fitting(books, each)]
        return tuple(_chart(patient) for patient in dict.fromkeys(found))

    def remembered(self, answer: Answer, charts: tuple[Chart, ...]) -> bool:
        """Whether staff confirmed exactly this display for the one patient it fits."""
        shown = of_one_person(answer)
        if len(charts) != 1 or shown is None:
            return False
        with self.storage.reading() as books:
            digests = books.links.remembered(charts[0].patient_id)
        return was_confirmed(self.storage, shown.main, digests)


def same_name(card: Person, held: Person) -> bool:
    """Whether two names are equal, explained or a slip apart; a chart kept in kana cannot be told and counts as possible."""
    report = compare(card, held)
    name = next(each for each in report.fields if each.field == "name")
    return name.outcome in SAME_NAME


def _chart(patient: Patient) -> Chart:
    return Chart(patient.patient_id, person_of_patient(patient))
