"""An answer counts when the right responder says it about the right certificate, now."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509 import ocsp

from hardware_mocks.pki.authority import Authority
from hardware_mocks.pki.profile import Window, issuer_key, key_usage, name, ocsp_responder, sign
from hardware_mocks.pki.status import ANSWER_LIFETIME, Ledger, Revocation, status_answer
from kiosk.identity.anchors import key_id
from kiosk.identity.certificate import Cause
from kiosk.identity.ocsp import OcspSource, ocsp_evidence, ocsp_request
from kiosk.identity.revocation import (
    ABSENT,
    LARGEST,
    STALE,
    UNKNOWN,
    NotRevoked,
    RevokedSince,
    Subject,
)

NONCE = b"sixteen bytes no"


@pytest.fixture(scope="session")
def issuer(bench):
    return bench.ca.certificate


@pytest.fixture(scope="session")
def ledger(serial, now):
    return Ledger({serial, serial + 1}, {serial + 1: Revocation(now - timedelta(days=2), Cause.HOLD)})


@pytest.fixture(scope="session")
def ask(bench, issuer, ledger, now):
    """Asks about a serial; the responder may be somebody else."""

    def answer(serial, *, nonce=None, responder=None, at=now):
        request = ocsp_request(issuer, serial, nonce)
        return status_answer(bench.ca, responder or bench.pki.ocsp_responder, ledger, request, at)

    return answer


def test_an_issued_certificate_is_vouched_for(ask, issuer, serial, now, card):
    found = ocsp_evidence(ask(serial), card(serial), now)
    assert found == NotRevoked(Subject(key_id(issuer), serial), now, now + ANSWER_LIFETIME)


def test_a_revoked_certificate_is_revoked_since_its_day(ask, issuer, serial, now, card):
    found = ocsp_evidence(ask(serial + 1), card(serial + 1), now)
    assert found == RevokedSince(Subject(key_id(issuer), serial + 1), now - timedelta(days=2), Cause.HOLD)


def test_a_serial_that_was_never_issued_is_unknown(ask, issuer, serial, now, card):
    assert ocsp_evidence(ask(serial + 9), card(serial + 9), now) == UNKNOWN


def test_past_its_next_update_an_answer_is_stale(ask, issuer, serial, now, card):
    end = now + ANSWER_LIFETIME
    assert isinstance(ocsp_evidence(ask(serial), card(serial), end), NotRevoked)
    assert ocsp_evidence(ask(serial), card(serial), end + timedelta(seconds=1)) == STALE


def test_an_answer_from_the_future_does_not_count(ask, issuer, serial, now, card):
    assert ocsp_evidence(ask(serial, at=now + timedelta(hours=1)), card(serial), now) == STALE


def test_an_answer_about_another_serial_says_nothing(ask, issuer, serial, now, card):
    assert ocsp_evidence(ask(serial), card(serial + 1), now) == UNKNOWN


def test_the_nonce_must_come_back(ask, issuer, serial, now, card):
    assert isinstance(ocsp_evidence(ask(serial, nonce=NONCE), card(serial), now, NONCE), NotRevoked)
    for answer in (ask(serial), ask(serial, nonce=b"somebody else's!")):
        assert ocsp_evidence(answer, card(serial), now, NONCE) == UNKNOWN


def test_an_answer_of_another_generations_responder_says_nothing(ask, issuer, serial, foreign, now, card):
    assert ocsp_evidence(ask(serial, responder=foreign.ocsp_responder), card(serial), now) == UNKNOWN


def test_an_answer_about_another_generations_certificate_says_nothing(foreign, issuer, serial, now, card):
    answer = foreign.ocsp(ocsp_request(foreign.user_ca.certificate, serial), now)
    assert ocsp_evidence(answer, card(serial), now) == UNKNOWN
    assert isinstance(ocsp_evidence(answer, card(issuer=foreign.user_ca.certificate), now), NotRevoked)


def _sha1(data):
    digest = hashes.Hash(hashes.SHA1())  # noqa: S303 - names the issuer only
    digest.update(data)
    return digest.finalize()


def test_an_answer_of_our_responder_about_another_issuers_serial_says_nothing(
    bench, issuer, serial, now, card
):
    name_hash = _sha1(issuer.subject.public_bytes())
    key_hash = x509.SubjectKeyIdentifier.from_public_key(issuer.public_key()).digest
    for names, keys, expected in (
        (name_hash, key_hash, NotRevoked),
        (bytes(20), key_hash, type(UNKNOWN)),
        (name_hash, bytes(20), type(UNKNOWN)),
    ):
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=names,
            issuer_key_hash=keys,
            serial_number=serial,
            algorithm=hashes.SHA1(),  # noqa: S303 - as above
            cert_status=ocsp.OCSPCertStatus.GOOD,
            this_update=now,
            next_update=now + timedelta(hours=1),
            revocation_time=None,
            revocation_reason=None,
        )
        signed = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer).sign(
            bench.ca.key, hashes.SHA256()
        )
        der = signed.public_bytes(serialization.Encoding.DER)
        assert type(ocsp_evidence(der, card(serial), now)) is expected


def test_the_ca_may_answer_itself(ask, bench, issuer, serial, now, card):
    assert isinstance(ocsp_evidence(ask(serial, responder=bench.ca), card(serial), now), NotRevoked)


def test_hazard_a_card_holder_cannot_answer_for_the_ca(ask, bench, issuer, good, serial, now, card):
    holder = Authority(x509.load_der_x509_certificate(good), bench.key)
    assert ocsp_evidence(ask(serial, responder=holder), card(serial), now) == UNKNOWN


def test_an_answer_that_carries_the_right_responder_but_another_signature_says_nothing(
    ask, bench, issuer, serial, now, card
):
    answer = ocsp.load_der_ocsp_response(ask(serial))
    forged = bench.other_key.sign(answer.tbs_response_bytes, padding.PKCS1v15(), hashes.SHA256())
    assert ocsp_evidence(ask(serial).replace(answer.signature, forged), card(serial), now) == UNKNOWN


def test_a_responder_whose_own_time_is_over_says_nothing(ask, bench, issuer, serial, now, card):
    usage = x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.OCSP_SIGNING])
    expired = sign(
        name(("C", "JP"), ("CN", "VIRTUAL old responder")),
        bench.key.public_key(),
        7,
        Window(now - timedelta(days=90), now - timedelta(days=1)),
        ((key_usage("digital_signature"), True), (usage, False), (issuer_key(bench.ca), False)),
        (issuer.subject, bench.ca.key),
    )
    assert ocsp_evidence(ask(serial, responder=Authority(expired, bench.key)), card(serial), now) == UNKNOWN


def test_a_delegate_that_the_same_ca_named_later_may_answer(ask, bench, issuer, serial, now, card):
    later = ocsp_responder(bench.ca, now - timedelta(days=1))
    assert isinstance(ocsp_evidence(ask(serial, responder=later), card(serial), now), NotRevoked)


def test_an_answer_under_a_short_digest_says_nothing(bench, issuer, serial, now, card):
    single = ocsp.OCSPResponseBuilder().add_response(
        cert=x509.load_der_x509_certificate(bench.certificate()),
        issuer=issuer,
        algorithm=hashes.SHA1(),  # noqa: S303 - names the issuer only
        cert_status=ocsp.OCSPCertStatus.GOOD,
        this_update=now,
        next_update=now + timedelta(hours=1),
        revocation_time=None,
        revocation_reason=None,
    )
    builder = single.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer)
    for digest, expected in (
        (hashes.SHA256(), NotRevoked),
        (hashes.SHA512(), NotRevoked),
        (hashes.SHA224(), type(UNKNOWN)),
    ):
        der = builder.sign(bench.ca.key, digest).public_bytes(serialization.Encoding.DER)
        assert type(ocsp_evidence(der, card(serial), now)) is expected


@pytest.mark.parametrize("status", list(ocsp.OCSPResponseStatus)[1:])
def test_a_refusal_says_nothing(issuer, serial, now, status, card):
    der = ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(serialization.Encoding.DER)
    assert ocsp_evidence(der, card(serial), now) == UNKNOWN


def test_the_source_asks_with_a_fresh_nonce_each_time(bench, issuer, serial, now, card):
    nonces = iter((b"a" * 16, b"b" * 16))
    source = OcspSource(lambda request: bench.pki.ocsp(request, now), nonce=lambda: next(nonces))
    assert [type(source.evidence(card(serial), now)) for _ in range(2)] == [NotRevoked, NotRevoked]
    assert next(nonces, None) is None


def test_hazard_a_replayed_answer_does_not_fit_the_next_question(bench, issuer, serial, now, card):
    kept = bench.pki.ocsp(ocsp_request(issuer, serial, b"a" * 16), now)
    source = OcspSource(lambda _request: kept, nonce=lambda: b"b" * 16)
    assert source.evidence(card(serial), now) == UNKNOWN


def test_an_unreachable_or_endless_responder_is_absent_and_an_empty_answer_says_nothing(
    issuer, serial, now, card
):
    def unreachable(_request):
        raise TimeoutError

    for post, expected in (
        (unreachable, ABSENT),
        (lambda _request: bytes(LARGEST + 1), ABSENT),
        (lambda _request: b"", UNKNOWN),
    ):
        assert OcspSource(post, lambda: NONCE).evidence(card(serial), now) == expected
