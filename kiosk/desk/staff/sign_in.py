"""Who is at the desk: a name and a password, with a growing wait after wrong ones that no restart forgets."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.clock import Moment
from kiosk.house import House
from kiosk.storage.faults import NoSuchRecord, Overtaken
from kiosk.storage.staff.accounts import Account
from kiosk.storage.staff.passwords import Passwords

UNKNOWN = "unknown"
"""What the audit keeps of a name that is nobody's: people type passwords into the wrong field."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    account: Account


@dataclass(frozen=True, slots=True)
class Refused:
    """Wrong name or wrong password; which of the two is not said."""


@dataclass(frozen=True, slots=True)
class MustWait:
    """Too many wrong passwords: nothing was checked, and the next try is free in `seconds`."""

    seconds: int


SignIn = SignedIn | Refused | MustWait


def verify(house: House, name: str, password: str, now: Moment) -> Account | None:
    """The account, when the password is its own and no wait is running; for a screen that only needs yes or no."""
    match check(house, name, password, now):
        case SignedIn(account=account):
            return account
        case _:
            return None


def check(house: House, name: str, password: str, now: Moment) -> SignIn:
    """Judge one try. It is counted before it is checked; raises StorageFault when it cannot be counted.

    A name that is nobody's costs the same work and has to wait alike: neither answer nor time tells which names there are.
    """
    account = _account(house, name)
    known, failures = (account.name, account.failures) if account else (UNKNOWN, 0)
    wait = _counted(house, account, name, now)
    right = Passwords().match(account.password_hash if account and not wait else None, password)
    if wait:
        _refused(house, known, "waiting", failures, now)
        return MustWait(wait)
    if account is None or not right:
        return _refused(house, known, "wrong" if account else "unknown", failures + bool(account), now)
    with house.storage.unit_of_work(now.wall) as work:
        work.accounts.succeeded(account.name)
        work.audit("signed_in", "", {"by": account.name, "role": account.role.value})
        work.commit()
    return SignedIn(account)


def sign_out(house: House, name: str, reason: str, now: Moment) -> None:
    """Record the end of a session; `reason` is pressed, again, other_name or retired."""
    with house.storage.unit_of_work(now.wall) as work:
        work.audit("signed_out", "", {"by": name, "reason": reason})
        work.commit()


def record_lock(house: House, name: str, now: Moment) -> None:
    with house.storage.unit_of_work(now.wall) as work:
        work.audit("screen_locked", "", {"by": name})
        work.commit()


def _account(house: House, name: str) -> Account | None:
    with house.storage.reading() as reading:
        account = reading.accounts.find(name)
    return account if account and account.retired_at is None else None


def _counted(house: House, account: Account | None, name: str, now: Moment) -> int:
    """Seconds still to wait, 0 when this try was counted and may be checked."""
    with house.storage.unit_of_work(now.wall) as work:
        try:
            wait = work.accounts.take_try(name) if account else work.strangers.take_try(name)
        except (NoSuchRecord, Overtaken):
            return 1
        work.commit()
    return -int(-wait.total_seconds() // 1)


def _refused(house: House, name: str, reason: str, failures: int, now: Moment) -> Refused:
    with house.storage.unit_of_work(now.wall) as work:
        work.audit("sign_in_refused", "", {"by": name, "reason": reason, "failures": failures})
        work.commit()
    return Refused()
