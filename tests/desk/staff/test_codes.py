"""The code of six digits at the reader: its own counter, good for nothing else, and no hint whose name exists."""

import pytest
from desk_world import PASSWORD
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select

from kiosk.desk.staff.accounts import retire_account
from kiosk.desk.staff.codes import CodeState, code_state, is_trivial, set_code, vouching
from kiosk.desk.staff.roles import Permission, may
from kiosk.desk.staff.sign_in import SignedIn, check
from kiosk.storage.staff.accounts import CODE_TRIES, Role
from kiosk.storage.tables import audit_rows

CODE, OTHER = "271828", "314159"


@pytest.fixture
def house(clinic):
    clinic.account("tanaka")
    set_code(clinic.house, "tanaka", CODE, clinic.clock.now())
    return clinic.house


@pytest.fixture
def typed(clinic, house):
    return lambda code, name="tanaka": vouching(house, name, code, clinic.clock.now())


def refusals(clinic):
    with clinic.storage.reading() as books:
        rows = books.chain.ledger.all(select(audit_rows))
    return [row.payload for row in rows if row.kind == "vouch_refused"]


def test_the_right_code_names_whoever_vouches(typed):
    assert typed(CODE).name == "tanaka"


def test_hazard_five_wrong_codes_shut_the_code_and_leave_the_desk_open(clinic, house, typed):
    for _ in range(CODE_TRIES):
        assert typed(OTHER) is None
    assert typed(CODE) is None
    assert code_state(house, "tanaka") is CodeState.SHUT
    assert isinstance(check(house, "tanaka", PASSWORD, clinic.clock.now()), SignedIn)


def test_hazard_wrong_passwords_do_not_open_or_shut_a_code(clinic, house, typed):
    for _ in range(9):
        check(house, "tanaka", "no", clinic.clock.now())
    assert typed(CODE).name == "tanaka"


def test_a_sign_in_does_not_open_a_shut_code_and_a_new_code_does(clinic, house, typed):
    for _ in range(CODE_TRIES):
        typed(OTHER)
    check(house, "tanaka", PASSWORD, clinic.clock.now())
    assert typed(CODE) is None
    set_code(house, "tanaka", OTHER, clinic.clock.now())
    assert typed(OTHER).name == "tanaka"


def test_a_right_code_gives_the_tries_back(typed):
    for _ in range(3):
        assert [typed(OTHER) for _ in range(CODE_TRIES - 1)] == [None] * (CODE_TRIES - 1)
        assert typed(CODE)


def test_the_code_is_no_password_and_the_password_no_code(clinic, house, typed):
    assert not isinstance(check(house, "tanaka", CODE, clinic.clock.now()), SignedIn)
    assert typed(PASSWORD) is None


@pytest.mark.parametrize("role", Role)
def test_only_who_stands_with_patients_vouches(clinic, typed, role):
    clinic.account("somebody", role)
    set_code(clinic.house, "somebody", OTHER, clinic.clock.now())
    assert (typed(OTHER, "somebody") is not None) is may(role, Permission.VOUCH)


def test_neither_auditor_nor_claims_clerk_stands_with_patients():
    assert {role for role in Role if not may(role, Permission.VOUCH)} == {Role.AUDITOR, Role.CLAIMS}


def test_whoever_has_no_code_or_has_left_vouches_for_nobody(clinic, house, typed):
    clinic.account("new")
    assert typed("", "new") is None
    assert typed(CODE, "nobody") is None
    retire_account(clinic.storage, "tanaka", "command", clinic.clock.now())
    assert typed(CODE) is None


def test_every_refusal_is_audited_without_what_was_typed(clinic, house, typed):
    typed(OTHER, "hunter2")
    for _ in range(CODE_TRIES + 1):
        typed(OTHER)
    told = repr(refusals(clinic))
    assert [each in told for each in ("unknown", "wrong", "shut")] == [True] * 3
    assert not any(each in told for each in (OTHER, "hunter2"))


@pytest.mark.parametrize(
    "code",
    ["000000", "112211", "123456", "654321", "890123", "864208", "123123", "123321", "112233", "121212"],
)
def test_a_code_that_would_be_tried_first_is_refused(clinic, house, code):
    with pytest.raises(ValueError, match="six digits"):
        set_code(house, "tanaka", code, clinic.clock.now())


@pytest.mark.parametrize("code", ["", "27182", "2718281", "２７１８２８", "27182a", " 71828", "271828\n"])
def test_what_is_not_six_digits_is_no_code(clinic, house, code):
    with pytest.raises(ValueError, match="six digits"):
        set_code(house, "tanaka", code, clinic.clock.now())


@given(st.integers(0, 999_999))
@example(271828)
def test_few_codes_are_refused_and_their_mirror_with_them(number):
    code = f"{number:06}"
    assert is_trivial(code) is is_trivial(code[::-1])


def test_more_than_nine_codes_in_ten_may_be_chosen():
    assert sum(is_trivial(f"{number:06}") for number in range(0, 1_000_000, 7)) < 1_000_000 / 7 / 10
