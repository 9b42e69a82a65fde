"""What became of each claim: the files sent, the claims in them, and what the payer said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from kiosk.claims.model import Payer
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.tables import visits


class ClaimState(Enum):
    """Where a claim stands. Only a returned one wants something of the clerk."""

    SENT = "sent"
    ACCEPTED = "accepted"
    POOLED = "pooled"
    """Paid, though no insurer was found: all insurers bear it."""
    RETURNED = "returned"
    """返戻."""
    REPLACED = "replaced"
    """Returned, and sent again in a later file."""
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class SentFile:
    """One claim file as it left the clinic; `digest` is the SHA-256 of its bytes, `claimed_in` 請求年月 (YYYYMM)."""

    digest: str
    payer: Payer
    claimed_in: str
    sent_at: datetime
    sent_by: str
    answered_at: datetime | None = None
    answered_by: str | None = None


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim of a file that is about to be recorded. `patient_id` is カルテ番号, empty where the claim has none."""

    serial: int
    patient_id: str
    treated: str
    standing: str
    points: int
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One claim of a sent file. `standing` is current, past or unknown; `confirmation` 確認区分 as it was answered."""

    id: int
    file: str
    serial: int
    patient_id: str
    treated: str
    standing: str
    points: int
    state: ClaimState
    confirmation: str
    reason: str
    changed_at: datetime


SETTLED = frozenset({ClaimState.ACCEPTED, ClaimState.POOLED, ClaimState.PAID})


@dataclass(frozen=True, slots=True)
class Claims:
    """A sent file is recorded once: its bytes are its name."""

    ledger: Ledger

    def send(self, file: SentFile, claims: Iterable[NewClaim]) -> bool:
        """Record a file as sent, and every returned claim that it repeats as replaced. False when it is known already."""
        if self.file(file.digest) is not None:
            return False
        self.ledger.add(
            tables.claim_files,
            digest=file.digest,
            payer=file.payer.value,
            claimed_in=file.claimed_in,
            sent_at=file.sent_at,
            sent_by=file.sent_by,
        )
        for each in claims:
            self._replace_returned(each)
            self._add(file.digest, each)
        return True

    def file(self, digest: str) -> SentFile | None:
        row = self.ledger.first(select(tables.claim_files).where(tables.claim_files.c.digest == digest))
        return _file(row) if row else None

    def unanswered(self) -> tuple[SentFile, ...]:
        table = tables.claim_files
        waiting = select(table).where(table.c.answered_at.is_(None))
        return tuple(
            map(
                _file,
                self.ledger.all(waiting.order_by(table.c.sent_at, table.c.digest)),
            )
        )

    def answered(self, digest: str, by: str) -> bool:
        """True for the first who takes an answer in."""
        table = tables.claim_files
        waiting = (table.c.digest == digest) & table.c.answered_at.is_(None)
        taken = {"answered_at": self.ledger.now, "answered_by": by}
        return self.ledger.change(update(table).where(waiting).values(**taken)) == 1

    def settle(
        self,
        digest: str,
        serial: int,
        state: ClaimState,
        confirmation: str,
        reason: str,
    ) -> ClaimRecord:
        """What the payer says of one claim. Raises NoSuchRecord."""
        table = tables.claims
        here = (table.c.file == digest) & (table.c.serial == serial)
        values = {"state": state.value, "confirmation": confirmation, "reason": reason}
        self.ledger.change(update(table).where(here).values(changed_at=self.ledger.now, **values))
        found = self._where(select(table).where(here))
        if not found:
            raise NoSuchRecord(f"claim {serial} was not in the file that was sent")
        return found[0]

    def pay(self, digest: str) -> tuple[ClaimRecord, ...]:
        """The payer's transfer for this file has come: what it had accepted is paid. Gives the claims that were."""
        table = tables.claims
        due = {ClaimState.ACCEPTED.value, ClaimState.POOLED.value}
        here = (table.c.file == digest) & table.c.state.in_(due)
        paid = {"state": ClaimState.PAID.value, "changed_at": self.ledger.now}
        rows = self.ledger.all(update(table).where(here).values(**paid).returning(table))
        return tuple(sorted(map(_claim, rows), key=lambda each: each.serial))

    def of_file(self, digest: str) -> tuple[ClaimRecord, ...]:
        table = tables.claims
        return self._where(select(table).where(table.c.file == digest).order_by(table.c.serial))

    def in_state(self, state: ClaimState) -> tuple[ClaimRecord, ...]:
        """In the order in which they came to it."""
        table = tables.claims
        return self._where(
            select(table).where(table.c.state == state.value).order_by(table.c.changed_at, table.c.id)
        )

    def of_visit(self, visit: str) -> tuple[ClaimRecord, ...]:
        """Every claim that a visit was billed with, the latest last."""
        table, link = tables.claims, tables.claim_visits
        billed = select(table).join(link, link.c.claim == table.c.id).where(link.c.visit == visit)
        return self._where(billed.order_by(table.c.id))

    def visits_of(self, claim: int) -> tuple[str, ...]:
        link = tables.claim_visits
        rows = self.ledger.all(select(link.c.visit).where(link.c.claim == claim).order_by(link.c.visit))
        return tuple(row.visit for row in rows)

    def settled(self, visit: str) -> bool:
        """Whether the latest claim of this visit is accepted or paid: nothing is left to do about it."""
        claims = self.of_visit(visit)
        return bool(claims) and claims[-1].state in SETTLED

    def unbilled(self, outcomes: Iterable[str], today: date) -> tuple[str, ...]:
        """Visits that ended so, or never ended and are of an earlier day, and are in no claim that was sent; oldest first."""
        link = tables.claim_visits
        billed = select(link.c.visit)
        forgotten = visits.c.outcome.is_(None) & (visits.c.day < today)
        ended = visits.c.outcome.in_(list(outcomes)) | forgotten
        wanted = select(visits.c.number).where(ended, visits.c.number.not_in(billed))
        rows = self.ledger.all(wanted.order_by(visits.c.day, visits.c.serial))
        return tuple(row.number for row in rows)

    def _add(self, digest: str, new: NewClaim) -> None:
        values = {
            "file": digest,
            "serial": new.serial,
            "patient_id": new.patient_id,
            "treated": new.treated,
            "standing": new.standing,
            "points": new.points,
            "state": ClaimState.SENT.value,
            "confirmation": "",
            "reason": "",
            "changed_at": self.ledger.now,
        }
        row = self.ledger.first(insert(tables.claims).values(**values).returning(tables.claims.c.id))
        assert row is not None
        links: list[Mapping[str, object]] = [{"claim": row.id, "visit": visit} for visit in new.visits]
        self.ledger.add_all(tables.claim_visits, links)

    def _replace_returned(self, new: NewClaim) -> None:
        """By its visits: a returned claim may come back under another number, or in two parts."""
        table, link = tables.claims, tables.claim_visits
        repeated = select(link.c.claim).where(link.c.visit.in_(new.visits))
        returned = (table.c.state == ClaimState.RETURNED.value) & table.c.id.in_(repeated)
        replaced = {"state": ClaimState.REPLACED.value, "changed_at": self.ledger.now}
        self.ledger.change(update(table).where(returned).values(**replaced))

    def _where(self, wanted: Select[tuple[object, ...]]) -> tuple[ClaimRecord, ...]:
        return tuple(map(_claim, self.ledger.all(wanted)))


def _claim(row: Row[Any]) -> ClaimRecord:
    return record(ClaimRecord, row, state=ClaimState(row.state))


def _file(row: Row[tuple[object, ...]]) -> SentFile:
    return record(SentFile, row, payer=Payer(row.payer))
