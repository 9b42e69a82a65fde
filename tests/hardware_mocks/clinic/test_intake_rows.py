"""The demo's export goes through the real import, and the real comparison ends as each persona expects."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from hardware_mocks.clinic.intake_rows import intake_csv, intake_rows
from hardware_mocks.personas.model import Persona, all_personas
from kiosk.intake.csv.file import Read, open_patients
from kiosk.intake.model import COLUMNS
from kiosk.intake.person import person_of_patient
from kiosk.matching.people import person_of
from kiosk.matching.report import Person
from kiosk.matching.three_way import three_way

DECIDED = [each for each in all_personas() if each.expected_decision]


def test_every_patient_of_the_demo_is_imported_without_a_remark() -> None:
    found = open_patients(BytesIO(intake_csv(all_personas())))
    rows = list(found.rows)
    assert found.encoding == "cp932"
    assert all(isinstance(row, Read) and row.doubts == () for row in rows)
    assert [row.patient.patient_id for row in rows] == [
        row["patient_id"] for row in intake_rows(all_personas())
    ]
    assert all(row.patient.birthdate for row in rows)
    assert all(tuple(row) == COLUMNS for row in intake_rows(all_personas()))


def shown(persona: Persona) -> Person:
    resident = persona.resident
    person = Person(
        resident.name, resident.kana, resident.sex, resident.birthdate, resident.address, resident.postcode
    )
    return replace(person, **persona.registry.get("person", {}))


@pytest.mark.parametrize("persona", DECIDED, ids=lambda each: each.id)
def test_the_comparison_of_each_persona_ends_as_expected(persona: Persona) -> None:
    resident = persona.resident
    card = (
        Person(resident.name, None, resident.sex, resident.birthdate, resident.address)
        if persona.card
        else None
    )
    rows = list(open_patients(BytesIO(intake_csv([persona]))).rows)
    chart = person_of_patient(rows[0].patient) if rows else None
    application = persona.script.get("application")
    found = three_way(card, shown(persona), chart, person_of(application) if application else None)
    assert found.decision.value == persona.expected_decision
