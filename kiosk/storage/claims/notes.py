"""What the claims clerk writes down: calls to patients, the payer chosen for them, and the choices accepted in writing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlalchemy import delete, select

from kiosk.claims.model import Payer
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record


class Reached(Enum):
    """What came of a call to the patient."""

    TOLD = "told"
    """The patient named the insurer, or brings the document."""
    STILL_UNKNOWN = "still_unknown"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Contact:
    """患者への連絡: a call about one visit."""

    visit: str
    day: date
    outcome: Reached
    by: str


@dataclass(frozen=True, slots=True)
class ChoiceAccepted:
    """An unverified choice accepted in writing: `text` is the digest of the wording, `signed` the name written under it."""

    choice: str
    text: str
    signed: str
    by: str
    at: datetime


_HOLDS = select(tables.claim_holds).order_by(tables.claim_holds.c.id)
_CALLS = select(tables.claim_contacts).order_by(tables.claim_contacts.c.id)


@dataclass(frozen=True, slots=True)
class ClaimNotes:
    """Contacts and acceptances are only ever added; a chosen payer may be chosen again until the claim is sent."""

    ledger: Ledger

    def contacted(self, contact: Contact) -> None:
        self.ledger.add(
            tables.claim_contacts,
            visit=contact.visit,
            day=contact.day,
            outcome=contact.outcome.value,
            by=contact.by,
            at=self.ledger.now,
        )

    def contacts(self, visit: str) -> tuple[Contact, ...]:
        """In the order in which they were written down."""
        rows = self.ledger.of(_CALLS, tables.claim_contacts.c.visit, visit)
        return tuple(record(Contact, row, outcome=Reached(row.outcome)) for row in rows)

    def hold_over(self, visit: str, day: date, by: str) -> None:
        self.ledger.add(tables.claim_holds, visit=visit, day=day, by=by, at=self.ledger.now)

    def held_over(self, visit: str) -> tuple[date, ...]:
        """The days on which somebody said so, oldest first."""
        return tuple(row.day for row in self.ledger.of(_HOLDS, tables.claim_holds.c.visit, visit))

    def send_to(self, visit: str, payer: Payer, by: str) -> None:
        """The clinic's own choice for a patient whose kind of insurance stays unknown."""
        table = tables.claim_destinations
        self.ledger.change(delete(table).where(table.c.visit == visit))
        self.ledger.add(table, visit=visit, payer=payer.value, by=by, at=self.ledger.now)

    def destination(self, visit: str) -> Payer | None:
        rows = self.ledger.of(select(tables.claim_destinations), tables.claim_destinations.c.visit, visit)
        return Payer(rows[0].payer) if rows else None

    def read_ahead(self, visits: Collection[str]) -> None:
        """For `contacts`, `held_over` and `destination` of each of them."""
        self.ledger.read_ahead(_CALLS, tables.claim_contacts.c.visit, visits)
        self.ledger.read_ahead(_HOLDS, tables.claim_holds.c.visit, visits)
        chosen = tables.claim_destinations
        self.ledger.read_ahead(select(chosen), chosen.c.visit, visits)

    def accept(self, choices: Iterable[tuple[str, str]], signed: str, by: str) -> None:
        """`choices` as (id, digest of the text as it was read)."""
        at = self.ledger.now
        rows = [
            {"choice": each, "text": text, "signed": signed, "by": by, "at": at} for each, text in choices
        ]
        self.ledger.add_all(tables.choice_acceptances, rows)

    def accepted(self) -> tuple[ChoiceAccepted, ...]:
        table = tables.choice_acceptances
        rows = self.ledger.all(select(table).order_by(table.c.id))
        return tuple(record(ChoiceAccepted, row) for row in rows)
