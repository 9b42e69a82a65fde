"""Staff accounts. The failed-try counter lives in the row, so that a restart gives nobody new tries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import Row, select, update

from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.staff.passwords import lockout

CODE_TRIES = 5
"""Wrong codes in a row, after which a code is shut until its owner sets another."""

NAME = re.compile(r"[a-z0-9._-]{1,32}")
"""What the audit carries of a member of staff."""


class Role(Enum):
    """What an account may do. The auditor reads the audit and is not the administrator."""

    DESK = "desk"
    CLINICIAN = "clinician"
    CLAIMS = "claims"
    ADMIN = "admin"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Account:
    """One member of staff. `failures` counts tries since the last success, each counted before it is checked.

    `code_hash` is of the code for a staff look at the reader, empty until its owner sets one; `code_failures` counts
    its tries, and nothing else's.
    """

    name: str
    role: Role
    password_hash: str = field(repr=False)
    made_at: datetime
    failures: int = 0
    last_try_at: datetime | None = None
    retired_at: datetime | None = None
    code_hash: str = field(default="", repr=False)
    code_failures: int = 0
    version: int = field(default=0, compare=False)


def _read(row: Row[object]) -> Account:
    return record(Account, row, role=Role(row.role))


@dataclass(frozen=True, slots=True)
class Accounts:
    ledger: Ledger

    def add(self, name: str, role: Role, password_hash: str) -> None:
        """Raises ValueError when the name is no code, RecordConflict when it is taken, be it by a retired account."""
        if not NAME.fullmatch(name):
            raise ValueError("an account is named by 1 to 32 of a-z, 0-9, dot, hyphen, underscore")
        values = {"name": name, "role": role.value, "password_hash": password_hash}
        self.ledger.add(tables.accounts, made_at=self.ledger.now, failures=0, **values)

    def find(self, name: str) -> Account | None:
        row = self.ledger.first(select(tables.accounts).where(tables.accounts.c.name == name))
        return _read(row) if row else None

    def all(self) -> tuple[Account, ...]:
        return tuple(map(_read, self.ledger.all(select(tables.accounts).order_by(tables.accounts.c.name))))

    def set_password(self, name: str, password_hash: str) -> None:
        self._set(name, password_hash=password_hash, failures=0, last_try_at=None)

    def retire(self, name: str) -> None:
        self._set(name, retired_at=self.ledger.now)

    def take_try(self, name: str) -> timedelta:
        """Count a try before it is checked, so that neither a crash nor a second desk gives a free one.

        Gives zero when the try may be made, otherwise how long to wait; a try that must wait is not counted. Raises
        Overtaken when another station counts one in the same moment.
        """
        account = self.find(name)
        if account is None:
            raise NoSuchRecord("no such account")
        wait = lockout(account.failures, account.last_try_at, self.ledger.now)
        if not wait:
            self.ledger.hold(tables.accounts, tables.accounts.c.name == name, account.version)
            self._set(name, failures=account.failures + 1, last_try_at=self.ledger.now)
        return wait

    def succeeded(self, name: str) -> None:
        self._set(name, failures=0, last_try_at=None)

    def set_code(self, name: str, code_hash: str) -> None:
        self._set(name, code_hash=code_hash, code_failures=0)

    def take_code_try(self, name: str) -> bool:
        """Count a try at the code before it is checked. False, and not counted, when it is shut. Raises as `take_try`."""
        account = self.find(name)
        if account is None:
            raise NoSuchRecord("no such account")
        if account.code_failures >= CODE_TRIES:
            return False
        self.ledger.hold(tables.accounts, tables.accounts.c.name == name, account.version)
        self._set(name, code_failures=account.code_failures + 1)
        return True

    def code_right(self, name: str) -> None:
        self._set(name, code_failures=0)

    def _set(self, name: str, **values: object) -> None:
        changed = self.ledger.change(
            update(tables.accounts).where(tables.accounts.c.name == name).values(**values)
        )
        if not changed:
            raise NoSuchRecord("no such account")
