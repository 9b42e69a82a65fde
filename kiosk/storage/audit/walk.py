"""The chain from row to row, in constant memory however long it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from sqlalchemy import select

from kiosk.storage import tables
from kiosk.storage.audit.anchor import Anchored
from kiosk.storage.audit.chain import GENESIS, AuditKeys, AuditRow, read_row
from kiosk.storage.book import Ledger

BATCH = 2000
BEGINNING = Anchored(0, GENESIS)


class Damage(Enum):
    """How the audit, or what it speaks of, is broken."""

    GAP = "gap"
    """A row is missing, doubled or out of its place."""
    HASH = "hash"
    """A row is not what was written, or does not follow the one before."""
    TRUNCATED = "truncated"
    """The anchor knows rows that the table has lost."""
    ANCHOR_DIFFERS = "anchor_differs"
    """The anchored row is another one than the table's."""
    ANCHOR_UNREADABLE = "anchor_unreadable"
    """The anchor is gone or was not sealed with this key."""
    RECORD_LOST = "record_lost"
    """The chain tells of a visit or an answer that the records do not have."""
    RECORD_UNKNOWN = "record_unknown"
    """The records have a visit of this station that the chain does not tell of."""
    RECORD_CHANGED = "record_changed"
    """A visit or an answer is not what was written."""
    FILE_CHANGED = "file_changed"
    """A hand-over file is not what was handed over, or nothing was."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row, by number, at which the chain cannot be trusted."""

    seq: int
    damage: Damage


@dataclass(slots=True)
class Walk:
    """One station's chain, followed from `reached`; `anchored` is held against it on the way."""

    ledger: Ledger
    station: str
    keys: AuditKeys
    anchored: Anchored | None
    reached: Anchored = BEGINNING
    broken: Broken | None = None
    _meets: bool = field(default=False, init=False)

    def batches(self) -> Iterator[Sequence[AuditRow]]:
        """Rows that are whole, until the end or the first that is not."""
        self._meet()
        while self.broken is None and (rows := self._next()):
            self.broken = next(filter(None, map(self._follow, rows)), None)
            if self.broken is None:
                yield rows
        self.broken = self.broken or self._at_the_end()

    def _next(self) -> Sequence[AuditRow]:
        table = tables.audit_rows
        own = select(table).where(table.c.station == self.station, table.c.seq > self.reached.seq)
        return list(map(read_row, self.ledger.all(own.order_by(table.c.seq).limit(BATCH))))

    def _follow(self, row: AuditRow) -> Broken | None:
        place = self.reached.seq + 1
        if row.seq != place:
            return Broken(place, Damage.GAP)
        if row.previous != self.reached.hash or row.hash != row.hash_by(self.keys):
            return Broken(place, Damage.HASH)
        self.reached = Anchored(row.seq, row.hash)
        self._meet()
        return None

    def _meet(self) -> None:
        if self.anchored and self.reached.seq == self.anchored.seq:
            self._meets = self.reached.hash == self.anchored.hash

    def _at_the_end(self) -> Broken | None:
        if self.anchored is None:
            return Broken(self.reached.seq, Damage.ANCHOR_UNREADABLE)
        if self.anchored.seq > self.reached.seq:
            return Broken(self.reached.seq + 1, Damage.TRUNCATED)
        return None if self._meets else Broken(self.anchored.seq, Damage.ANCHOR_DIFFERS)
