"""Signing in at the desk: the try is counted before it is checked, and every end of it is audited."""

import json

import pytest
from desk_world import PASSWORD
from sqlalchemy import select

from kiosk.desk.staff.sign_in import MustWait, Refused, SignedIn, check, sign_out, verify
from kiosk.storage.inspection import Intact
from kiosk.storage.inspection import verify as verify_audit
from kiosk.storage.staff.accounts import Role
from kiosk.storage.tables import audit_rows, strangers

WRONG = "open sesame!"


@pytest.fixture
def enter(clinic):
    clinic.account("tanaka")

    def tried(password, name="tanaka"):
        return check(clinic.house, name, password, clinic.clock.now())

    return tried


def audited(clinic):
    with clinic.storage.reading() as books:
        rows = books.chain.ledger.all(select(audit_rows).order_by(audit_rows.c.seq))
    return [(row.kind, json.loads(row.payload)) for row in rows]


def test_the_right_password_signs_in_and_is_audited_with_the_role(clinic, enter):
    assert enter(PASSWORD).account.role is Role.DESK
    assert audited(clinic) == [("signed_in", {"by": "tanaka", "role": "desk"})]


def test_success_gives_the_free_tries_back(enter):
    for _ in range(3):
        assert [enter(WRONG) for _ in range(4)] == [Refused()] * 4
        assert isinstance(enter(PASSWORD), SignedIn)


def test_hazard_the_right_password_too_must_wait_after_five_wrong_ones(clinic, enter):
    assert [enter(WRONG) for _ in range(5)] == [Refused()] * 5
    clinic.clock.passes(14)
    assert enter(PASSWORD) == MustWait(1)
    clinic.clock.passes(1)
    assert isinstance(enter(PASSWORD), SignedIn)


def test_a_screen_that_needs_yes_or_no_is_told_no_while_a_wait_runs(clinic, enter):
    now = clinic.clock.now()
    assert verify(clinic.house, "tanaka", PASSWORD, now).name == "tanaka"
    for _ in range(5):
        enter(WRONG)
    assert verify(clinic.house, "tanaka", PASSWORD, clinic.clock.now()) is None


def test_an_unknown_or_retired_name_is_only_a_wrong_password(clinic, enter):
    assert enter(PASSWORD, name="nobody") == Refused()
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        work.accounts.retire("tanaka")
        work.commit()
    assert enter(PASSWORD) == Refused()


def test_hazard_a_name_that_is_nobodys_waits_as_an_account_does(clinic, enter):
    known = [enter(WRONG) for _ in range(7)]
    unknown = [enter(WRONG, name="nobody") for _ in range(7)]
    assert known == unknown
    assert [type(each) for each in unknown] == [Refused] * 5 + [MustWait] * 2
    clinic.clock.passes(15)
    assert enter(WRONG) == enter(WRONG, name="nobody") == Refused()
    assert enter(WRONG) == enter(WRONG, name="nobody") == MustWait(30)


def test_a_name_that_is_nobodys_is_kept_as_a_digest_and_forgotten_after_a_day(clinic, enter):
    enter(WRONG, name="hunter2")
    with clinic.storage.reading() as books:
        (row,) = books.chain.ledger.all(select(strangers))
    assert "hunter2" not in repr(row)
    clinic.clock.passes(2 * 86400)
    enter(WRONG, name="another")
    with clinic.storage.reading() as books:
        (left,) = books.chain.ledger.all(select(strangers))
    assert left.digest != row.digest


def test_a_clock_set_back_lengthens_no_strangers_wait(clinic, enter):
    for _ in range(5):
        enter(WRONG, name="nobody")
    clinic.clock.passes(-86400)
    assert enter(WRONG, name="nobody") == MustWait(15)


def test_hazard_what_was_typed_is_never_audited(clinic, enter):
    enter(WRONG, name="佐藤 hunter2")
    enter(WRONG)
    rows = audited(clinic)
    assert [facts["reason"] for _, facts in rows] == ["unknown", "wrong"]
    assert "sesame" not in repr(rows)
    assert "hunter2" not in repr(rows)
    assert isinstance(verify_audit(clinic.storage), Intact)


def test_leaving_is_audited_with_its_reason(clinic, enter):
    enter(PASSWORD)
    sign_out(clinic.house, "tanaka", "idle", clinic.clock.now())
    assert audited(clinic)[-1] == ("signed_out", {"by": "tanaka", "reason": "idle"})
