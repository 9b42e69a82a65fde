"""The standing lists of the claims clerk: whom to call, what is due, what is late, what came back, what is paid for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from kiosk.claims.ledger import BACK, MOVES, Act, ClaimState
from kiosk.claims.model import Current, Past, Payer, Unknown
from kiosk.clock import Moment
from kiosk.declaration.model import InsuranceKind
from kiosk.desk.claims.choices import ChoiceRow, rows
from kiosk.desk.claims.deadlines import Deadlines, deadlines, is_late
from kiosk.desk.claims.months import UNSURE, by_ticket, patient_of, read_ahead, told, visit_standing
from kiosk.desk.naming import who_is
from kiosk.house import House
from kiosk.storage.claims.claims import ClaimRecord, SentFile
from kiosk.storage.claims.notes import Contact
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord

DUE = tuple(state for state in ClaimState if (state, Act.PAY) in MOVES)
"""What the next transfer pays."""
PAST = "past"
UNKNOWN = "unknown"
TICKET = "ticket"
"""医療扶助 pays: no insurer is billed."""
OPEN = "open"
"""Neither numbers nor a declaration: no claim can be made of it yet."""


@dataclass(frozen=True, slots=True)
class Unbilled:
    """A visit without a confirmed qualification and without a claim. `standing` is past, unknown, ticket or open.

    `kind_open`: nobody knows where the claim belongs, so the clinic may choose; `payer` is what it chose.
    """

    visit: str
    day: date
    patient_id: str
    standing: str
    late: bool
    kind_open: bool
    payer: Payer | None
    contacts: tuple[Contact, ...]
    held_over: tuple[date, ...]
    who: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Returned:
    """A claim that the clinic has back (返戻, 過誤, 請求取消, 受付エラー), and its visits."""

    claim: ClaimRecord
    visits: tuple[str, ...]
    who: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SentAway:
    """A file that left, and the claims in it that matter to the list that it stands in."""

    file: SentFile
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    deadlines: Deadlines
    unbilled: tuple[Unbilled, ...]
    late: tuple[Unbilled, ...]
    returned: tuple[Returned, ...]
    waiting: tuple[SentAway, ...]
    accepted: tuple[SentAway, ...]
    choices: tuple[ChoiceRow, ...]

    @property
    def choices_open(self) -> int:
        return sum(each.accepted is None for each in self.choices)


def claims_page(house: House, now: Moment) -> ClaimsPage:
    with house.storage.reading() as books:
        numbers = books.claims.unbilled(UNSURE, now.today)
        kept = books.visits.find_all(numbers)
        unsure = [kept[number] for number in numbers]
        read_ahead(books, unsure)
        listed = [each for each in (_unbilled(books, visit, now.today) for visit in unsure) if each]
        counts = books.claims.counted()
        return ClaimsPage(
            deadlines(now.today),
            tuple(each for each in listed if not each.late),
            tuple(each for each in listed if each.late),
            _returned(books),
            tuple(SentAway(each, counts.get(each.digest, 0)) for each in books.claims.unanswered()),
            _accepted(books),
            rows(books),
        )


def _unbilled(books: Books, visit: VisitRecord, today: date) -> Unbilled | None:
    """None for a visit whose numbers are known after all: its claim goes the ordinary way."""
    match visit_standing(books, visit):
        case Current():
            return None
        case Past():
            standing = PAST
        case Unknown():
            standing = UNKNOWN
        case None:
            standing = TICKET if by_ticket(books, visit) else OPEN
    who = told(books, visit)
    patient = patient_of(books, visit)
    return Unbilled(
        visit.number,
        visit.started_at.date(),
        patient.patient_id if patient else "",
        standing,
        is_late(visit.started_at.date(), today),
        standing == UNKNOWN and who.insurance_kind in {None, InsuranceKind.UNKNOWN},
        books.claim_notes.destination(visit.number),
        books.claim_notes.contacts(visit.number),
        books.claim_notes.held_over(visit.number),
        who_is(books, visit) or who.name,
        who.phone or (patient.phone if patient else ""),
    )


def _returned(books: Books) -> tuple[Returned, ...]:
    """What the clinic has back, whatever brought it."""
    claims = books.claims.in_state(*(state for state in ClaimState if state in BACK))
    books.claims.read_ahead([each.id for each in claims])
    visits = {each.id: books.claims.visits_of(each.id) for each in claims}
    names = books.of_numbers([number for each in visits.values() for number in each]).names()
    books.patients.read_ahead([each.patient_id for each in claims if each.patient_id], ())
    found = []
    for claim in claims:
        patient = books.patients.by_id(claim.patient_id) if claim.patient_id else None
        named = (names[each] for each in visits[claim.id] if names.get(each))
        found.append(Returned(claim, visits[claim.id], patient.name if patient else next(named, "")))
    return tuple(found)


def _accepted(books: Books) -> tuple[SentAway, ...]:
    """Files of which something is accepted and not paid yet."""
    due = Counter(each.file for each in books.claims.in_state(*DUE))
    files = books.claims.files(due)
    found = [SentAway(files[digest], count) for digest, count in due.items()]
    return tuple(sorted(found, key=lambda each: (each.file.claimed_in, each.file.payer.value)))
