from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import JAPAN
from kiosk.storage.faults import NoSuchRecord, RecordConflict
from kiosk.storage.staff.accounts import Role
from kiosk.storage.staff.passwords import FREE_TRIES, LONGEST_WAIT, Passwords, lockout

START = datetime(2026, 11, 21, 9, 0, tzinfo=JAPAN)
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def with_account(clinic, now):
    with clinic.storage.unit_of_work(now) as work:
        work.accounts.add("suzuki", Role.DESK, CHEAP.hash("open sesame"))
        work.commit()


def try_once(storage, now):
    with storage.unit_of_work(now) as work:
        wait = work.accounts.take_try("suzuki")
        work.commit()
    return wait


def test_a_password_is_kept_as_argon2id_and_matches_only_itself():
    kept = Passwords().hash("open sesame")
    assert kept.startswith("$argon2id$")
    assert Passwords().match(kept, "open sesame")
    assert not Passwords().match(kept, "open sesam")
    assert not Passwords().match("no hash at all", "open sesame")


def test_an_account_does_not_show_its_hash(clinic, now):
    with_account(clinic, now)
    with clinic.storage.reading() as reading:
        account = reading.accounts.find("suzuki")
    assert account.role is Role.DESK
    assert "argon2" not in repr(account)


def test_five_tries_are_free_and_then_the_wait_doubles(clinic, now):
    with_account(clinic, now)
    assert [try_once(clinic.storage, now).total_seconds() for _ in range(6)] == [0, 0, 0, 0, 0, 15]
    assert try_once(clinic.storage, now + timedelta(seconds=15)) == timedelta(0)
    assert try_once(clinic.storage, now + timedelta(seconds=15)) == timedelta(seconds=30)


def test_hazard_a_restart_gives_nobody_new_tries(clinic, now):
    with_account(clinic, now)
    for _ in range(FREE_TRIES):
        try_once(clinic.storage, now)
    clinic.storage.close()
    restarted = clinic.station("desk-1")
    assert try_once(restarted, now + timedelta(seconds=1)) == timedelta(seconds=14)
    restarted.close()


def test_success_and_a_new_password_clear_the_count(clinic, now):
    with_account(clinic, now)
    for clear in (
        lambda work: work.accounts.succeeded("suzuki"),
        lambda work: work.accounts.set_password("suzuki", CHEAP.hash("new")),
    ):
        for _ in range(FREE_TRIES):
            try_once(clinic.storage, now)
        with clinic.storage.unit_of_work(now) as work:
            clear(work)
            work.commit()
        assert try_once(clinic.storage, now) == timedelta(0)


def test_a_name_is_taken_for_good(clinic, now):
    with_account(clinic, now)
    with clinic.storage.unit_of_work(now) as work:
        work.accounts.retire("suzuki")
        work.commit()
    with pytest.raises(RecordConflict), clinic.storage.unit_of_work(now) as work:
        work.accounts.add("suzuki", Role.ADMIN, "x")
    with clinic.storage.reading() as reading:
        assert [each.retired_at for each in reading.accounts.all()] == [now]


def test_an_account_is_named_by_a_code(clinic, now):
    with clinic.storage.unit_of_work(now) as work, pytest.raises(ValueError, match="named by"):
        work.accounts.add("鈴木", Role.DESK, "x")


def test_an_unknown_account_has_no_tries(clinic, now):
    with clinic.storage.unit_of_work(now) as work, pytest.raises(NoSuchRecord):
        work.accounts.take_try("nobody")


@given(st.integers(0, FREE_TRIES - 1), st.timedeltas(timedelta(0), timedelta(days=1)))
def test_below_the_limit_nobody_waits(failures, since):
    assert lockout(failures, START, START + since) == timedelta(0)


@given(st.integers(FREE_TRIES, 10_000))
def test_each_further_failure_waits_longer_up_to_the_longest(failures):
    first, second = lockout(failures, START, START), lockout(failures + 1, START, START)
    assert second == min(2 * first, LONGEST_WAIT)


@given(st.integers(0, 100), st.timedeltas(timedelta(0), timedelta(days=1)))
def test_waiting_what_was_said_is_enough_and_never_less(failures, since):
    wait = lockout(failures, START, START + since)
    assert timedelta(0) <= wait <= LONGEST_WAIT
    assert lockout(failures, START, START + since + wait) == timedelta(0)


@given(st.integers(FREE_TRIES, 40), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_a_clock_set_back_lengthens_no_wait(failures, back):
    assert lockout(failures, START, START - back) == lockout(failures, START, START)
