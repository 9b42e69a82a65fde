"""Signing in: the try is counted before it is checked, and every end of it is audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.storage.accounts import Account
from kiosk.storage.passwords import Passwords
from kiosk.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class SignedIn:
    account: Account


@dataclass(frozen=True, slots=True)
class WrongPassword:
    """Name or password is wrong, or the account is retired; which of them is not said."""


@dataclass(frozen=True, slots=True)
class MustWait:
    """Too many failures: the password was not even looked at."""

    wait: timedelta


SignIn = SignedIn | WrongPassword | MustWait


def sign_in(storage: Storage, passwords: Passwords, name: str, password: str, now: datetime) -> SignIn:
    """Judge one try. Raises StorageFault."""
    with storage.unit_of_work(now) as work:
        account = work.accounts.find(name)
        known = account is not None and account.retired_at is None
        wait = work.accounts.take_try(name) if known else timedelta(0)
        work.commit()
    if account is None or not known:
        passwords.hash(password)  # as long as a check takes, so that nobody can ask which names there are
        return _refused(storage, "", "unknown", 0, now)
    if wait:
        _refused(storage, name, "must_wait", account.failures, now)
        return MustWait(wait)
    if not passwords.match(account.password_hash, password):
        return _refused(storage, name, "wrong_password", account.failures + 1, now)
    with storage.unit_of_work(now) as work:
        work.accounts.succeeded(name)
        work.audit("signed_in", "", {"by": name, "role": account.role.value})
        work.commit()
    return SignedIn(account)


def _refused(storage: Storage, name: str, reason: str, failures: int, now: datetime) -> WrongPassword:
    with storage.unit_of_work(now) as work:
        work.audit("sign_in_refused", "", {"by": name, "reason": reason, "failures": failures})
        work.commit()
    return WrongPassword()
