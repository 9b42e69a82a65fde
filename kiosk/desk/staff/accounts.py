"""Staff accounts made, changed and retired, each with its audit row. No password comes near the audit."""

from __future__ import annotations

from kiosk.clock import Moment
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.staff.accounts import Role
from kiosk.storage.staff.passwords import Passwords
from kiosk.storage.unit_of_work import Storage, UnitOfWork


def make_account(storage: Storage, name: str, role: Role, password: str, by: str, now: Moment) -> None:
    """Raises ValueError when the name is no code, RecordConflict when it was ever taken."""
    hashed = Passwords().hash(password)
    with storage.unit_of_work(now.wall) as work:
        work.accounts.add(name, role, hashed)
        work.audit("account_made", "", {"account": name, "role": role.value, "by": by})
        work.commit()


def change_password(storage: Storage, name: str, password: str, by: str, now: Moment) -> None:
    """The new password counts at once, and the wait after wrong ones ends. Raises NoSuchRecord."""
    hashed = Passwords().hash(password)
    with storage.unit_of_work(now.wall) as work:
        _working(work, name)
        work.accounts.set_password(name, hashed)
        work.audit("account_changed", "", {"account": name, "what": "password", "by": by})
        work.commit()


def retire_account(storage: Storage, name: str, by: str, now: Moment) -> None:
    """Nobody signs in by it again, and its name stays taken: the audit speaks of one person. Raises NoSuchRecord."""
    with storage.unit_of_work(now.wall) as work:
        _working(work, name)
        work.accounts.retire(name)
        work.audit("account_changed", "", {"account": name, "what": "retired", "by": by})
        work.commit()


def _working(work: UnitOfWork, name: str) -> None:
    account = work.accounts.find(name)
    if account is None or account.retired_at is not None:
        raise NoSuchRecord("there is no working account of that name")
