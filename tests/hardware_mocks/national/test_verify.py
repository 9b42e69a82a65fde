"""The service's own look at certificate and signature, by its own code."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from hardware_mocks.national.verify import JAPAN, Presented, Standing, challenge_message, grace_end, standing
from hardware_mocks.pki.issuing import IssuedCertificate, Pki, end_of_day

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
MESSAGE = challenge_message("V-1", b"n" * 32)


@pytest.fixture(scope="module")
def pki() -> Pki:
    return Pki.make(NOW)


@pytest.fixture(scope="module")
def issued(pki: Pki) -> IssuedCertificate:
    """Ends on 31 August 2027."""
    return pki.user_certificate("sato", "99001", NOW - timedelta(days=1), end_of_day(date(2027, 8, 31)))


def presented(issued: IssuedCertificate, signed: bytes = MESSAGE) -> Presented:
    signature = issued.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    return Presented(issued.der, signature, MESSAGE)


def judge(pki: Pki, card: Presented, now: datetime) -> Standing:
    return standing(card, pki.user_ca_certificate, pki.crl(now), now)


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=JAPAN)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (noon(2026, 11, 19), Standing.NOT_YET_VALID),
        (noon(2026, 11, 21), Standing.GOOD),
        (noon(2027, 5, 30), Standing.GOOD),
        (noon(2027, 5, 31), Standing.EXPIRES_SOON),
        (noon(2027, 8, 31), Standing.EXPIRES_SOON),
        (noon(2027, 9, 1), Standing.IN_GRACE),
        (noon(2027, 11, 30), Standing.IN_GRACE),
        (noon(2027, 12, 1), Standing.EXPIRED),
    ],
)
def test_the_day_in_japan_decides(
    pki: Pki, issued: IssuedCertificate, now: datetime, expected: Standing
) -> None:
    assert judge(pki, presented(issued), now) is expected


@pytest.mark.parametrize(
    ("expired", "until"),
    [
        (date(2026, 8, 1), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 15), date(2028, 2, 29)),
        (date(2026, 10, 5), date(2027, 1, 31)),
    ],
)
def test_grace_runs_from_the_end_of_the_month_of_expiry_to_the_end_of_the_third_after(
    expired: date, until: date
) -> None:
    assert grace_end(expired) == until


def test_a_signature_over_something_else_is_none(pki: Pki, issued: IssuedCertificate) -> None:
    other = challenge_message("V-2", b"n" * 32)
    assert judge(pki, presented(issued, other), NOW) is Standing.UNSIGNED


def test_another_worlds_card_is_foreign(pki: Pki, issued: IssuedCertificate) -> None:
    assert judge(Pki.make(NOW), presented(issued), NOW) is Standing.FOREIGN


@pytest.mark.parametrize("der", [b"", b"\x30\x00", b"\x00" * 500])
def test_bytes_that_are_no_certificate_are_foreign(pki: Pki, der: bytes) -> None:
    assert judge(pki, Presented(der, b"", MESSAGE), NOW) is Standing.FOREIGN


def test_a_revoked_card_is_revoked_from_that_day_on(pki: Pki) -> None:
    lost = pki.user_certificate("lost", "99001", NOW - timedelta(days=9), NOW + timedelta(days=900))
    pki.revoke(lost.serial, NOW)
    assert judge(pki, presented(lost), NOW - timedelta(days=1)) is Standing.GOOD
    assert judge(pki, presented(lost), NOW) is Standing.REVOKED
