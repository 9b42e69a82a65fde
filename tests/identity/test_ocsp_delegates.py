"""Who may answer for the CA, under which names and digests, and about certificates that have ended."""

from datetime import UTC, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from hardware_mocks.pki.authority import Authority
from hardware_mocks.pki.profile import Window, issuer_key, key_usage, name, sign
from kiosk.identity.ocsp import ocsp_evidence, ocsp_request
from kiosk.identity.revocation import UNKNOWN, NotRevoked
from tests.identity.lists import STRANGE

DER = serialization.Encoding.DER


@pytest.fixture(scope="session")
def delegate(bench, now):
    """A responder that the CA named, with further extensions, another usage, key or digest."""

    def made(*further, usage="digital_signature", key=None, digest=None):
        held = key or bench.other_key
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
        extensions = ((key_usage(usage), True), (purpose, False), (issuer_key(bench.ca), False), *further)
        window = Window(now - timedelta(days=9), now + timedelta(days=9))
        subject, issuer = name(("C", "JP"), ("CN", "VIRTUAL delegate")), bench.ca
        signed = sign(
            subject,
            held.public_key(),
            99,
            window,
            extensions,
            (issuer.certificate.subject, issuer.key),
            digest,
        )
        return Authority(signed, held)

    return made


@pytest.fixture(scope="session")
def good_word(bench, card, now):
    """That the card is good, signed by somebody, carrying certificates and words."""

    def answered(signer, *carried, naming=None, words=(), at=now):
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=x509.load_der_x509_certificate(bench.certificate()),
            issuer=bench.ca.certificate,
            algorithm=naming or hashes.SHA1(),  # noqa: S303 - names the issuer only
            cert_status=ocsp.OCSPCertStatus.GOOD,
            this_update=at,
            next_update=at + timedelta(hours=1),
            revocation_time=None,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer.certificate)
        if carried:
            builder = builder.certificates([each.certificate for each in carried])
        for word, critical in words:
            builder = builder.add_extension(word, critical=critical)
        return builder.sign(signer.key, hashes.SHA256()).public_bytes(DER)

    return answered


def test_a_delegate_may_answer(good_word, delegate, card, now):
    named = delegate((x509.OCSPNoCheck(), False))
    assert isinstance(ocsp_evidence(good_word(named, named), card(), now), NotRevoked)


def test_the_ca_that_answers_itself_may_carry_its_delegate(bench, good_word, delegate, card, now):
    for carried in ((delegate(),), (delegate(), bench.ca), ()):
        assert isinstance(ocsp_evidence(good_word(bench.ca, *carried), card(), now), NotRevoked)


def test_of_several_carried_certificates_the_one_that_is_named_counts(good_word, bench, delegate, card, now):
    other, named = delegate(key=bench.key), delegate()
    for carried in ((other, named), (named, other)):
        assert isinstance(ocsp_evidence(good_word(named, *carried), card(), now), NotRevoked)
    assert ocsp_evidence(good_word(named, other), card(), now) == UNKNOWN


def test_hazard_a_delegate_that_insists_on_something_strange_says_nothing(good_word, delegate, card, now):
    for critical, expected in ((True, type(UNKNOWN)), (False, NotRevoked)):
        named = delegate((STRANGE, critical))
        assert type(ocsp_evidence(good_word(named, named), card(), now)) is expected


def test_a_delegate_whose_key_is_for_something_else_says_nothing(good_word, delegate, card, now):
    named = delegate(usage="key_encipherment")
    assert ocsp_evidence(good_word(named, named), card(), now) == UNKNOWN


def test_hazard_a_delegate_with_a_weak_key_or_digest_says_nothing(good_word, delegate, card, now):
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - the weakness under test
    for named in (delegate(key=short), delegate(digest=hashes.SHA224())):
        assert ocsp_evidence(good_word(named, named), card(), now) == UNKNOWN


@pytest.mark.parametrize("naming", [hashes.SHA256(), hashes.SHA384(), hashes.SHA512()])
def test_an_answer_may_name_the_issuer_under_any_digest(bench, good_word, card, now, naming):
    answer = good_word(bench.ca, naming=naming)
    assert isinstance(ocsp_evidence(answer, card(), now), NotRevoked)
    assert ocsp_evidence(answer, card(card().serial + 1), now) == UNKNOWN


def test_an_answer_that_insists_on_something_strange_says_nothing(bench, good_word, card, now):
    for critical, expected in ((True, type(UNKNOWN)), (False, NotRevoked)):
        answer = good_word(bench.ca, words=((STRANGE, critical),))
        assert type(ocsp_evidence(answer, card(), now)) is expected


def _tlv(tag, *values):
    value = b"".join(values)
    length = len(value)
    long = length.to_bytes((length.bit_length() + 7) // 8, "big")
    size = bytes([length]) if length < 0x80 else bytes([0x80 | len(long)]) + long
    return bytes([tag]) + size + value


def _time(when):
    return _tlv(0x18, f"{when.astimezone(UTC):%Y%m%d%H%M%SZ}".encode())


CUTOFF = bytes.fromhex("06092b0601050507300106")
BASIC = bytes.fromhex("06092b0601050507300101")
SHA256_WITH_RSA = bytes.fromhex("300d06092a864886f70d01010b0500")


def _with_archive(bench, serial, now, since):
    """A whole answer by hand: no builder here knows the archive cutoff of one certificate (RFC 6960, 4.4.4)."""
    asked = ocsp_request(bench.ca.certificate, serial)
    at = asked.index(bytes.fromhex("300906052b0e03021a0500")) - 2
    name_of_it = asked[at : at + 2 + asked[at + 1]]
    archive = _tlv(0xA1, _tlv(0x30, _tlv(0x30, CUTOFF, _tlv(0x04, _time(since)))))
    until = _tlv(0xA0, _time(now + timedelta(hours=1)))
    single = _tlv(0x30, name_of_it, b"\x80\x00", _time(now), until, archive)
    responder = _tlv(0xA1, bench.ca.certificate.subject.public_bytes())
    told = _tlv(0x30, responder, _time(now), _tlv(0x30, single))
    signature = bench.ca.key.sign(told, padding.PKCS1v15(), hashes.SHA256())
    basic = _tlv(0x30, told, SHA256_WITH_RSA, _tlv(0x03, b"\x00", signature))
    return _tlv(0x30, b"\x0a\x01\x00", _tlv(0xA0, _tlv(0x30, BASIC, _tlv(0x04, basic))))


def test_about_a_certificate_that_has_ended_only_an_archive_is_believed(bench, good_word, card, now):
    ended = card(end=now - timedelta(days=10))
    assert ocsp_evidence(good_word(bench.ca), ended, now) == UNKNOWN
    for days, expected in ((20, NotRevoked), (10, NotRevoked), (5, type(UNKNOWN))):
        answer = _with_archive(bench, ended.serial, now, now - timedelta(days=days))
        assert type(ocsp_evidence(answer, ended, now)) is expected
