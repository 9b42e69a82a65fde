"""Files of an approved reader as they were met. Their content is nowhere here, and each row has an end date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select

from kiosk.companion.reading import Met
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record

KEPT_DAYS = 35
"""So long a file that lies there for a month is known again after a start."""


@dataclass(frozen=True, slots=True)
class ReaderFileMet:
    """One file. `name` is folded to small letters; `digest` is keyed, empty where nobody could read; `skew` in seconds."""

    name: str
    digest: str
    terminal: str
    at: datetime
    met: Met
    why: str = ""
    bound_by: str = ""
    skew: int | None = None
    visit: str | None = None


@dataclass(frozen=True, slots=True)
class ReaderFiles:
    ledger: Ledger

    def keep(self, file: ReaderFileMet) -> None:
        """Raises RecordConflict when exactly this was met before."""
        values = {**asdict(file), "met": file.met.value}
        ends = file.at.date() + timedelta(days=KEPT_DAYS)
        self.ledger.add(tables.reader_files, **values, ends_on=ends)

    def known(self) -> Mapping[str, frozenset[str]]:
        """Every name that was met, with its digests."""
        held = tables.reader_files
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.ledger.all(select(held.c.name, held.c.digest)):
            found[row.name].add(row.digest)
        return {name: frozenset(digests) for name, digests in found.items()}

    def known_of(self, name: str) -> frozenset[str]:
        held = tables.reader_files
        rows = self.ledger.all(select(held.c.digest).where(held.c.name == name))
        return frozenset(row.digest for row in rows)

    def since(self, moment: datetime) -> tuple[ReaderFileMet, ...]:
        """The latest first."""
        held = tables.reader_files
        rows = self.ledger.all(select(held).where(held.c.at >= moment).order_by(held.c.id.desc()))
        return tuple(record(ReaderFileMet, row, met=Met(row.met)) for row in rows)

    def of_visit(self, visit: str) -> ReaderFileMet | None:
        held = tables.reader_files
        row = self.ledger.first(select(held).where(held.c.visit == visit))
        return record(ReaderFileMet, row, met=Met(row.met)) if row else None

    def drop(self, today: date) -> None:
        """What has reached its end date leaves."""
        self.ledger.change(delete(tables.reader_files).where(tables.reader_files.c.ends_on < today))
