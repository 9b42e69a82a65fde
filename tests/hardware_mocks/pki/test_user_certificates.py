"""The virtual certificate is built like a real one and can be taken for one by nobody."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from hardware_mocks.pki.issuing import JAPAN, Pki, certificate_window, end_of_day
from hardware_mocks.pki.profile import Holder

IN_ORDER = [
    (ExtensionOID.KEY_USAGE, True),
    (ExtensionOID.EXTENDED_KEY_USAGE, False),
    (ExtensionOID.CERTIFICATE_POLICIES, True),
    (ExtensionOID.ISSUER_ALTERNATIVE_NAME, False),
    (ExtensionOID.CRL_DISTRIBUTION_POINTS, False),
    (ExtensionOID.AUTHORITY_INFORMATION_ACCESS, False),
    (ExtensionOID.AUTHORITY_KEY_IDENTIFIER, False),
    (ExtensionOID.SUBJECT_KEY_IDENTIFIER, False),
]


@pytest.fixture(scope="session")
def certificate(issued):
    return x509.load_der_x509_certificate(issued.der)


def value(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind).value


def test_extensions_stand_in_the_official_order(certificate):
    assert [(each.oid, each.critical) for each in certificate.extensions] == IN_ORDER


def test_subject_and_issuer_name_nobody_and_say_virtual(certificate):
    assert re.fullmatch(r"CN=VIRTUAL[A-Z2-7]{7}13101003A,C=JP", certificate.subject.rfc4514_string())
    assert "O=JPKI-VIRTUAL" in certificate.issuer.rfc4514_string()


def test_the_same_person_keeps_the_same_number_and_two_differ():
    assert Holder("sato", "13101").common_name == Holder("sato", "13101").common_name
    assert Holder("sato", "13101").common_name != Holder("tanaka", "13101").common_name


def test_it_proves_and_does_nothing_else(certificate):
    usage = value(certificate, x509.KeyUsage)
    assert usage.digital_signature
    assert not usage.content_commitment
    assert not usage.key_cert_sign
    assert list(value(certificate, x509.ExtendedKeyUsage)) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    (policy,) = value(certificate, x509.CertificatePolicies)
    assert policy.policy_identifier.dotted_string == "1.2.392.200149.8.5.1.3.30"


def test_the_authority_key_id_names_key_issuer_and_serial(certificate, pki):
    ca, named = pki.user_ca.certificate, value(certificate, x509.AuthorityKeyIdentifier)
    assert named.key_identifier == value(ca, x509.SubjectKeyIdentifier).digest
    assert named.authority_cert_serial_number == ca.serial_number


def test_the_list_is_named_by_directory_and_the_responder_by_a_host_that_cannot_exist(certificate):
    (point,) = value(certificate, x509.CRLDistributionPoints)
    assert isinstance(point.full_name[0], x509.DirectoryName)
    (access,) = value(certificate, x509.AuthorityInformationAccess)
    assert access.access_location.value.endswith(".invalid")


def test_the_serial_has_four_bytes_and_the_key_2048_bits(certificate, issued):
    assert 0x0100_0000 <= certificate.serial_number <= 0x7FFF_FFFF
    key = certificate.public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    assert key.public_numbers() == issued.key.public_key().public_numbers()
    assert (key.key_size, key.public_numbers().e) == (2048, 65537)


def test_two_worlds_share_a_name_and_no_key(pki, now):
    other = Pki.make(now)
    assert other.user_ca.certificate.subject == pki.user_ca.certificate.subject
    assert other.user_ca_certificate != pki.user_ca_certificate


@pytest.mark.parametrize("hour", [0, 8, 9, 23])
@pytest.mark.parametrize(
    ("state", "least", "most"),
    [
        ("valid", 92, 10_000),
        ("revoked", 92, 10_000),
        ("expires_soon", 1, 88),
        ("in_grace", -88, -1),
        ("expired", -10_000, -123),
    ],
)
def test_a_state_holds_by_every_reading_of_three_months(state, least, most, hour):
    for zone in (JAPAN, UTC):
        now = datetime(2026, 6, 15, hour, 30, tzinfo=zone)
        start, end = certificate_window(state, now)
        assert start < now
        assert end.timetz() == time(14, 59, 59, tzinfo=UTC)
        assert timedelta(days=least) <= end - now <= timedelta(days=most)


def test_a_day_ends_at_its_last_second_in_japan():
    assert end_of_day(datetime(2030, 2, 17).date()) == datetime(2030, 2, 17, 23, 59, 59, tzinfo=JAPAN)  # noqa: DTZ001 - a date is wanted


def test_an_unknown_state_is_named(now):
    with pytest.raises(KeyError, match="lapsed"):
        certificate_window("lapsed", now)


def test_only_what_was_issued_can_be_taken_back(pki, now):
    with pytest.raises(KeyError, match="not issued"):
        pki.revoke(7, now)


def test_keys_stay_out_of_repr(issued, pki):
    shown = f"{issued!r}{pki!r}{pki.terminal()!r}{pki.institution_identity('1312345678')!r}"
    assert "PRIVATE" not in shown
    assert "PrivateKey" not in shown
