"""The ledger of claims: the files sent, the claims in them, and everything that happened to each since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from kiosk.claims.ledger import BACK, MOVES, OUT, SETTLED, Act, ClaimState, NotPossible, moved
from kiosk.claims.model import Payer
from kiosk.storage import tables
from kiosk.storage.book import Ledger, parted, record
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.tables import visits


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
    """A claim of a file that is about to be recorded. `patient_id` is カルテ番号, empty where the claim has none.

    `subject` is a keyed digest of patient, month and insurer; `search_number` 検索番号 of a claim that came back.
    """

    serial: int
    patient_id: str
    treated: str
    standing: str
    points: int
    visits: tuple[str, ...]
    insurer: str = ""
    search_number: str = ""
    subject: str = ""


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
    insurer: str = ""
    search_number: str = ""


@dataclass(frozen=True, slots=True)
class ClaimAct:
    """One line of a claim's history: `day` is when it happened, `at` when it was written down."""

    claim: int
    act: Act
    day: date
    note: str
    by: str
    at: datetime


_ACTS = select(tables.claim_acts).order_by(tables.claim_acts.c.id)
_VISITS = select(tables.claim_visits).order_by(tables.claim_visits.c.visit)


@dataclass(frozen=True, slots=True)
class Claims:
    """A sent file is recorded once: its bytes are its name."""

    ledger: Ledger

    def send(self, file: SentFile, claims: Iterable[NewClaim]) -> bool:
        """Record a file as sent; what the clinic had back of its claims is replaced by it. False when it is known already."""
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
        news = tuple(claims)
        for old in self._alike(news, BACK):
            self.act(old.id, Act.REPLACE, file.sent_at.date(), file.sent_by)
        for each in news:
            self._add(file, each)
        return True

    def out(self, claims: Iterable[NewClaim]) -> tuple[ClaimRecord, ...]:
        """Which earlier sendings of these claims, or of their visits, the payer still has."""
        return self._alike(tuple(claims), OUT)

    def _alike(self, news: tuple[NewClaim, ...], states: Collection[ClaimState]) -> tuple[ClaimRecord, ...]:
        table, link = tables.claims, tables.claim_visits
        here = table.c.state.in_([each.value for each in states])
        found: dict[int, ClaimRecord] = {}
        visits = [visit for each in news for visit in each.visits]
        subjects = [each.subject for each in news if each.subject]
        by_visit = select(table).join(link, link.c.claim == table.c.id)
        for some in parted(visits):
            found |= {each.id: each for each in self._where(by_visit.where(here, link.c.visit.in_(some)))}
        for some in parted(subjects):
            found |= {
                each.id: each for each in self._where(select(table).where(here, table.c.subject.in_(some)))
            }
        return tuple(found[id_] for id_ in sorted(found))

    def act(self, claim: int, act: Act, day: date, by: str, note: str = "") -> ClaimRecord:
        """Something happened to a claim. Raises NotPossible, or NoSuchRecord."""
        table = tables.claims
        found = self._where(select(table).where(table.c.id == claim))
        if not found:
            raise NoSuchRecord(f"no claim {claim}")
        state = moved(found[0].state, act)
        here = (table.c.id == claim) & (table.c.state == found[0].state.value)
        values = {"state": state.value, "changed_at": self.ledger.now}
        if not self.ledger.change(update(table).where(here).values(**values)):
            raise NotPossible(f"claim {claim} is no longer {found[0].state.value}")
        self._write_down(claim, act, day, by, note)
        return replace(found[0], state=state, changed_at=self.ledger.now)

    def history(self, claim: int) -> tuple[ClaimAct, ...]:
        """Oldest first."""
        rows = self.ledger.of(_ACTS, tables.claim_acts.c.claim, claim)
        return tuple(record(ClaimAct, row, act=Act(row.act)) for row in rows)

    def paid_on(self, visit: str) -> date | None:
        """The day of the latest payment among the claims of a visit."""
        acts, link = tables.claim_acts, tables.claim_visits
        paid = select(func.max(acts.c.day)).join(link, link.c.claim == acts.c.claim)
        row = self.ledger.first(paid.where(link.c.visit == visit, acts.c.act == Act.PAY.value))
        return row[0] if row else None

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
        self, digest: str, serial: int, act: Act, by: str, confirmation: str, reason: str
    ) -> ClaimRecord:
        """What the payer says of one claim of a file. Raises NoSuchRecord, or NotPossible."""
        table = tables.claims
        here = (table.c.file == digest) & (table.c.serial == serial)
        found = self._where(select(table).where(here))
        if not found:
            raise NoSuchRecord(f"claim {serial} was not in the file that was sent")
        settled = self.act(found[0].id, act, self.ledger.now.date(), by, confirmation)
        self.ledger.change(update(table).where(here).values(confirmation=confirmation, reason=reason))
        return settled

    def pay(self, digest: str, by: str, day: date | None = None) -> tuple[ClaimRecord, ...]:
        """The transfer for a file has come: what it had accepted is paid. Gives the claims that were."""
        due = [each for each in self.of_file(digest) if (each.state, Act.PAY) in MOVES]
        return tuple(self.act(each.id, Act.PAY, day or self.ledger.now.date(), by) for each in due)

    def of_file(self, digest: str) -> tuple[ClaimRecord, ...]:
        table = tables.claims
        return self._where(select(table).where(table.c.file == digest).order_by(table.c.serial))

    def read_ahead(self, claims: Collection[int]) -> None:
        """For `history` and `visits_of` of each of them."""
        self.ledger.read_ahead(_ACTS, tables.claim_acts.c.claim, claims)
        self.ledger.read_ahead(_VISITS, tables.claim_visits.c.claim, claims)

    def give_reason(self, claim: int, reason: str) -> None:
        """Why it came back, as the payer said."""
        self.ledger.change(update(tables.claims).where(tables.claims.c.id == claim).values(reason=reason))

    def in_state(self, *states: ClaimState) -> tuple[ClaimRecord, ...]:
        """In the order in which they came to one of these."""
        table = tables.claims
        here = table.c.state.in_([each.value for each in states])
        return self._where(select(table).where(here).order_by(table.c.changed_at, table.c.id))

    def files(self, digests: Collection[str]) -> Mapping[str, SentFile]:
        table = tables.claim_files
        found = self.ledger.all(select(table).where(table.c.digest.in_(sorted(digests))))
        return {row.digest: _file(row) for row in found}

    def counted(self) -> Mapping[str, int]:
        """How many claims each file holds."""
        table = tables.claims
        rows = self.ledger.all(select(table.c.file, func.count().label("claims")).group_by(table.c.file))
        return {row.file: row.claims for row in rows}

    def of_visit(self, visit: str) -> tuple[ClaimRecord, ...]:
        """Every claim that a visit was billed with, the latest last."""
        table, link = tables.claims, tables.claim_visits
        billed = select(table).join(link, link.c.claim == table.c.id).where(link.c.visit == visit)
        return self._where(billed.order_by(table.c.id))

    def visits_of(self, claim: int) -> tuple[str, ...]:
        rows = self.ledger.of(_VISITS, tables.claim_visits.c.claim, claim)
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

    def _add(self, file: SentFile, new: NewClaim) -> None:
        values = {
            "file": file.digest,
            "serial": new.serial,
            "patient_id": new.patient_id,
            "treated": new.treated,
            "standing": new.standing,
            "points": new.points,
            "state": ClaimState.SENT.value,
            "confirmation": "",
            "reason": "",
            "changed_at": self.ledger.now,
            "insurer": new.insurer,
            "search_number": new.search_number,
            "subject": new.subject,
        }
        row = self.ledger.first(insert(tables.claims).values(**values).returning(tables.claims.c.id))
        assert row is not None
        links: list[Mapping[str, object]] = [{"claim": row.id, "visit": visit} for visit in new.visits]
        self.ledger.add_all(tables.claim_visits, links)
        self._write_down(row.id, Act.SEND, file.sent_at.date(), file.sent_by, new.search_number)

    def _write_down(self, claim: int, act: Act, day: date, by: str, note: str) -> None:
        self.ledger.add(
            tables.claim_acts, claim=claim, act=act.value, day=day, note=note, by=by, at=self.ledger.now
        )

    def _where(self, wanted: Select[tuple[object, ...]]) -> tuple[ClaimRecord, ...]:
        return tuple(map(_claim, self.ledger.all(wanted)))


def _claim(row: Row[Any]) -> ClaimRecord:
    return record(ClaimRecord, row, state=ClaimState(row.state))


def _file(row: Row[tuple[object, ...]]) -> SentFile:
    return record(SentFile, row, payer=Payer(row.payer))
