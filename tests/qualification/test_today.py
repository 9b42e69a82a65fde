"""The desk's line "today: share, limit class, and why"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.qualification.model import ElderlyCertificate, LimitCertificate, Qualification, Sex
from kiosk.qualification.today import Reason, last_preschool_day, seventy_counts_from, todays_share

TODAY = date(2026, 11, 21)
ADULT = Qualification("01", "見本　太郎", Sex.MALE, date(1985, 4, 12), "見本健康保険組合", "06990014")


@pytest.mark.parametrize(
    ("changes", "percent", "reason"),
    [
        ({}, 30, Reason.ORDINARY),
        ({"card_classification": "07"}, 30, Reason.ORDINARY),
        ({"card_classification": "A1"}, None, Reason.ASSISTANCE),
        ({"card_classification": "05"}, 100, Reason.SPECIAL_COST),
        ({"card_classification": "05", "birthdate": date(2008, 4, 2)}, 30, Reason.ORDINARY),
        ({"card_classification": "05", "birthdate": date(2008, 4, 1)}, 100, Reason.SPECIAL_COST),
        ({"preschool": "1"}, 20, Reason.PRESCHOOL),
        ({"birthdate": date(2022, 9, 5)}, 20, Reason.PRESCHOOL),
        ({"birthdate": date(2019, 9, 5)}, 30, Reason.ORDINARY),
        ({"birthdate": date(1954, 8, 21)}, None, Reason.ELDERLY_UNKNOWN),
        ({"birthdate": date(1954, 8, 21), "elderly": ElderlyCertificate(20)}, 20, Reason.ELDERLY),
        ({"birthdate": date(1954, 8, 21), "elderly": ElderlyCertificate(30)}, 30, Reason.ELDERLY),
        (
            {"birthdate": date(1954, 8, 21), "elderly": ElderlyCertificate(20, None, date(2026, 7, 31))},
            None,
            Reason.ELDERLY_UNKNOWN,
        ),
        ({"birthdate": date(1956, 11, 22)}, 30, Reason.ORDINARY),
        ({"insurer_number": "39990015", "share_percent": 20}, 20, Reason.LATE_ELDERLY),
        ({"insurer_number": "39990015"}, None, Reason.LATE_ELDERLY_UNKNOWN),
        ({"insurer_number": "  390015"}, 30, Reason.ORDINARY),
        ({"disqualified_on": TODAY}, None, Reason.LOST),
        ({"disqualified_on": TODAY + timedelta(days=1)}, 30, Reason.ORDINARY),
        ({"qualified_on": TODAY + timedelta(days=1)}, None, Reason.LOST),
    ],
)
def test_the_share_follows_from_what_is_registered_and_unknown_stays_unknown(
    changes: dict[str, Any], percent: int | None, reason: Reason
) -> None:
    share = todays_share(replace(ADULT, **changes), TODAY)
    assert (share.percent, share.reason) == (percent, reason)


def test_a_limit_class_counts_only_within_its_days() -> None:
    limit = LimitCertificate("01", "A03", date(2026, 8, 1), date(2027, 7, 31))
    during = todays_share(replace(ADULT, limit=limit), TODAY)
    assert during.limit_category == "A03"
    assert during.limit is not None
    assert during.limit.ja.startswith("ウ")
    assert todays_share(replace(ADULT, limit=limit), date(2026, 7, 31)).limit_category is None


def test_an_unknown_limit_class_is_shown_as_unknown_with_its_value() -> None:
    share = todays_share(replace(ADULT, limit=LimitCertificate("01", "C99")), TODAY)
    assert share.limit is not None
    assert "C99" in share.limit.ja
    assert "C99" in share.limit.en


@pytest.mark.parametrize(
    ("birthdate", "first"),
    [
        (date(1954, 8, 21), date(2024, 9, 1)),
        (date(1954, 8, 1), date(2024, 8, 1)),
        (date(1954, 8, 2), date(2024, 9, 1)),
        (date(1954, 12, 31), date(2025, 1, 1)),
        (date(1956, 2, 29), date(2026, 3, 1)),
    ],
)
def test_seventy_counts_from_the_month_after_it_is_reached(birthdate: date, first: date) -> None:
    assert seventy_counts_from(birthdate) == first


@pytest.mark.parametrize(
    ("birthdate", "last"),
    [
        (date(2020, 4, 1), date(2026, 3, 31)),
        (date(2020, 4, 2), date(2027, 3, 31)),
        (date(2020, 3, 31), date(2026, 3, 31)),
        (date(2020, 12, 31), date(2027, 3, 31)),
    ],
)
def test_school_begins_in_the_april_after_six_is_reached(birthdate: date, last: date) -> None:
    assert last_preschool_day(birthdate) == last


@settings(deadline=None)
@given(
    birthdate=st.dates(date(1900, 1, 1), date(2026, 11, 21)),
    on=st.dates(date(2026, 11, 21), date(2030, 1, 1)),
)
def test_an_ordinary_insureds_share_depends_on_age_alone_and_is_never_the_whole_bill(
    birthdate: date, on: date
) -> None:
    share = todays_share(replace(ADULT, birthdate=birthdate), on)
    assert share.percent in {20, 30, None}
    assert (share.percent is None) == (on >= seventy_counts_from(birthdate))
