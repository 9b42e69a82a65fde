"""The link between a person and a record here: closed by a STOP, remembered once staff have confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.faults import NoSuchRecord, RecordConflict


class SecondPersonNeeded(RecordConflict):
    """A STOP is lifted by somebody else than the one who closed it."""


@dataclass(frozen=True, slots=True)
class MedicalClosure:
    """Medical information of this visit, and of the patient it was held for, stays closed until it is lifted."""

    visit: str
    patient_id: str | None
    rule: str
    closed_at: datetime
    closed_by: str
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lifted_why: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    ledger: Ledger

    def close_medical(self, visit: str, patient_id: str | None, rule: str, by: str) -> None:
        self.ledger.add(
            tables.medical_closures,
            visit=visit,
            patient_id=patient_id,
            rule=rule,
            closed_at=self.ledger.now,
            closed_by=by,
        )

    def lift_medical(self, visit: str, by: str, why: str) -> None:
        """Raises NoSuchRecord when nothing is closed, SecondPersonNeeded when `by` closed it."""
        standing = [each for each in self.closures(visit) if each.lifted_at is None]
        if not standing:
            raise NoSuchRecord(f"nothing is closed for visit {visit}")
        if any(each.closed_by == by for each in standing):
            raise SecondPersonNeeded(f"{by} closed it; somebody else lifts it")
        table = tables.medical_closures
        standing_rows = (table.c.visit == visit) & table.c.lifted_at.is_(None)
        lifted = {"lifted_at": self.ledger.now, "lifted_by": by, "lifted_why": why}
        self.ledger.change(update(table).where(standing_rows).values(**lifted))

    def closures(self, visit: str) -> tuple[MedicalClosure, ...]:
        table = tables.medical_closures
        rows = self.ledger.all(select(table).where(table.c.visit == visit).order_by(table.c.id))
        return tuple(record(MedicalClosure, row) for row in rows)

    def medical_closed(self, visit: str, patient_id: str | None = None) -> bool:
        """Whether a standing closure covers this visit, or this patient in any visit."""
        table = tables.medical_closures
        covers = table.c.visit == visit
        if patient_id is not None:
            covers |= table.c.patient_id == patient_id
        return self.ledger.first(select(table.c.id).where(covers, table.c.lifted_at.is_(None))) is not None

    def remember(self, patient_id: str, digest: str, visit: str, by: str) -> None:
        """Staff confirmed this very difference for this patient; `digest` stands for its values."""
        if digest not in self.remembered(patient_id):
            at = self.ledger.now
            values = {"patient_id": patient_id, "digest": digest, "visit": visit, "at": at, "by": by}
            self.ledger.add(tables.confirmations, **values)

    def forget(self, patient_id: str, digest: str) -> None:
        """A confirmation was taken back: the next time the question is asked again."""
        table = tables.confirmations
        self.ledger.change(delete(table).where(table.c.patient_id == patient_id, table.c.digest == digest))

    def remembered(self, patient_id: str) -> frozenset[str]:
        table = tables.confirmations
        rows = self.ledger.all(select(table.c.digest).where(table.c.patient_id == patient_id))
        return frozenset(row.digest for row in rows)
