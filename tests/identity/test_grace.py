"""Two published readings of three months, at every month end there is."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity.grace import (
    EXPIRY_DAY,
    MONTH_END,
    RULES,
    GraceReading,
    grace_end,
    grace_until,
    notice_from,
)

DAYS = st.dates(date(2015, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("expires", "by_month_end", "by_day"),
    [
        (date(2025, 2, 17), date(2025, 5, 31), date(2025, 5, 17)),
        (date(2025, 11, 30), date(2026, 2, 28), date(2026, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29), date(2028, 2, 29)),
        (date(2027, 11, 29), date(2028, 2, 29), date(2028, 2, 29)),
        (date(2025, 11, 28), date(2026, 2, 28), date(2026, 2, 28)),
        (date(2025, 11, 27), date(2026, 2, 28), date(2026, 2, 27)),
        (date(2028, 2, 29), date(2028, 5, 31), date(2028, 5, 31)),
        (date(2027, 2, 28), date(2027, 5, 31), date(2027, 5, 31)),
        (date(2028, 2, 28), date(2028, 5, 31), date(2028, 5, 28)),
        (date(2025, 12, 31), date(2026, 3, 31), date(2026, 3, 31)),
        (date(2025, 10, 1), date(2026, 1, 31), date(2026, 1, 1)),
    ],
)
def test_both_readings_by_the_calendar(expires, by_month_end, by_day):
    assert grace_until(expires, GraceReading.MONTH_END) == by_month_end
    assert grace_until(expires, GraceReading.EXPIRY_DAY) == by_day


@given(DAYS)
def test_the_month_end_reading_always_ends_with_a_month_three_months_on(expires):
    until = grace_until(expires, GraceReading.MONTH_END)
    assert until.day == monthrange(until.year, until.month)[1]
    assert (until.year * 12 + until.month) - (expires.year * 12 + expires.month) == 3


@given(DAYS)
def test_the_month_end_reading_is_never_the_shorter(expires):
    by_day = grace_until(expires, GraceReading.EXPIRY_DAY)
    assert expires + timedelta(days=88) <= by_day <= grace_until(expires, GraceReading.MONTH_END)


@given(DAYS, st.sampled_from(GraceReading))
def test_a_later_end_never_has_an_earlier_grace(expires, reading):
    assert grace_until(expires, reading) <= grace_until(expires + timedelta(days=1), reading)


@given(DAYS)
def test_the_notice_comes_about_three_months_before_and_never_after_the_end(expires):
    assert timedelta(days=88) <= expires - notice_from(expires) <= timedelta(days=93)


def test_the_notice_of_an_end_on_the_31st_starts_on_a_day_that_exists():
    assert notice_from(date(2027, 5, 31)) == date(2027, 2, 28)
    assert notice_from(date(2028, 5, 31)) == date(2028, 2, 29)
    assert notice_from(date(2027, 1, 15)) == date(2026, 10, 15)


def test_what_ended_before_the_rule_began_has_no_grace():
    for rule in RULES.values():
        before = rule.applies_from - timedelta(days=1)
        assert grace_end(before, rule) == before
        assert grace_end(rule.applies_from, rule) > rule.applies_from


def test_every_rule_says_where_it_comes_from():
    assert {rule.reading for rule in (MONTH_END, EXPIRY_DAY)} == set(GraceReading)
    assert all(rule.source.startswith("https://") for rule in RULES.values())
