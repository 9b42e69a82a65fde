"""What a form may start with: what the clinic or the card says already, for the patient to confirm."""

from __future__ import annotations

from dataclasses import replace

from kiosk.declaration.model import Declaration
from kiosk.desk.papers.held import earlier_visits, held_declaration
from kiosk.house import House


def declaration_of(house: House, number: str) -> Declaration:
    """Card before application before chart; insurer, kind and share as the last confirmed visit had them."""
    with house.storage.reading() as reading:
        visit = reading.visits.find(number)
        items = reading.findings.card_items(number) or reading.findings.items(number)
        earlier = earlier_visits(reading, visit)
        held = Declaration()
        if visit.patient_id:
            record = earlier[0].number if earlier else number
            held = held_declaration(reading, record, visit.patient_id, visit.started_at.date())
    if items is None:
        return held
    return replace(
        held,
        name=items.name,
        kana=items.kana or held.kana,
        birthdate=items.birthdate,
        sex=items.sex,
        address=items.address,
    )
