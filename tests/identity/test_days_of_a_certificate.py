"""Certificates end at the last second of a day in Japan, whatever zone the machine lives in."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kiosk.clock import JAPAN
from kiosk.identity.anchors import key_id
from kiosk.identity.certificate import (
    Doubt,
    Expired,
    ExpiresSoon,
    Genuine,
    InGrace,
    NotYetValid,
    RevocationDoubtful,
    Revoked,
)
from kiosk.identity.grace import EXPIRY_DAY
from kiosk.identity.judge import judge
from kiosk.identity.revocation import UNKNOWN, RevokedSince, Subject

END = datetime(2027, 2, 17, 14, 59, 59, tzinfo=UTC)
ENDS = date(2027, 2, 17)


@pytest.fixture(scope="session")
def ending(bench):
    return bench.certificate(end=END)


@pytest.mark.parametrize(
    ("wall", "verdict"),
    [
        (datetime(2026, 11, 16, 23, 59, 59, 999_999, tzinfo=JAPAN), Genuine),
        (datetime(2026, 11, 17, 0, 0, tzinfo=JAPAN), ExpiresSoon),
        (datetime(2027, 2, 17, 23, 59, 59, tzinfo=JAPAN), ExpiresSoon),
        (datetime(2027, 2, 17, 23, 59, 59, 999_999, tzinfo=JAPAN), ExpiresSoon),
        (datetime(2027, 2, 18, 0, 0, tzinfo=JAPAN), InGrace),
        (datetime(2027, 5, 31, 23, 59, 59, tzinfo=JAPAN), InGrace),
        (datetime(2027, 6, 1, 0, 0, tzinfo=JAPAN), Expired),
    ],
)
def test_the_verdict_turns_at_midnight_in_japan(bench, ending, wall, verdict):
    for zone in (JAPAN, UTC, timezone(timedelta(hours=-10))):
        found = bench.judged(ending, now=wall.astimezone(zone))
        assert type(found) is verdict
        assert found.expires == ENDS


def test_the_other_reading_ends_grace_on_the_corresponding_day(bench, ending):
    for day, verdict in ((17, InGrace), (18, Expired)):
        now = datetime(2027, 5, day, 12, 0, tzinfo=JAPAN)
        found = judge(ending, bench.anchors, bench.not_revoked(at=now), EXPIRY_DAY, now)
        assert type(found) is verdict


def test_grace_names_its_last_day(bench, ending):
    found = bench.judged(ending, now=datetime(2027, 3, 1, tzinfo=JAPAN))
    assert found.until == date(2027, 5, 31)


def test_an_expired_certificate_that_nobody_vouches_for_keeps_the_end_of_its_grace(bench, ending):
    match bench.judged(ending, now=datetime(2027, 3, 1, tzinfo=JAPAN), evidence=UNKNOWN):
        case RevocationDoubtful(doubt=doubt, expires=expires, until=until):
            assert (doubt, expires, until) == (Doubt.UNKNOWN, ENDS, date(2027, 5, 31))
        case other:
            pytest.fail(f"{other}")


def test_a_revoked_certificate_has_no_grace(bench, ending, serial):
    since = datetime(2027, 2, 20, 15, 30, tzinfo=UTC)
    revoked = RevokedSince(Subject(key_id(bench.ca.certificate), serial), since)
    found = bench.judged(ending, now=datetime(2027, 3, 1, tzinfo=JAPAN), evidence=revoked)
    assert found == Revoked(serial, date(2027, 2, 21))


def test_a_certificate_counts_from_its_first_second(bench):
    start = datetime(2026, 3, 31, 15, 0, 0, tzinfo=UTC)
    der = bench.certificate(start=start)
    assert bench.judged(der, now=start - timedelta(microseconds=1)) == NotYetValid(date(2026, 4, 1))
    assert isinstance(bench.judged(der, now=start), Genuine)
