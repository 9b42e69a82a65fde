"""`account add`, `account password`, `account retire`: who may sign in, and no password where somebody reads it."""

import io
from contextlib import closing

import pytest

from kiosk.commands.account.password_typed import password_typed
from kiosk.commands.console import Console
from kiosk.commands.table import Refused
from kiosk.settings import load
from kiosk.storage.opening import open_storage
from kiosk.storage.staff.accounts import Role
from kiosk.storage.staff.passwords import Passwords

FIRST, SECOND = "correct horse battery", "staple and a donkey"


@pytest.fixture
def records(clinic):
    with closing(open_storage(load(clinic.settings))) as storage:
        yield storage


@pytest.fixture
def account(kiosk, clinic, records):
    def told(act, name, *more, password=""):
        return kiosk("account", act, name, *more, "--settings", clinic.settings, stdin=password + "\n")

    return told


def of(records, name):
    with records.reading() as books:
        return books.accounts.find(name)


def opens(records, name, password):
    return Passwords().match(of(records, name).password_hash, password)


def test_a_new_account_has_its_role_and_its_password(account, records) -> None:
    told = account("add", "suzuki", "--role", "claims", password=FIRST)
    assert (told.code, told.out) == (0, "suzuki may sign in as claims\n")
    assert of(records, "suzuki").role is Role.CLAIMS
    assert opens(records, "suzuki", FIRST)


def test_without_a_role_it_is_the_desk(account, records) -> None:
    account("add", "suzuki", password=FIRST)
    assert of(records, "suzuki").role is Role.DESK


def test_a_new_password_replaces_the_old_one_and_ends_the_wait(account, records, now) -> None:
    account("add", "suzuki", password=FIRST)
    with records.unit_of_work(now) as work:
        for _ in range(5):
            work.accounts.take_try("suzuki")
        work.commit()
    assert account("password", "suzuki", password=SECOND).code == 0
    assert opens(records, "suzuki", SECOND)
    assert not opens(records, "suzuki", FIRST)
    assert of(records, "suzuki").failures == 0


def test_who_has_left_is_retired_and_the_name_stays_taken(account, records, now) -> None:
    account("add", "suzuki", password=FIRST)
    assert account("retire", "suzuki").code == 0
    assert of(records, "suzuki").retired_at == now
    again = account("add", "suzuki", password=SECOND)
    assert again.code == 2
    assert "choose another" in again.errors
    assert account("password", "suzuki", password=SECOND).code == 2
    assert opens(records, "suzuki", FIRST)


def test_the_list_names_everybody_and_who_has_left(kiosk, clinic, account, now) -> None:
    account("add", "suzuki", "--role", "claims", password=FIRST)
    account("add", "tanaka", password=SECOND)
    account("retire", "tanaka")
    told = kiosk("account", "list", "--settings", clinic.settings, "--json")
    assert told.lines == [
        {"account": "suzuki", "role": "claims", "made": now.isoformat(), "retired": None},
        {"account": "tanaka", "role": "desk", "made": now.isoformat(), "retired": now.isoformat()},
    ]
    plain = kiosk("account", "list", "--settings", clinic.settings)
    assert [line.split()[0] for line in plain.out.splitlines()] == ["suzuki", "tanaka"]
    assert "argon2" not in told.out + plain.out


@pytest.mark.parametrize("act", ["password", "retire"])
def test_nobodys_account_is_not_changed(account, act) -> None:
    told = account(act, "nobody", password=FIRST)
    assert told.code == 2
    assert "no working account" in told.errors


@pytest.mark.parametrize(("name", "password", "said"), [("鈴木", FIRST, "a-z"), ("suzuki", "short", "13")])
def test_a_name_that_is_no_code_and_a_short_password_are_refused(
    account, records, name, password, said
) -> None:
    told = account("add", name, password=password)
    assert told.code == 2
    assert said in told.errors
    with records.reading() as books:
        assert books.accounts.all() == ()


def test_a_role_that_nobody_has_is_refused(account) -> None:
    with pytest.raises(SystemExit):
        account("add", "suzuki", "--role", "king", password=FIRST)


def test_the_password_is_no_argument_and_in_no_audit_row(kiosk, clinic, account, records) -> None:
    account("add", "suzuki", password=FIRST)
    account("password", "suzuki", password=SECOND)
    account("retire", "suzuki")
    with pytest.raises(SystemExit):
        kiosk("account", "add", "tanaka", FIRST, "--settings", clinic.settings)
    written = b"".join(path.read_bytes() for path in clinic.home.iterdir() if path.is_file())
    assert b"account_made" in written
    assert b"retired" in written
    assert FIRST.encode() not in written
    assert SECOND.encode() not in written


def at_a_terminal(*typed):
    answers = iter(typed)
    return Console(io.StringIO(), io.StringIO(), io.StringIO(), {}, None, hidden=lambda _: next(answers))


def test_at_a_terminal_it_is_typed_twice() -> None:
    assert password_typed(at_a_terminal(FIRST, FIRST)) == FIRST
    with pytest.raises(Refused, match="not the same"):
        password_typed(at_a_terminal(FIRST, SECOND))
