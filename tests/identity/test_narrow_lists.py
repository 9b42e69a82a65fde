"""A list that tells of a part: its entries count, and its silence only for those it speaks for."""

from datetime import UTC, timedelta

import pytest
from cryptography import x509

from kiosk.identity.certificate import Cause
from kiosk.identity.crl import crl_evidence
from kiosk.identity.crl_scope import EXPIRED_ON_LIST
from kiosk.identity.revocation import STALE, UNKNOWN, NotRevoked, RevokedSince
from tests.identity.lists import (
    ANOTHER_CA,
    ELSEWHERE,
    HERE,
    SCOPES,
    SPEAK,
    STRANGE,
    Entry,
    made,
    reason,
    scope,
)

HOLD = x509.ReasonFlags.certificate_hold


@pytest.mark.parametrize("kind", SCOPES)
def test_silence_is_a_word_only_of_a_list_that_speaks_for_the_card(bench, card, now, kind):
    found = crl_evidence(made(bench.ca, now, words=SCOPES[kind]), card(), now)
    assert isinstance(found, NotRevoked) if kind in SPEAK else found == UNKNOWN


@pytest.mark.parametrize("kind", SCOPES)
@pytest.mark.parametrize(("words", "cause"), [((), Cause.UNSAID), (reason(HOLD), Cause.HOLD)])
def test_hazard_who_stands_on_a_list_is_revoked_however_narrow_it_is(bench, card, now, kind, words, cause):
    listed = made(bench.ca, now, [Entry(card().serial, now - timedelta(days=1), words)], SCOPES[kind])
    for at in (now, now + timedelta(days=30)):
        found = crl_evidence(listed, card(), at)
        assert isinstance(found, RevokedSince)
        assert found.cause is cause


@pytest.mark.parametrize("kind", SCOPES)
def test_an_entry_that_a_list_takes_back_proves_nothing(bench, card, now, kind):
    back = Entry(card().serial, now, reason(x509.ReasonFlags.remove_from_crl))
    assert crl_evidence(made(bench.ca, now, [back], SCOPES[kind]), card(), now) == UNKNOWN


def test_a_strange_critical_word_about_an_entry_spoils_the_silence_about_all_others(bench, card, now):
    for critical, expected in ((True, type(UNKNOWN)), (False, NotRevoked)):
        strange = Entry(card().serial + 1, now, ((STRANGE, critical),))
        found = crl_evidence(made(bench.ca, now, [strange]), card(), now)
        assert type(found) is expected


def test_hazard_a_strange_critical_word_about_a_card_does_not_open_its_way(bench, card, now):
    strange = Entry(card().serial, now, ((STRANGE, True),))
    assert isinstance(crl_evidence(made(bench.ca, now, [strange]), card(), now), RevokedSince)


def test_in_an_indirect_list_an_entry_speaks_of_the_issuer_named_last(bench, card, now):
    ours = bench.ca.certificate.subject
    other, own = ((x509.CertificateIssuer([x509.DirectoryName(each)]), True) for each in (ANOTHER_CA, ours))
    serial = card().serial
    theirs = [Entry(serial + 1, now, (other,)), Entry(serial, now)]
    words = ((scope(HERE, indirect=True), True),)
    assert isinstance(crl_evidence(made(bench.ca, now, theirs, words), card(), now), NotRevoked)
    both = [*theirs, Entry(serial + 2, now, (own,)), Entry(serial, now - timedelta(days=1))]
    found = crl_evidence(made(bench.ca, now, both, words), card(), now)
    assert isinstance(found, RevokedSince)
    assert found.since == now - timedelta(days=1)


def _points(*points):
    return tuple(
        x509.DistributionPoint([x509.DirectoryName(where)], None, reasons, None) for where, reasons in points
    )


def test_a_card_with_several_places_is_told_of_by_the_list_of_any(bench, card, now):
    two = card(lists=_points((ELSEWHERE, None), (HERE, None)))
    for where in (HERE, ELSEWHERE):
        assert isinstance(
            crl_evidence(made(bench.ca, now, words=((scope(where), True),)), two, now), NotRevoked
        )


def test_a_place_that_tells_of_some_reasons_does_not_tell_of_all(bench, card, now):
    partly = card(lists=_points((HERE, frozenset({x509.ReasonFlags.key_compromise}))))
    for words in ((), ((scope(HERE), True),)):
        assert crl_evidence(made(bench.ca, now, words=words), partly, now) == UNKNOWN


def test_a_place_whose_list_another_publishes_is_not_told_of_by_the_issuers_own(bench, card, now):
    point = x509.DistributionPoint([x509.DirectoryName(HERE)], None, None, [x509.DirectoryName(ANOTHER_CA)])
    found = crl_evidence(made(bench.ca, now, words=((scope(HERE), True),)), card(lists=(point,)), now)
    assert found == UNKNOWN


def test_a_card_that_names_no_place_is_told_of_by_the_whole_list_alone(bench, card, now):
    nowhere = card(lists=())
    assert isinstance(crl_evidence(made(bench.ca, now), nowhere, now), NotRevoked)
    assert crl_evidence(made(bench.ca, now, words=((scope(HERE), True),)), nowhere, now) == UNKNOWN


def _kept_since(day):
    return (
        (
            x509.UnrecognizedExtension(
                EXPIRED_ON_LIST, b"\x18\x0f" + f"{day.astimezone(UTC):%Y%m%d%H%M%SZ}".encode()
            ),
            False,
        ),
    )


def test_hazard_silence_about_a_certificate_that_has_ended_proves_nothing(bench, card, now):
    ended = card(end=now - timedelta(days=10))
    assert crl_evidence(made(bench.ca, now), ended, now) == UNKNOWN


def test_a_list_that_keeps_ended_certificates_tells_of_those_since_its_date(bench, card, now):
    ended = card(end=now - timedelta(days=10))
    for days, expected in ((20, NotRevoked), (10, NotRevoked), (5, type(UNKNOWN))):
        words = _kept_since(ended.end if days == 10 else now - timedelta(days=days))
        assert type(crl_evidence(made(bench.ca, now, words=words), ended, now)) is expected


def test_a_list_from_before_the_end_still_tells_of_it(bench, card, now):
    ended = card(end=now - timedelta(hours=1))
    assert isinstance(crl_evidence(made(bench.ca, now - timedelta(hours=2)), ended, now), NotRevoked)
    assert crl_evidence(made(bench.ca, now - timedelta(days=3)), ended, now) == STALE
