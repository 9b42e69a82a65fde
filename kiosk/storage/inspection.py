"""Reading the audit: is the chain whole, and who saw what."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import or_, select

from kiosk.storage import tables
from kiosk.storage.audit.anchor import Anchor, Anchored, AnchorUnreadable
from kiosk.storage.audit.chain import AuditRow, read_row
from kiosk.storage.audit.walk import BEGINNING, Broken, Damage, Walk
from kiosk.storage.book import Ledger
from kiosk.storage.records import Records, Unfaithful, files_against
from kiosk.storage.unit_of_work import Storage

__all__ = ["AuditVerdict", "Broken", "Damage", "Intact", "Unfaithful", "verify", "who"]


@dataclass(frozen=True, slots=True)
class Intact:
    """Every row is in its place; the last `unanchored` of them were written after the anchor (a crash came between)."""

    rows: int
    unanchored: int


AuditVerdict = Intact | Broken | Unfaithful
Files = Iterable[tuple[str, str, Path]]


def verify(storage: Storage, files: Files = (), *, since_checkpoint: bool = False) -> AuditVerdict:
    """Walk this station's chain and hold it against the anchor, the records and the hand-over `files`.

    In constant memory. Where all is whole a checkpoint is sealed beside the anchor, from which a later walk may begin.
    """
    storage.following.settle()
    # The anchor before the rows: a commit in between must not look like a lost tail.
    anchored, begun = _told(storage.anchor), _told(storage.checkpoint) if since_checkpoint else None
    with storage.reading() as reading:
        ledger = reading.chain.ledger
        records = Records(ledger, storage.keys)
        walk = Walk(ledger, storage.station, storage.keys, anchored, _standing(ledger, storage, begun))
        unfaithful = None
        for rows in walk.batches():
            unfaithful = unfaithful or records.against(rows)
        if walk.broken or anchored is None:
            return walk.broken or Broken(walk.reached.seq, Damage.ANCHOR_UNREADABLE)
        unfaithful = (
            unfaithful or records.visits_of(storage.station) or files_against(ledger, storage.keys, files)
        )
    if unfaithful:
        return unfaithful
    with suppress(OSError):
        storage.checkpoint.advance(walk.reached)
    return Intact(walk.reached.seq, walk.reached.seq - anchored.seq)


def _told(anchor: Anchor) -> Anchored | None:
    try:
        return anchor.read()
    except AnchorUnreadable:
        return None


def _standing(ledger: Ledger, storage: Storage, begun: Anchored | None) -> Anchored:
    """The checkpoint, where the chain has that very row still and the anchor lies behind it; else the beginning."""
    table = tables.audit_rows
    if begun is None or (told := _told(storage.anchor)) is None or told.seq < begun.seq:
        return BEGINNING
    row = ledger.first(
        select(table.c.hash).where(table.c.station == storage.station, table.c.seq == begun.seq)
    )
    return begun if row and row.hash == begun.hash else BEGINNING


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


def _visits_of(ledger: Ledger, subject: str) -> set[str]:
    table = tables.audit_rows
    rows = ledger.all(select(table.c.visit).where(table.c.subject == subject, table.c.visit != ""))
    return {row.visit for row in rows}
