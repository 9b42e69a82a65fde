import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.outage.health import (
    BUSY_CALLS,
    BUSY_SECONDS,
    FAILED_SHARE,
    HISTORIES,
    KEPT_SECONDS,
    Call,
    Health,
    health,
    recent,
)

CALLS = st.lists(
    st.builds(Call, st.floats(0, 9000, allow_nan=False), st.booleans()),
    max_size=60,
    unique_by=lambda call: call.ticks,
)
NOW = 10_000.0


@pytest.mark.parametrize("history", HISTORIES, ids=lambda each: each.told)
def test_a_history_has_the_verdict_that_the_page_prints(history):
    calls = [Call(NOW - 60 * ago, ok) for ago, ok in history.calls]
    assert health(calls, NOW) is history.verdict


@given(CALLS, st.floats(0, 9000, allow_nan=False))
def test_one_answer_ends_every_outage(made, now):
    assert health([*(call for call in made if call.ticks < now), Call(now, ok=True)], now) is Health.ONLINE


@given(CALLS, st.floats(0, 9000, allow_nan=False))
def test_two_failures_in_a_row_are_an_outage_whatever_came_before(made, now):
    before = [call for call in made if call.ticks < now]
    assert health([*before, Call(now, ok=False), Call(now + 1200, ok=False)], now + 1200) is Health.OFFLINE


@given(CALLS, st.floats(0, 9000, allow_nan=False))
def test_a_last_failure_alone_is_an_outage_in_a_busy_house_only(made, now):
    calls = [*(call for call in made if call.ticks < now), Call(now, ok=False)]
    known = recent(calls, now)
    if len(known) > 1 and known[-2].ok:
        busy = [call for call in known if call.ticks > now - BUSY_SECONDS]
        failed = sum(not call.ok for call in busy)
        down = len(busy) >= BUSY_CALLS and failed / len(busy) >= FAILED_SHARE
        assert (health(calls, now) is Health.OFFLINE) == down


@given(CALLS, st.floats(0, 9000, allow_nan=False))
def test_order_does_not_matter_and_forgetting_the_old_changes_nothing(made, now):
    assert health(reversed(made), now) == health(made, now) == health(recent(made, now), now)


def test_what_is_older_than_two_hours_no_longer_counts():
    down = [Call(0.0, ok=False), Call(1.0, ok=False)]
    assert health(down, KEPT_SECONDS - 1) is Health.OFFLINE
    assert health(down, KEPT_SECONDS + 1) is Health.ONLINE
