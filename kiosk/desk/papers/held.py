"""What the clinic holds about a patient that a declaration would say: the chart, and the record of an earlier visit."""

from __future__ import annotations

from datetime import date

from kiosk.checkin.machine.seen import Outcome
from kiosk.declaration.insurer import kind_of_insurer
from kiosk.declaration.model import Declaration
from kiosk.desk.sides import single_qualification
from kiosk.qualification.today import todays_share
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord

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
