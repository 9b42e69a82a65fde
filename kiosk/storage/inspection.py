"""Reading the audit: is the chain whole, and who saw what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import or_, select

from kiosk.storage import tables
from kiosk.storage.audit.anchor import Anchored, AnchorUnreadable
from kiosk.storage.audit.chain import GENESIS, AuditKeys, AuditRow, read_row
from kiosk.storage.book import Ledger
from kiosk.storage.unit_of_work import Storage


class Damage(Enum):
    """How a chain is broken."""

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


@dataclass(frozen=True, slots=True)
class Intact:
    """Every row is in its place; the last `unanchored` of them were written after the anchor (a crash came between)."""

    rows: int
    unanchored: int


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row, by number, at which the chain cannot be trusted."""

    seq: int
    damage: Damage


AuditVerdict = Intact | Broken


def verify(storage: Storage) -> AuditVerdict:
    """Walk this station's chain from its first row and hold it against the anchor."""
    storage.following.settle()
    try:
        anchored = (
            storage.anchor.read()
        )  # before the rows: a commit in between must not look like a lost tail
    except AnchorUnreadable:
        anchored = None
    with storage.reading() as reading:
        rows = _chain(reading.chain.ledger, storage.station)
    return _first_break(rows, storage.keys) or _against(anchored, rows)


def who(storage: Storage, *, visit: str = "", patient: str = "") -> tuple[AuditRow, ...]:
    """Every row about a visit, or about a patient and the visits in which that patient appears, oldest first.

    All stations are searched: a patient may have stood at any of them.
    """
    table = tables.audit_rows
    with storage.reading() as reading:
        ledger = reading.chain.ledger
        subject = storage.keys.digest("subject", patient) if patient else ""
        visits = {visit} if visit else _visits_of(ledger, subject)
        about = [table.c.visit.in_(visits)] + ([table.c.subject == subject] if subject else [])
        found = ledger.all(select(table).where(or_(*about)))
    return tuple(sorted(map(read_row, found), key=lambda row: (row.instant, row.station, row.seq)))


def _chain(ledger: Ledger, station: str) -> list[AuditRow]:
    table = tables.audit_rows
    rows = ledger.all(select(table).where(table.c.station == station).order_by(table.c.seq))
    return list(map(read_row, rows))


def _visits_of(ledger: Ledger, subject: str) -> set[str]:
    table = tables.audit_rows
    rows = ledger.all(select(table.c.visit).where(table.c.subject == subject, table.c.visit != ""))
    return {row.visit for row in rows}


def _first_break(rows: list[AuditRow], keys: AuditKeys) -> Broken | None:
    previous = GENESIS
    for place, row in enumerate(rows, start=1):
        if row.seq != place:
            return Broken(place, Damage.GAP)
        if row.previous != previous or row.hash != row.hash_by(keys):
            return Broken(place, Damage.HASH)
        previous = row.hash
    return None


def _against(anchored: Anchored | None, rows: list[AuditRow]) -> AuditVerdict:
    if anchored is None:
        return Broken(len(rows), Damage.ANCHOR_UNREADABLE)
    if anchored.seq > len(rows):
        return Broken(len(rows) + 1, Damage.TRUNCATED)
    if anchored.hash != (rows[anchored.seq - 1].hash if anchored.seq else GENESIS):
        return Broken(anchored.seq, Damage.ANCHOR_DIFFERS)
    return Intact(len(rows), len(rows) - anchored.seq)
