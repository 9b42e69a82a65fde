"""Whatever the service or the way to it does wrong becomes one fault of the port, and nothing of it is used."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509

from hardware_mocks.national.faults import Fault
from hardware_mocks.national.serve import NationalService
from hardware_mocks.pki.issuing import Pki
from kiosk.identity.anchors import demo_anchors
from kiosk.identity.chain import UserCertificate, read_certificate
from kiosk.identity.ocsp import ocsp_evidence, ocsp_request
from kiosk.identity.revocation import NotRevoked
from kiosk.qualification.https import Connection
from kiosk.qualification.model import Validity
from kiosk.qualification.online import OnlineQualification
from kiosk.qualification.port import (
    AnswerForAnother,
    AnswerMalformed,
    ServiceFault,
    ServiceRefused,
    ServiceUnreachable,
    ServiceUntrusted,
)
from kiosk.station.lists.kept import place_of

if TYPE_CHECKING:
    from tests.qualification.conftest import Counter, World

ON_THE_WAY = {
    Fault.REFUSE: ServiceUnreachable,
    Fault.CUT: ServiceUnreachable,
    Fault.REDIRECT: AnswerMalformed,
    Fault.OVERSIZED: AnswerMalformed,
    Fault.DTD: AnswerMalformed,
    Fault.MALFORMED: AnswerMalformed,
    Fault.NOT_XML: AnswerMalformed,
    Fault.MISSING_ELEMENT: AnswerMalformed,
    Fault.TWICE_THE_SAME_ELEMENT: AnswerMalformed,
    Fault.WRONG_ENCODING: AnswerMalformed,
    Fault.OTHER_VISIT: AnswerForAnother,
    Fault.OTHER_IDENTIFIER: AnswerForAnother,
    Fault.OTHER_INSTITUTION: AnswerForAnother,
    Fault.ERROR_9: ServiceRefused,
}


@pytest.mark.parametrize(("fault", "named"), ON_THE_WAY.items(), ids=lambda each: getattr(each, "value", ""))
def test_each_fault_of_the_catalogue_has_its_name_at_the_port_and_the_next_patient_is_served(
    counter: Counter, fault: Fault, named: type[ServiceFault]
) -> None:
    inquiry = counter.inquiry(counter.proof("sato", "V-1"), "V-1")
    with counter.service.faults.thrown(fault), pytest.raises(named):
        counter.client.qualify(inquiry)
    assert counter.ask("mother", "V-2").validity is Validity.VALID


@pytest.mark.parametrize("fault", [Fault.BLACK_HOLE, Fault.LATE, Fault.SLOW], ids=lambda each: each.value)
def test_one_deadline_covers_the_whole_call_however_each_byte_trickles(
    world: World, service: NationalService, counter: Counter, fault: Fault
) -> None:
    inquiry = counter.inquiry(counter.proof("sato", "V-1"), "V-1")
    with OnlineQualification(replace(world.connection(service.url), deadline=0.5)) as hurried:
        service.faults.on(fault)
        with pytest.raises(ServiceUnreachable, match="no complete answer"):
            hurried.qualify(inquiry)


def test_hazard_the_previous_patients_answer_is_refused(counter: Counter) -> None:
    assert counter.ask("mother", "V-1").validity is Validity.VALID
    inquiry = counter.inquiry(counter.proof("sato", "V-2"), "V-2")
    with counter.service.faults.thrown(Fault.PREVIOUS_ANSWER), pytest.raises(AnswerForAnother):
        counter.client.qualify(inquiry)


def test_still_processing_is_asked_again_with_the_same_identifier(counter: Counter) -> None:
    with counter.service.faults.thrown(Fault.PROCESSING):
        assert counter.ask("sato").validity is Validity.VALID
    assert len(counter.service.desk.recorded) == 1


def test_an_exact_retry_gets_the_recorded_answer_and_nothing_is_recorded_twice(counter: Counter) -> None:
    inquiry = counter.inquiry(counter.proof("sato", "V-1"), "V-1")
    first, second = counter.client.qualify(inquiry), counter.client.qualify(inquiry)
    assert first == second
    assert len(counter.service.desk.recorded) == 1


def test_an_answered_identifier_cannot_carry_another_question(counter: Counter) -> None:
    inquiry = counter.inquiry(counter.proof("sato", "V-1"), "V-1")
    counter.client.qualify(inquiry)
    other = replace(counter.inquiry(counter.proof("mother", "V-1"), "V-1"), identifier=inquiry.identifier)
    with pytest.raises(ServiceRefused, match="MOCK-IDENTIFIER"):
        counter.client.qualify(other)


def test_a_signature_serves_one_inquiry(counter: Counter) -> None:
    inquiry = counter.inquiry(counter.proof("sato", "V-1"), "V-1")
    counter.client.qualify(inquiry)
    with pytest.raises(ServiceRefused, match="MOCK-CHALLENGE-SPENT"):
        counter.client.qualify(replace(inquiry, identifier="V-1-again"))


def test_hazard_a_copied_certificate_without_its_key_is_refused(counter: Counter) -> None:
    copied = counter.proof("sato", "V-1")
    thief = counter.proof("mother", "V-2")
    forged = replace(thief, certificate=copied.certificate)
    with pytest.raises(ServiceRefused, match="MOCK-CARD-UNSIGNED"):
        counter.client.qualify(counter.inquiry(forged, "V-2"))


def test_hazard_a_signature_over_another_visits_challenge_is_refused(counter: Counter) -> None:
    proof = counter.proof("sato", "V-1")
    with pytest.raises(ServiceRefused, match="MOCK-CHALLENGE"):
        counter.client.qualify(counter.inquiry(proof, "V-2"))


def test_unknown_codes_are_kept_and_flagged_for_staff(counter: Counter) -> None:
    with counter.service.faults.thrown(Fault.UNKNOWN_CODES):
        answer = counter.ask("sato")
    assert answer.validity is None
    assert {name for name, _ in answer.unknown_codes} >= {"QualificationValidity", "Sex1"}
    assert answer.qualifications[0].card_classification == "Z9"


def test_a_lying_record_passes_the_transport_and_is_left_to_the_comparison(counter: Counter) -> None:
    with counter.service.faults.thrown(Fault.OTHER_PERSON):
        assert counter.ask("sato").qualifications[0].name == "別人　太郎"


def test_the_message_may_name_no_other_institution_than_the_certificate(
    world: World, service: NationalService
) -> None:
    foreign = replace(world.connection(service.url), institution="1300000000")
    with OnlineQualification(foreign) as client, pytest.raises(ServiceRefused, match="MOCK-INSTITUTION"):
        client.challenge("V-1")


def test_our_client_trusts_its_own_ca_file_and_no_other(
    world: World,
    service: NationalService,
    elsewhere: Connection,
    identity_written: Callable[[Connection, Pki, Pki], None],
    now: datetime,
) -> None:
    identity_written(elsewhere, type(world.pki).make(now), world.pki)
    with OnlineQualification(replace(elsewhere, url=service.url)) as client, pytest.raises(ServiceUntrusted):
        client.challenge("V-1")


def test_a_foreign_ca_s_institution_is_not_let_in(
    world: World,
    service: NationalService,
    elsewhere: Connection,
    identity_written: Callable[[Connection, Pki, Pki], None],
    now: datetime,
) -> None:
    identity_written(elsewhere, world.pki, type(world.pki).make(now))
    # TLS 1.3 refuses after the handshake: the alert is lost when the line is reset before we have read it.
    refused = pytest.raises((ServiceUntrusted, ServiceUnreachable))
    with OnlineQualification(replace(elsewhere, url=service.url)) as client, refused:
        client.challenge("V-1")


def test_nobody_at_the_address_is_unreachable(world: World) -> None:
    with world.service() as gone:
        url = gone.url
    with OnlineQualification(world.connection(url)) as client, pytest.raises(ServiceUnreachable):
        client.challenge("V-1")


def test_a_proxy_in_the_environment_is_not_used(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent")
    assert counter.ask("sato").validity is Validity.VALID


def test_a_visits_questions_share_one_connection(counter: Counter) -> None:
    proof = counter.proof("sato", "V-1")
    counter.client.registered(proof)
    counter.client.qualify(counter.inquiry(proof, "V-1"))
    assert counter.service.connections == 1


def test_hazard_visits_that_ask_at_once_each_get_their_own_answer(counter: Counter) -> None:
    people = ["sato", "mother", "kokuho", "elderly", "moved", "masked_name"] * 4
    inquiries = [
        counter.inquiry(counter.proof(who, f"V-{place}"), f"V-{place}") for place, who in enumerate(people)
    ]
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(counter.client.qualify, inquiries))
    assert [answer.visit for answer in answers] == [inquiry.visit for inquiry in inquiries]
    assert [answer.qualifications[0].name for answer in answers] == [
        counter.service.registry.entry(who).insured.name for who in people
    ]


def test_health_is_a_question_without_a_patient(counter: Counter) -> None:
    assert counter.client.healthy()
    with counter.service.faults.thrown(Fault.REFUSE), pytest.raises(ServiceUnreachable):
        counter.client.healthy()


def test_a_restarted_service_is_met_again_without_a_failed_visit(world: World) -> None:
    with world.service() as first:
        port = first.port
        client = OnlineQualification(world.connection(first.url))
        assert world.counter(client, first).ask("sato").validity is Validity.VALID
    with world.service(port=port) as second, client:
        assert world.counter(client, second).ask("sato", "V-2").validity is Validity.VALID


def test_a_closed_client_says_so_and_closes_once(world: World, service: NationalService) -> None:
    client = OnlineQualification(world.connection(service.url))
    client.close()
    client.close()
    with pytest.raises(ServiceUnreachable):
        client.challenge("V-1")


def test_hazard_an_oversized_body_is_dropped_whatever_was_asked_for(counter: Counter) -> None:
    with counter.service.faults.thrown(Fault.OVERSIZED), pytest.raises(AnswerMalformed, match="more bytes"):
        counter.client.fetch_crl("")


def test_the_revocation_list_is_fetched_and_may_be_stale(counter: Counter, now: datetime) -> None:
    fresh = x509.load_der_x509_crl(counter.client.fetch_crl(""))
    with counter.service.faults.thrown(Fault.STALE_CRL):
        stale = x509.load_der_x509_crl(counter.client.fetch_crl(""))
    assert stale.next_update_utc is not None
    assert fresh.next_update_utc is not None
    assert stale.next_update_utc < now < fresh.next_update_utc


def test_a_cards_status_is_asked_of_the_responder(counter: Counter, world: World, now: datetime) -> None:
    issued = world.pki.user_certificate("asked", "13101", now - timedelta(days=1), now + timedelta(days=9))
    card = read_certificate(issued.der, demo_anchors(world.pki.user_ca_certificate))
    assert isinstance(card, UserCertificate)
    answered = counter.client.ask_status(ocsp_request(card.issuer, card.serial))
    assert isinstance(ocsp_evidence(answered, card, now), NotRevoked)
    named = x509.load_der_x509_crl(counter.client.fetch_crl(place_of(card)))
    assert named.extensions.get_extension_for_class(x509.IssuingDistributionPoint).critical
