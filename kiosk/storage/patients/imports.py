"""What each import came to, and what was counted of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from kiosk.intake.model import Patient
from kiosk.intake.remarks import Reason, Remark
from kiosk.matching.names import kana
from kiosk.matching.names.common_names import COHORT, KanaShare
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.patients import importing
from kiosk.storage.patients.importing import Imported
from kiosk.storage.patients.staged import YEARS


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import, the numbers in rows of its file; `leftover` rows were kept that it no longer had."""

    id: int
    at: datetime
    by: str
    rows: int
    unread: int
    repeated: int
    leftover: int
    keys_version: int


@dataclass(frozen=True, slots=True)
class Imports:
    ledger: Ledger

    def merge(self, by: str, outlook: Imported) -> int:
        """What is staged on this transaction's connection becomes the clinic's table; the number of the import."""
        return importing.merge(self.ledger.connection, self.ledger.now, by, outlook)

    def latest(self) -> ImportRecord | None:
        newest = select(tables.imports).order_by(tables.imports.c.id.desc()).limit(1)
        row = self.ledger.first(newest)
        return record(ImportRecord, row) if row else None

    def unread(self, import_id: int, most: int) -> tuple[Remark, ...]:
        """The first `most` remarks of an import, by line."""
        table = tables.unread_rows
        found = select(table).where(table.c.import_id == import_id).order_by(table.c.line).limit(most)
        return tuple(
            record(Remark, row, reason=Reason(row.reason), seen="") for row in self.ledger.all(found)
        )

    def repeated(self, import_id: int) -> tuple[Patient, ...]:
        """Rows of an import under a number that an earlier row had."""
        table = tables.repeated_rows
        found = select(table).where(table.c.import_id == import_id).order_by(table.c.line)
        return tuple(record(Patient, row, leftover_since=None) for row in self.ledger.all(found))

    def share_of_kana(self, reading: str, sex: str | None, birthdate: date | None) -> KanaShare:
        """How often the parts of a reading occur. Years of birth are counted by fives: COHORT is met or passed by four."""
        words = kana.words(reading)
        family = kana.folded(words[0]) if words else ""
        patients = self._patients("family", "", None, None)
        of_family = self._patients("family", family, None, None) if family else 0
        peers = self._patients("given", "", sex, birthdate)
        given = kana.folded("".join(words[1:]))
        of_given = self._patients("given", given, sex, birthdate) if given else peers
        return KanaShare(patients, of_family, peers, of_given)

    def _patients(self, part: str, key: str, sex: str | None, birthdate: date | None) -> int:
        counts = tables.reading_counts
        wanted = [counts.c.part == part, counts.c.kana_key == key]
        if sex is not None and birthdate is not None:
            first, last = (birthdate.year + shift for shift in (-COHORT, COHORT))
            wanted += [counts.c.sex == sex, counts.c.years.between(first // YEARS, last // YEARS)]
        row = self.ledger.first(select(func.coalesce(func.sum(counts.c.patients), 0)).where(*wanted))
        return int(row[0]) if row else 0
