from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.claims.deadlines import Phase, deadlines, is_late

DAYS = st.dates(date(2023, 9, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("today", "treated", "send_by", "phase", "left", "until"),
    [
        (date(2026, 11, 21), date(2026, 11, 1), date(2026, 12, 10), Phase.PREPARING, 19, None),
        (date(2026, 12, 4), date(2026, 11, 1), date(2026, 12, 10), Phase.PREPARING, 6, None),
        (date(2026, 12, 5), date(2026, 11, 1), date(2026, 12, 10), Phase.SENDING, 5, 21),
        (date(2026, 12, 8), date(2026, 11, 1), date(2026, 12, 10), Phase.SENDING, 2, 24),
        (date(2026, 12, 10), date(2026, 11, 1), date(2026, 12, 10), Phase.SENDING, 0, 24),
        (date(2026, 12, 11), date(2026, 11, 1), date(2026, 12, 10), Phase.CORRECTING, -1, None),
        (date(2026, 12, 12), date(2026, 11, 1), date(2026, 12, 10), Phase.CORRECTING, -2, None),
        (date(2026, 12, 13), date(2026, 12, 1), date(2027, 1, 10), Phase.PREPARING, 28, None),
    ],
)
def test_the_days_that_count_by_the_day_it_is(today, treated, send_by, phase, left, until):
    found = deadlines(today)
    assert (found.treated, found.send_by, found.phase, found.days_left, found.open_until) == (treated, send_by, phase, left, until)  # fmt: skip
    assert found.correct_by == send_by + timedelta(days=2)


@given(DAYS)
def test_what_is_due_next_is_never_late_before_its_last_day_and_the_month_before_it_always_is(today):
    found = deadlines(today)
    assert is_late(found.treated, today) is (found.days_left < 0)
    assert is_late(found.treated - timedelta(days=1), today)
    assert -2 <= found.days_left <= 31
