"""What the server knows of outages: which numbers it has reserved for one, and which visits of it were handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import Enum

from sqlalchemy import select, update

from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditRow
from kiosk.storage.book import Ledger
from kiosk.storage.faults import RecordConflict

Rows = Mapping[str, Sequence[Mapping[str, object]]]
"""Everything about one visit, by the name of its table."""


class HandedIn(Enum):
    """How a visit of an outage came to the server."""

    KEPT = "kept"
    CONFLICT = "conflict"
    """Something of it contradicts what the server has. Nothing of it was kept; it stays in the station's home."""


@dataclass(frozen=True, slots=True)
class Segments:
    ledger: Ledger

    def reserve(self, station: str) -> int:
        """A number that no other outage has: visits and audit rows of the outage are counted under it."""
        with_number = tables.away_segments.insert().values(station=station, reserved_at=self.ledger.clock())
        made = self.ledger.connection.execute(with_number)
        return int(made.inserted_primary_key[0])  # type: ignore[index]  # the table's key is its one number

    def bring_chain(self, rows: Sequence[AuditRow]) -> None:
        """The audit of an outage, as it is: a chain of its own beside its station's. A second time nothing happens."""
        audit = tables.audit_rows
        if rows and not self.ledger.first(select(audit.c.seq).where(audit.c.station == rows[0].station)):
            self.ledger.add_all(audit, [asdict(row) for row in rows])

    def bring(self, segment: int, visit: str, digest: str, rows: Rows) -> HandedIn | None:
        """Keep a visit; None when exactly this was handed in before. Raises RecordConflict: it contradicts what is here.

        The unit of work is then spent; `refuse` says so in another one.
        """
        before = self.handed_in(segment, visit)
        if before is not None:
            if before != (HandedIn.KEPT, digest):
                raise RecordConflict(f"visit {visit} was handed in before, and not like this")
            return None
        for name, each in rows.items():
            self.ledger.add_all(tables.METADATA.tables[name], each)
        self._note(segment, visit, digest, HandedIn.KEPT)
        return HandedIn.KEPT

    def refuse(self, segment: int, visit: str, digest: str) -> None:
        """Nothing of it was kept, and the desk is told."""
        if self.handed_in(segment, visit) is None:
            self._note(segment, visit, digest, HandedIn.CONFLICT)

    def handed_in(self, segment: int, visit: str) -> tuple[HandedIn, str] | None:
        known = tables.handed_in
        row = self.ledger.first(select(known).where(known.c.segment == segment, known.c.visit == visit))
        return (HandedIn(row.state), row.digest) if row else None

    def conflicts(self) -> tuple[str, ...]:
        """The visits of any station that could not be handed in, by number."""
        known = tables.handed_in
        refused = select(known.c.visit).where(known.c.state == HandedIn.CONFLICT.value)
        return tuple(row.visit for row in self.ledger.all(refused.order_by(known.c.visit)))

    def close(self, segment: int) -> bool:
        """Everything of it is here. True for the first who says so."""
        away = tables.away_segments
        open_still = (away.c.id == segment) & away.c.closed_at.is_(None)
        closed = update(away).where(open_still).values(closed_at=self.ledger.clock())
        return self.ledger.change(closed) == 1

    def _note(self, segment: int, visit: str, digest: str, state: HandedIn) -> None:
        self.ledger.add(
            tables.handed_in,
            segment=segment,
            visit=visit,
            at=self.ledger.clock(),
            digest=digest,
            state=state.value,
        )
