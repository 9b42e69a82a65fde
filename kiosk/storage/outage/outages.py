"""Failure mode as it was switched, and the visits noted while it was on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import Row, delete, select, update

from kiosk.outage.mode import FailureMode, Off, switch_on
from kiosk.qualification.grounds import OutageNote
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.facts import from_json, to_json


class NoteState(Enum):
    DRAFT = "draft"
    """What a card said whose holder nobody has proved: it is not asked, and leaves with its day."""
    NOTED = "noted"
    ASKED = "asked"
    ANSWERED = "answered"


OPEN = (NoteState.NOTED.value, NoteState.ASKED.value)
"""Notes that wait for an answer."""


@dataclass(frozen=True, slots=True)
class NotedVisit:
    """A visit to be asked again: always with this `identifier`, so that the service sees one inquiry."""

    visit: str
    identifier: str
    note: OutageNote
    state: NoteState
    noted_at: datetime
    phone: str = field(default="", repr=False)
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    taken_by: str | None = None
    """The station that is asking it, until `taken_until` by the database's clock; after that another one may."""
    taken_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Switch:
    """One press of the failure-mode switch."""

    at: datetime
    on: bool
    by: str
    why: str


def _read(row: Row[object]) -> NotedVisit:
    return record(NotedVisit, row, note=from_json(OutageNote, row.body), state=NoteState(row.state))


def _items(note: OutageNote) -> tuple[object, ...]:
    return note.name, note.birthdate, note.sex, note.address


@dataclass(frozen=True, slots=True)
class Outages:
    ledger: Ledger

    def note(self, visit: str, identifier: str, note: OutageNote, phone: str = "") -> str:
        """The identifier that the note is asked under. Raises RecordConflict when another visit has it.

        A visit that was taken up again may be noted anew. The same four items that nobody has answered stay the same
        question under their first identifier; anything else is another question.
        """
        kept = self.noted(visit)
        values = {
            "noted_at": self.ledger.now,
            "state": NoteState.NOTED.value,
            "body": to_json(note),
            "phone": phone,
        }
        if kept is None:
            self.ledger.add(tables.outage_notes, visit=visit, identifier=identifier, **values)
            return identifier
        if kept.state is not NoteState.ANSWERED and _items(kept.note) == _items(note):
            identifier = kept.identifier
        table = tables.outage_notes
        anew = values | {"identifier": identifier, "answered_at": None, "taken_by": None, "taken_until": None}
        self.ledger.change(update(table).where(table.c.visit == visit).values(**anew))
        return identifier

    def draft(self, visit: str, identifier: str, note: OutageNote) -> None:
        """Keep what the card said until somebody is proved; a note that stands is left alone."""
        if self.noted(visit) is None:
            self.note(visit, identifier, note)
            self._move(visit, NoteState.DRAFT)

    def confirm_draft(self, visit: str) -> str | None:
        """The draft becomes a note; gives its identifier, or None where there is no draft."""
        kept = self.noted(visit)
        if kept is None or kept.state is not NoteState.DRAFT:
            return None
        self._move(visit, NoteState.NOTED)
        return kept.identifier

    def drafts(self) -> frozenset[str]:
        """The visits that have one."""
        table = tables.outage_notes
        found = select(table.c.visit).where(table.c.state == NoteState.DRAFT.value)
        return frozenset(row.visit for row in self.ledger.all(found))

    def drop_draft(self, visit: str) -> None:
        """The same person checked in under another number."""
        table = tables.outage_notes
        drafted = (table.c.visit == visit) & (table.c.state == NoteState.DRAFT.value)
        self.ledger.change(delete(table).where(drafted))

    def drop_drafts(self, before: datetime) -> tuple[str, ...]:
        """Drafts of earlier days leave; gives their visits."""
        table = tables.outage_notes
        old = (table.c.state == NoteState.DRAFT.value) & (table.c.noted_at < before)
        gone = tuple(row.visit for row in self.ledger.all(select(table.c.visit).where(old)))
        if gone:
            self.ledger.change(delete(table).where(old))
        return gone

    def noted(self, visit: str) -> NotedVisit | None:
        rows = self.ledger.of(select(tables.outage_notes), tables.outage_notes.c.visit, visit)
        return _read(rows[0]) if rows else None

    def read_ahead(self, visits: Collection[str]) -> None:
        """For `noted` of each of them."""
        self.ledger.read_ahead(select(tables.outage_notes), tables.outage_notes.c.visit, visits)

    def waiting(self) -> tuple[NotedVisit, ...]:
        """Those without an answer, in the order in which they were noted."""
        table = tables.outage_notes
        open_notes = select(table).where(table.c.state.in_(OPEN))
        return tuple(map(_read, self.ledger.all(open_notes.order_by(table.c.noted_at, table.c.visit))))

    def take_next(self, station: str, hold: timedelta, after: NotedVisit | None) -> NotedVisit | None:
        """The oldest open note behind `after` that no station is asking now: it is `station`'s for the time of `hold`.

        Two stations never get the same one: a row that another transaction holds is passed over. Nor is a visit asked about
        that still runs: its own second try may bring the answer, and its end would write over ours.
        """
        table, now = tables.outage_notes, self.ledger.clock()
        free = table.c.taken_until.is_(None) | (table.c.taken_until <= now)
        over = select(tables.visits.c.number).where(tables.visits.c.outcome.is_not(None))
        wanted = select(table).where(table.c.state.in_(OPEN), free, table.c.visit.in_(over))
        if after is not None:
            behind = (table.c.noted_at > after.noted_at) | (
                (table.c.noted_at == after.noted_at) & (table.c.visit > after.visit)
            )
            wanted = wanted.where(behind)
        oldest = wanted.order_by(table.c.noted_at, table.c.visit).limit(1)
        row = self.ledger.first(oldest.with_for_update(skip_locked=True))
        if row is None:
            return None
        self._move(
            row.visit, NoteState.ASKED, asked_at=self.ledger.now, taken_by=station, taken_until=now + hold
        )
        return self.noted(row.visit)

    def let_go(self, visit: str) -> None:
        """Nobody is asking it any longer; it waits for the next pass."""
        self._move(visit, NoteState.ASKED, taken_by=None, taken_until=None)

    def answered(self, visit: str, identifier: str) -> bool:
        """True for the first who says so; False when an answer is recorded already, or the visit was noted anew."""
        open_still = self.noted(visit)
        if open_still is None or open_still.identifier != identifier:
            return False
        return self._move(visit, NoteState.ANSWERED, answered_at=self.ledger.now)

    def switch(self, *, on: bool, by: str, why: str) -> None:
        self.ledger.add(tables.failure_switches, at=self.ledger.now, on=on, by=by, why=why)

    def switches(self) -> tuple[Switch, ...]:
        rows = self.ledger.all(select(tables.failure_switches).order_by(tables.failure_switches.c.id))
        return tuple(record(Switch, row) for row in rows)

    def mode(self) -> FailureMode:
        """What the last switch says; switching on twice counts from the first."""
        mode: FailureMode = Off()
        for switch in self.switches():
            mode = switch_on(mode, switch.by, switch.why, switch.at) if switch.on else Off()
        return mode

    def _move(self, visit: str, state: NoteState, **changed: object) -> bool:
        table = tables.outage_notes
        still_open = (table.c.visit == visit) & (table.c.state != NoteState.ANSWERED.value)
        return self.ledger.change(update(table).where(still_open).values(state=state.value, **changed)) == 1
