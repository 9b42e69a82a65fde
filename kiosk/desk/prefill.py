"""What a form may start with: what the clinic or the card says already, for the patient to confirm."""

from __future__ import annotations

from kiosk.declaration.model import Declaration
from kiosk.house import House


def declaration_of(house: House, number: str) -> Declaration:
    """Card before application before chart; the telephone number comes from the chart."""
    with house.storage.reading() as reading:
        visit = reading.visits.find(number)
        items = reading.findings.card_items(number) or reading.findings.items(number)
        chart = reading.patients.by_id(visit.patient_id) if visit.patient_id else None
    known = items or chart
    if known is None:
        return Declaration()
    return Declaration(
        name=known.name,
        kana=known.kana or (chart.kana if chart else ""),
        birthdate=known.birthdate,
        sex=known.sex,
        address=known.address,
        phone=chart.phone if chart else "",
    )
