"""A list speaks for its own issuer, about the whole of it, and for as long as it says."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from hardware_mocks.pki.authority import Authority
from hardware_mocks.pki.profile import name
from hardware_mocks.pki.status import LIST_LIFETIME, Ledger, Revocation, revocation_list
from kiosk.identity.anchors import key_id
from kiosk.identity.certificate import Cause
from kiosk.identity.crl import OLDEST, CrlSource, crl_evidence
from kiosk.identity.revocation import (
    ABSENT,
    LARGEST,
    STALE,
    UNKNOWN,
    NotRevoked,
    RevokedSince,
    Subject,
    cause_of,
    fetched,
)


@pytest.fixture(scope="session")
def issuer(bench):
    return bench.ca.certificate


@pytest.fixture(scope="session")
def listed(bench, now, serial):
    """A list on which only `serial + 1` stands, and another that is on hold."""
    ledger = Ledger(
        revoked={
            serial + 1: Revocation(now - timedelta(days=2)),
            serial + 2: Revocation(now - timedelta(days=1), on_hold=True),
            serial + 3: Revocation(now + timedelta(days=1)),
        }
    )
    return revocation_list(bench.ca, ledger, now)


def test_a_serial_that_is_not_listed_is_vouched_for_until_the_next_update(listed, issuer, serial, now, card):
    subject = Subject(key_id(issuer), serial)
    assert crl_evidence(listed, card(serial), now) == NotRevoked(subject, now, now + LIST_LIFETIME)


@pytest.mark.parametrize(("offset", "days", "cause"), [(1, 2, Cause.GIVEN), (2, 1, Cause.HOLD)])
def test_a_listed_serial_is_revoked_and_one_on_hold_is_told_apart(
    listed, issuer, serial, now, offset, days, cause, card
):
    found = crl_evidence(listed, card(serial + offset), now)
    assert found == RevokedSince(Subject(key_id(issuer), serial + offset), now - timedelta(days=days), cause)


@pytest.mark.parametrize("reason", [None, x509.ReasonFlags.unspecified])
def test_a_reason_that_is_not_given_is_not_made_up(reason, card):
    assert cause_of(reason) is Cause.UNSAID


def test_a_revocation_of_tomorrow_is_not_on_todays_list(listed, issuer, serial, now, card):
    assert isinstance(crl_evidence(listed, card(serial + 3), now), NotRevoked)


def test_past_its_next_update_a_list_is_stale_and_never_good(listed, issuer, serial, now, card):
    end = now + LIST_LIFETIME
    assert isinstance(crl_evidence(listed, card(serial), end), NotRevoked)
    assert crl_evidence(listed, card(serial), end + timedelta(seconds=1)) == STALE


def test_past_its_next_update_a_list_still_tells_who_was_revoked(listed, issuer, serial, now, card):
    assert isinstance(crl_evidence(listed, card(serial + 1), now + timedelta(days=30)), RevokedSince)


def test_a_list_from_the_future_does_not_count(listed, issuer, serial, now, card):
    assert crl_evidence(listed, card(serial), now - timedelta(minutes=6)) == STALE
    assert isinstance(crl_evidence(listed, card(serial), now - timedelta(minutes=4)), NotRevoked)


def _list(bench, now, *, next_update, extension=None, digest=None, issuer=None):
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer or bench.ca.certificate.subject)
        .last_update(now)
        .next_update(next_update)
    )
    if extension:
        builder = builder.add_extension(extension, critical=True)
    return builder.sign(bench.ca.key, digest or hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def test_a_list_that_promises_years_counts_a_week(bench, issuer, serial, now, card):
    der = _list(bench, now, next_update=now + timedelta(days=3650))
    assert isinstance(crl_evidence(der, card(serial), now + OLDEST), NotRevoked)
    assert crl_evidence(der, card(serial), now + OLDEST + timedelta(seconds=1)) == STALE


@pytest.mark.parametrize("digest", [hashes.SHA256(), hashes.SHA384(), hashes.SHA512()])
def test_a_list_counts_under_any_digest_that_is_not_weak(bench, card, now, digest):
    der = _list(bench, now, next_update=now + LIST_LIFETIME, digest=digest)
    assert isinstance(crl_evidence(der, card(), now), NotRevoked)


def test_a_list_under_a_short_digest_says_nothing(bench, card, now):
    der = _list(bench, now, next_update=now + LIST_LIFETIME, digest=hashes.SHA224())
    assert crl_evidence(der, card(), now) == UNKNOWN


def test_a_list_for_another_name_under_the_same_key_says_nothing(bench, issuer, serial, now, card):
    other = name(("C", "JP"), ("O", "JPKI-VIRTUAL"), ("OU", "another"))
    der = _list(bench, now, next_update=now + LIST_LIFETIME, issuer=other)
    assert crl_evidence(der, card(serial), now) == UNKNOWN


def test_a_list_of_another_generation_with_the_same_name_says_nothing(foreign, issuer, serial, now, card):
    assert crl_evidence(foreign.crl(now), card(serial), now) == UNKNOWN


def test_a_list_signed_by_another_key_says_nothing(bench, issuer, serial, foreign, now, card):
    forger = Authority(bench.ca.certificate, foreign.user_ca.key)
    assert crl_evidence(revocation_list(forger, Ledger(), now), card(serial), now) == UNKNOWN


def test_a_cut_list_says_nothing(listed, issuer, serial, now, card):
    for length in (0, 1, 100, len(listed) - 1):
        assert crl_evidence(listed[:length], card(serial), now) == UNKNOWN


def test_whoever_fetches_a_list_gets_its_word_on_each_certificate(listed, issuer, serial, now, card):
    source = CrlSource(lambda: listed)
    assert isinstance(source.evidence(card(serial), now), NotRevoked)
    assert isinstance(source.evidence(card(serial + 1), now), RevokedSince)


def test_a_list_that_cannot_be_fetched_is_absent(issuer, serial, now, card):
    def absent():
        raise FileNotFoundError("no list")

    assert CrlSource(absent).evidence(card(serial), now) == ABSENT


def test_an_endless_list_is_as_good_as_none(issuer, serial, now, card):
    assert CrlSource(lambda: bytes(LARGEST + 1)).evidence(card(serial), now) == ABSENT


def test_the_limit_itself_is_still_read():
    assert fetched(lambda: bytes(LARGEST)) == bytes(LARGEST)
    assert fetched(lambda: bytes(LARGEST + 1)) is None
