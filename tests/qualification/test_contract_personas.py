"""Every made-up person is asked about over the wire, and the answer says what their file says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hardware_mocks.personas.model import Persona, all_personas
from kiosk.clock import SystemClock
from kiosk.qualification.grounds import Appointment, Consent, OutageNote, TypedDocument
from kiosk.qualification.model import Validity
from kiosk.qualification.port import Inquiry, ServiceRefused

if TYPE_CHECKING:
    from tests.qualification.conftest import Counter

REFUSED = {"expired": "MOCK-CARD-EXPIRED", "revoked": "MOCK-CARD-REVOKED"}
WITH_CARD = [each for each in all_personas() if each.card]
ANSWERED = [each for each in WITH_CARD if each.card and each.card.certificate not in REFUSED]


@pytest.mark.parametrize("person", ANSWERED, ids=lambda each: each.id)
def test_the_answer_has_the_validity_and_the_cover_of_the_persons_file(
    counter: Counter, person: Persona
) -> None:
    proof = counter.proof(person.id, "V-7")
    if not counter.client.registered(proof):
        counter.client.register(proof)
    answer = counter.client.qualify(counter.inquiry(proof, "V-7"))
    assert answer.validity == Validity(person.registry["validity"])
    assert [each.insurer_number.strip() for each in answer.qualifications] == [
        each["insurer"] for each in person.registry.get("qualifications", ())
    ]
    assert answer.unknown_codes == ()
    assert answer.emulated_by.startswith("MOCK")


@pytest.mark.parametrize("person", ANSWERED, ids=lambda each: each.id)
def test_the_record_shows_the_person_whom_the_registry_shows(counter: Counter, person: Persona) -> None:
    shown = {"name": person.resident.name, "birthdate": person.resident.birthdate} | person.registry.get(
        "person", {}
    )
    counter.service.registry.register(person.id)
    for record in counter.ask(person.id).qualifications:
        assert (record.name, record.birthdate) == (shown["name"], shown["birthdate"])


@pytest.mark.parametrize(
    "person",
    [each for each in WITH_CARD if each.card and each.card.certificate in REFUSED],
    ids=lambda each: each.id,
)
def test_a_card_that_proves_nothing_any_more_is_refused(counter: Counter, person: Persona) -> None:
    with pytest.raises(ServiceRefused) as refused:
        counter.ask(person.id)
    assert person.card is not None
    assert refused.value.code == REFUSED[person.card.certificate]


def test_a_card_that_is_not_registered_yet_is_refused_until_it_is(counter: Counter) -> None:
    proof = counter.proof("first_use", "V-1")
    assert counter.client.registered(proof) is False
    with pytest.raises(ServiceRefused, match="MOCK-NOT-REGISTERED"):
        counter.client.qualify(counter.inquiry(proof, "V-1"))
    counter.client.register(proof)
    assert counter.client.registered(proof) is True
    assert counter.client.qualify(counter.inquiry(proof, "V-1")).validity is Validity.VALID


def test_consent_comes_back_with_its_time_and_a_day_of_availability(counter: Counter) -> None:
    answer = counter.ask("sato", consent=Consent(medicines=True))
    consents = dict(answer.qualifications[0].consents)
    assert {name for name, consent in consents.items() if consent.given} == {"medicines"}
    assert consents["medicines"].at is not None
    assert consents["medicines"].until == consents["medicines"].at + timedelta(hours=24)


def test_refusing_every_consent_still_gives_the_qualification(counter: Counter) -> None:
    answer = counter.ask("sato", consent=Consent.nothing())
    assert answer.validity is Validity.VALID
    assert not any(consent.given for _, consent in answer.qualifications[0].consents)


def test_in_the_period_of_grace_no_medical_information_is_given_whatever_was_agreed(counter: Counter) -> None:
    answer = counter.ask("in_grace", consent=Consent.everything())
    assert answer.validity is Validity.VALID
    assert not any(consent.given for _, consent in answer.qualifications[0].consents)
    assert "qualification only" in answer.notice


def test_an_eligibility_only_proof_gives_no_medical_information(counter: Counter) -> None:
    proof = counter.proof("sato", "V-1", eligibility_only=True)
    answer = counter.client.qualify(counter.inquiry(proof, "V-1", Consent.everything()))
    assert not any(consent.given for _, consent in answer.qualifications[0].consents)


def test_a_certificate_about_to_expire_is_news_on_a_good_answer(counter: Counter) -> None:
    assert "expires" in counter.ask("expires_soon").notice
    assert counter.ask("sato", "V-2").notice == ""


def test_six_digit_insurer_numbers_come_with_two_spaces_on_the_left(counter: Counter) -> None:
    record = counter.ask("kokuho").qualifications[0]
    assert record.insurer_number == "  990010"
    assert record.elderly is not None
    assert record.elderly.share_percent == 20


def test_the_late_elderly_have_no_symbol_and_no_branch(counter: Counter) -> None:
    record = counter.ask("elderly").qualifications[0]
    assert (record.symbol, record.branch, record.share_percent) == ("", "", 20)
    assert record.limit is not None
    assert record.limit.category == "B09"


def test_a_specific_disease_is_shown_with_consent_and_hidden_without(counter: Counter) -> None:
    assert [each.category for each in counter.ask("face_only").qualifications[0].specific_diseases] == ["1"]
    assert counter.ask("face_only", "V-2", Consent.nothing()).qualifications[0].specific_diseases == ()


def _document(**changes: object) -> TypedDocument:
    items = {"insurer_number": "990028", "symbol": "秋見", "number": "5551", "branch": "01"} | changes
    person = next(each for each in all_personas() if each.id == "document_only")
    return TypedDocument(**({"birthdate": person.resident.birthdate, "typed_by": "desk"} | items))


def test_a_typed_document_finds_its_holder_without_any_medical_information(counter: Counter) -> None:
    answer = counter.client.qualify(counter.inquiry(_document(), "V-1"))
    assert answer.validity is Validity.VALID
    assert answer.qualifications[0].name == "三浦　弘"
    assert answer.qualifications[0].consents == ()


def test_the_evening_before_somebody_with_an_appointment_is_asked_about_for_the_day(counter: Counter) -> None:
    tomorrow = SystemClock().now().today + timedelta(days=1)
    grounds = Appointment("00042", _document())
    answer = counter.client.qualify(Inquiry("tomorrow-1", "id-1", grounds, Consent.nothing(), tomorrow))
    assert (answer.confirmed_on, answer.validity) == (tomorrow, Validity.VALID)


def test_a_typed_document_with_an_unknown_branch_gets_the_branch_back(counter: Counter) -> None:
    answer = counter.client.qualify(counter.inquiry(_document(branch=""), "V-1"))
    assert answer.qualifications[0].branch == "01"


@pytest.mark.parametrize(
    "wrong",
    [{"symbol": ""}, {"symbol": "春見"}, {"number": "5552"}, {"branch": "02"}, {"insurer_number": "990010"}],
)
def test_hazard_a_search_with_one_wrong_item_finds_nothing_and_is_never_relaxed(
    counter: Counter, wrong: dict[str, str]
) -> None:
    answer = counter.client.qualify(counter.inquiry(_document(**wrong), "V-1"))
    assert answer.validity is Validity.NOT_FOUND
    assert answer.qualifications == ()


def _note(counter: Counter, **changes: object) -> OutageNote:
    person = next(each for each in all_personas() if each.id == "sato").resident
    items = {"name": person.name, "birthdate": person.birthdate, "sex": person.sex, "address": person.address}
    return OutageNote(**(items | changes), noted_by="desk", noted_at=counter.service.desk.now())


def test_the_four_printed_items_of_an_outage_note_find_the_person_afterwards(counter: Counter) -> None:
    answer = counter.client.qualify(counter.inquiry(_note(counter), "V-1"))
    assert answer.qualifications[0].name == "佐藤　花子"


@pytest.mark.parametrize("wrong", [{"sex": "1"}, {"name": "佐藤　花"}, {"address": "東京都例示市"}])
def test_hazard_three_of_four_printed_items_find_nobody(counter: Counter, wrong: dict[str, str]) -> None:
    answer = counter.client.qualify(counter.inquiry(_note(counter, **wrong), "V-1"))
    assert answer.validity is Validity.NOT_FOUND
