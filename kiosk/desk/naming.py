"""Whose visit it is, as the desk may say it before anything is proved."""

from __future__ import annotations

from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord


def who_is(reading: Books, visit: VisitRecord) -> str:
    """The name on the chart, else on the card, the application, the note or the declaration: never what the service answered."""
    patient = reading.patients.by_id(visit.patient_id) if visit.patient_id else None
    if patient:
        return patient.name
    noted = reading.outages.noted(visit.number)
    items = reading.findings.card_items(visit.number) or reading.findings.items(visit.number)
    if items or noted:
        return items.name if items else noted.note.name if noted else ""
    declared = reading.papers.said(visit.number)
    return declared.name if declared else ""
