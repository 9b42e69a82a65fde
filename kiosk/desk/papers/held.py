"""What the clinic holds about a patient that a declaration would say: the chart, and the record of an earlier visit."""

from __future__ import annotations

from datetime import date

from kiosk.checkin.machine.seen import Outcome
from kiosk.companion.tomorrow import LastVisit, Line, from_records
from kiosk.declaration.insurer import kind_of_insurer
from kiosk.declaration.model import Declaration
from kiosk.desk.sides import found_by, single_qualification
from kiosk.evidence.kinds import EvidenceKind
from kiosk.intake.model import Patient
from kiosk.qualification.today import todays_share
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord

PAPERS = {each.value: each for each in EvidenceKind}
CONFIRMED = frozenset(
    {
        Outcome.CONFIRMED.value,
        Outcome.CONFIRMED_AFTER_QUESTION.value,
        Outcome.CONFIRMED_BY_DOCUMENT.value,
    }
)


def earlier_visits(books: Books, visit: VisitRecord) -> tuple[VisitRecord, ...]:
    """Confirmed visits of the same patient before this one, the latest first; empty for nobody's visit."""
    if visit.patient_id is None:
        return ()
    found = [
        each
        for each in books.visits.of_patient(visit.patient_id)
        if each.number < visit.number and each.outcome in CONFIRMED
    ]
    return tuple(sorted(found, key=lambda each: each.number, reverse=True))


def held_declaration(books: Books, record: str, patient_id: str, on: date) -> Declaration:
    """The form's items as the chart and that visit's record hold them; blank where neither does.

    The share is that of the kept qualification on the day of treatment, not what was paid then.
    """
    chart = books.patients.by_id(patient_id)
    shown = single_qualification(books.findings.answers(record))
    before = books.papers.said(record) or Declaration()
    return Declaration(
        name=chart.name if chart else "",
        kana=chart.kana if chart else "",
        birthdate=chart.birthdate if chart else None,
        sex=chart.sex if chart else "",
        address=chart.address if chart else "",
        phone=(chart.phone if chart else "") or before.phone,
        insurance_kind=kind_of_insurer(shown.insurer_number) if shown else None,
        insurer_name=shown.insurer_name if shown else "",
        employer=before.employer,
        share_percent=todays_share(shown, on).percent if shown else None,
    )


def last_visit(books: Books, patient_id: str, day: date) -> LastVisit | None:
    """The latest confirmed one before the day."""
    for visit in books.visits.of_patient(patient_id):
        if visit.outcome in CONFIRMED and visit.started_at.date() < day:
            found = found_by(books.findings.answers(visit.number))
            return LastVisit(
                visit.started_at.date(),
                PAPERS.get(visit.evidence_kind or ""),
                found.main if found else None,
                assisted=found is not None and found.is_assisted,
            )
    return None


def due_of(books: Books, visit: VisitRecord, patient: Patient | None) -> tuple[Line, ...]:
    """What is due at this visit by the one before: papers that ended, certificates that are asked for 今月はじめて."""
    if patient is None:
        return ()
    on = visit.started_at.date()
    return from_records(patient.birthdate, last_visit(books, patient.patient_id, on), on)
