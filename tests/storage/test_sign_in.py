from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from kiosk.storage.accounts import Role
from kiosk.storage.inspection import Intact, verify
from kiosk.storage.passwords import Passwords
from kiosk.storage.sign_in import MustWait, SignedIn, WrongPassword, sign_in
from kiosk.storage.tables import audit_rows

CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def enter(clinic, now):
    with clinic.storage.unit_of_work(now) as work:
        work.accounts.add("suzuki", Role.DESK, CHEAP.hash("open sesame"))
        work.commit()

    def tried(password, name="suzuki", later=0):
        return sign_in(clinic.storage, CHEAP, name, password, now + timedelta(seconds=later))

    return tried


def audited(clinic):
    with clinic.storage._engine.connect() as connection:
        return list(connection.execute(select(audit_rows.c.kind, audit_rows.c.payload)))


def test_the_right_password_signs_in(clinic, enter):
    assert enter("open sesame").account.role is Role.DESK
    assert audited(clinic) == [("signed_in", '{"by":"suzuki","role":"desk"}')]


def test_success_gives_the_free_tries_back(enter):
    for _ in range(3):
        assert [enter("x") for _ in range(4)] == [WrongPassword()] * 4
        assert isinstance(enter("open sesame"), SignedIn)


def test_hazard_the_right_password_too_must_wait_after_five_wrong_ones(enter):
    assert [enter("x") for _ in range(5)] == [WrongPassword()] * 5
    assert enter("open sesame", later=14) == MustWait(timedelta(seconds=1))
    assert isinstance(enter("open sesame", later=15), SignedIn)


def test_an_unknown_or_retired_name_is_only_a_wrong_password(clinic, enter, now):
    assert enter("open sesame", name="nobody") == WrongPassword()
    with clinic.storage.unit_of_work(now) as work:
        work.accounts.retire("suzuki")
        work.commit()
    assert enter("open sesame") == WrongPassword()


def test_hazard_what_was_typed_is_never_audited(clinic, enter):
    enter("open sesame!", name="佐藤 hunter2")
    enter("open sesame!")
    assert "sesame" not in repr(audited(clinic))
    assert "hunter2" not in repr(audited(clinic))
    assert verify(clinic.storage) == Intact(rows=2, unanchored=0)
