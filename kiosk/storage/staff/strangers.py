"""Tries at names that are nobody's. They wait as an account's do, so that a wait tells nobody which names there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update

from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.book import Ledger
from kiosk.storage.faults import Overtaken, RecordConflict
from kiosk.storage.staff.passwords import lockout

KEPT = timedelta(days=1)
"""After that a name is forgotten; no wait is as long."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """By a keyed digest: people type passwords into the field for the name."""

    ledger: Ledger
    keys: AuditKeys

    def take_try(self, name: str) -> timedelta:
        """As `Accounts.take_try`, for a name without a working account."""
        now, table = self.ledger.now, tables.strangers
        self.ledger.change(delete(table).where(table.c.last_try_at < now - KEPT))
        this = table.c.digest == self.keys.digest("stranger", name)
        row = self.ledger.first(select(table).where(this))
        wait = lockout(row.failures, row.last_try_at, now) if row else timedelta(0)
        if wait:
            return wait
        if row is None:
            self._begin(name)
        elif not self.ledger.change(
            update(table)
            .where(this & (table.c.failures == row.failures))
            .values(failures=row.failures + 1, last_try_at=now)
        ):
            raise Overtaken("somebody else was first")
        return wait

    def _begin(self, name: str) -> None:
        try:
            digest = self.keys.digest("stranger", name)
            self.ledger.add(tables.strangers, digest=digest, failures=1, last_try_at=self.ledger.now)
        except RecordConflict:
            raise Overtaken("somebody else was first") from None
