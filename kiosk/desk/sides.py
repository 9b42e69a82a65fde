"""The three sides of a comparison as they are kept: the card's items, the answer's, and what the clinic holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.checkin.conductor.ports import Comparing
from kiosk.checkin.machine.seen import Chart
from kiosk.intake.model import Patient
from kiosk.intake.person import person_of_patient
from kiosk.matching.beside import Found, of_one_person
from kiosk.matching.people import displayed_person
from kiosk.matching.report import Decision, Person
from kiosk.matching.three_way import Circumstances, ThreeWay, three_way
from kiosk.qualification.grounds import TypedDocument, found_by_less
from kiosk.qualification.model import Answer, Qualification, Validity
from kiosk.storage.displays import was_confirmed
from kiosk.storage.fitting import fitting
from kiosk.storage.unit_of_work import Books, Storage
from kiosk.storage.visit.findings import ApplicationItems
from kiosk.storage.visit.visits import VisitRecord


@dataclass(frozen=True, slots=True)
class Sides:
    """What can be compared in a visit; None where that side has nothing.

    `chart` goes before `application`; `candidates` are the clinic's patients who fit while the visit is nobody's yet.
    """

    card: Person | None
    qualification: Qualification | None
    chart: Chart | None = None
    application: Person | None = None
    candidates: tuple[Patient, ...] = ()
    comparing: Comparing = field(default_factory=Comparing)
    document: TypedDocument | None = None

    @property
    def answer(self) -> Person | None:
        return displayed_person(self.qualification) if self.qualification else None

    @property
    def held(self) -> Person | None:
        return self.chart.person if self.chart else self.application

    @property
    def comparable(self) -> bool:
        """The answer may be shown: there is something of the clinic's to hold it against."""
        return self.held is not None


def person_of_items(items: ApplicationItems) -> Person:
    return Person(
        name=items.name or None,
        kana=items.kana or None,
        sex=items.sex or None,
        birthdate=items.birthdate,
        address=items.address or None,
    )


def single_qualification(answers: tuple[Answer, ...]) -> Qualification | None:
    """Of the newest answer, when it says "valid" about one person; 医療扶助 may stand beside it."""
    found = found_by(answers)
    return found.main if found else None


def found_by(answers: tuple[Answer, ...]) -> Found | None:
    newest = answers[-1] if answers else None
    return of_one_person(newest) if newest and newest.validity is Validity.VALID else None


def sides_of(books: Books, visit: VisitRecord, comparing: Comparing | None = None) -> Sides:
    """Everything of a visit that can be held against each other; `comparing` where they are to be."""
    card = books.findings.card_items(visit.number)
    items = books.findings.items(visit.number)
    patient = books.patients.by_id(visit.patient_id) if visit.patient_id else None
    qualification = single_qualification(books.findings.answers(visit.number))
    return Sides(
        person_of_items(card) if card else None,
        qualification,
        Chart(patient.patient_id, person_of_patient(patient)) if patient else None,
        person_of_items(items) if items else None,
        fitting(books, qualification) if qualification and not patient else (),
        comparing or Comparing(),
        _asked_by(books, visit),
    )


def _asked_by(books: Books, visit: VisitRecord) -> TypedDocument | None:
    """The newest document typed at a visit that no card opened."""
    typed = () if visit.method else books.findings.documents(visit.number)
    return typed[-1].document if typed else None


def judged(sides: Sides, *, remembered: bool = False) -> ThreeWay | None:
    """What the rules say about these sides; None while there is no answer."""
    if sides.answer is None or sides.qualification is None:
        return None
    around = Circumstances(
        tuple(each.patient_id for each in sides.candidates),
        relaxed=found_by_less(sides.document, sides.qualification.branch),
        remembered=remembered,
        common_name=sides.comparing.common_name(sides.qualification),
        site=sides.comparing.site,
    )
    return three_way(
        sides.card,
        sides.answer,
        sides.chart.person if sides.chart else None,
        sides.application,
        around,
    )


def one_person(found: ThreeWay) -> bool:
    """Whether card and answer are of one person, whatever the clinic holds."""
    return any(pair.sides == "card_answer" and pair.report.decision is Decision.PASS for pair in found.pairs)


def was_remembered(storage: Storage, books: Books, visit: VisitRecord, shown: Qualification | None) -> bool:
    if shown is None or visit.patient_id is None:
        return False
    return was_confirmed(storage, shown, books.links.remembered(visit.patient_id))
