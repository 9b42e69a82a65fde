from hypothesis import given
from hypothesis import strategies as st

from kiosk.outage.health import FAILED_SHARE, LEAST_CALLS, WINDOW_SECONDS, Call, Health, health, recent

CALLS = st.lists(st.builds(Call, st.floats(0, 1000, allow_nan=False), st.booleans()), max_size=60)


def calls(ok, failed, at=100.0):
    return [Call(at, ok=True)] * ok + [Call(at, ok=False)] * failed


def test_a_fifth_of_five_calls_failing_is_an_outage():
    assert health(calls(4, 1), 100) is Health.OFFLINE
    assert health(calls(5, 1), 100) is Health.ONLINE


def test_four_failures_are_too_few_to_tell():
    assert health(calls(0, 4), 100) is Health.ONLINE
    assert health(calls(0, 5), 100) is Health.OFFLINE


def test_what_is_older_than_five_minutes_no_longer_counts():
    assert health(calls(0, 5), 100 + WINDOW_SECONDS - 0.1) is Health.OFFLINE
    assert health(calls(0, 5), 100 + WINDOW_SECONDS) is Health.ONLINE


def test_a_quiet_service_is_online():
    assert health([], 0) is Health.ONLINE


@given(CALLS, st.floats(0, 2000, allow_nan=False))
def test_the_verdict_is_the_count_over_the_window(made, now):
    inside = [call for call in made if now - WINDOW_SECONDS < call.ticks <= now]
    failed = [call for call in inside if not call.ok]
    down = len(inside) >= LEAST_CALLS and len(failed) / len(inside) >= FAILED_SHARE
    assert (health(made, now) is Health.OFFLINE) == down


@given(CALLS, st.floats(0, 2000, allow_nan=False))
def test_order_does_not_matter_and_forgetting_the_old_changes_nothing(made, now):
    assert health(reversed(made), now) == health(made, now) == health(recent(made, now), now)


@given(CALLS, st.floats(0, 1000, allow_nan=False))
def test_one_more_success_never_brings_a_busy_service_down(made, now):
    if len(recent(made, now)) >= LEAST_CALLS and health(made, now) is Health.ONLINE:
        assert health([*made, Call(now, ok=True)], now) is Health.ONLINE
