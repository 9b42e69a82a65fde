"""The made-up people hold together: every case is there, and nobody in it can be a real person."""

from __future__ import annotations

import re
import unicodedata

import pytest

from hardware_mocks.personas.model import HERE, Persona, all_personas, persona

EVERYBODY = all_personas()
IDS = {each.id for each in EVERYBODY}
OUTCOMES = {
    "confirmed",
    "confirmed_after_question",
    "stopped",
    "confirmed_by_document",
    "declared",
    "deemed_declared",
    "noted_in_outage",
    "inactive",
    "not_identified",
    "abandoned",
    "handed_to_staff",
}
INTAKE = [
    "patient_id",
    "name",
    "kana",
    "sex",
    "birthdate",
    "address",
    "postcode",
    "insurer_number",
    "symbol",
    "number",
    "branch",
    "phone",
]
NOWHERE = ("見本", "例示", "仮", "例町")
each_one = pytest.mark.parametrize("person", EVERYBODY, ids=lambda each: each.id)


@pytest.mark.parametrize(
    "wanted",
    [
        "sato", "wrong_face", "pin_locked", "face_only", "infant", "in_grace", "expired", "revoked", "expires_soon",
        "first_use", "invalid", "invalid_newer", "not_found", "several", "masked_name", "namesake", "wrong_record",
        "elderly", "kokuho", "document_only", "mother", "newcomer", "common_name", "moved",
    ],
)  # fmt: skip
def test_the_case_is_there(wanted: str) -> None:
    assert wanted in IDS


@each_one
def test_the_expected_end_is_one_that_a_visit_can_have(person: Persona) -> None:
    assert person.expected_outcome in OUTCOMES
    assert person.expected_decision in {"PASS", "ASK", "STOP", None}


@each_one
def test_file_faces_and_companions_are_those_of_personas(person: Persona) -> None:
    assert (HERE / f"{person.id}.toml").exists()
    assert {person.head, *person.companions} <= IDS
    assert person.card is None or person.card.head == person.id


@each_one
def test_the_card_can_exist(person: Persona) -> None:
    if person.card is None:
        assert person.method == "document"
        return
    assert person.card.kind in {"ordinary", "face_only", "infant"}
    assert person.card.certificate in {"valid", "expires_soon", "in_grace", "expired", "revoked"}
    assert re.fullmatch(r"\d{4}", person.card.pin)
    assert re.fullmatch(r"\d{4}", person.card.security_code)
    assert 0 <= person.card.pin_tries <= 3


@each_one
def test_the_clinics_row_has_the_canonical_keys_and_half_width_kana(person: Persona) -> None:
    if person.intake is None:
        assert set(person.script["application"]) == {"name", "kana", "sex", "birthdate", "address"}
        return
    assert list(person.intake) == INTAKE
    assert all(unicodedata.east_asian_width(each) in {"H", "Na"} for each in person.intake["kana"])


@each_one
def test_nobody_lives_in_a_place_that_exists(person: Persona) -> None:
    assert any(part in person.resident.address for part in NOWHERE)


def test_no_my_number_stands_in_any_file() -> None:
    for path in HERE.glob("*.toml"):
        assert not re.search(r"\d{12}", unicodedata.normalize("NFKC", path.read_text("utf-8")))


def test_patient_numbers_are_unique() -> None:
    numbers = [each.intake["patient_id"] for each in EVERYBODY if each.intake]
    assert len(numbers) == len(set(numbers))


def test_an_unknown_persona_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="sato"):
        persona("nobody")
