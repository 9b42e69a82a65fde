"""What the desk sees when evidence is brought after the visit: the day of treatment, what was declared, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.checkin.conclude import reason_of
from kiosk.desk.held import held_declaration
from kiosk.desk.sides import single_qualification
from kiosk.evidence.charge import AskShare, ByAge, ByTicket, Declared, charge
from kiosk.evidence.kinds import EvidenceKind, typed_kinds
from kiosk.evidence.situation import Situation, told_apart
from kiosk.house import House
from kiosk.qualification.model import Answer
from kiosk.qualification.today import todays_share
from kiosk.storage.settlements import SettlementKept
from kiosk.storage.unit_of_work import Books


@dataclass(frozen=True, slots=True)
class LaterPage:
    """`paid_share` is what the patient declared or what the age leaves, `due_share` what the answer says; None is unknown.

    `reason` is the key of why the newest answer confirms nothing, empty when it confirms or when there is none.
    """

    treated_on: date
    kinds: tuple[EvidenceKind, ...]
    paid_share: int | None
    due_share: int | None
    reason: str
    settled: tuple[SettlementKept, ...]


def later_page(house: House, number: str) -> LaterPage:
    """Raises NoSuchRecord."""
    with house.storage.reading() as books:
        visit = books.visits.find(number)
        answers = books.findings.answers(number)
        on = visit.started_at.date()
        shown = single_qualification(answers)
        return LaterPage(
            on,
            typed_kinds(on),
            _paid_share(books, number, answers, on),
            todays_share(shown, on).percent if shown else None,
            reason_of(answers[-1]).value if answers and shown is None else "",
            books.settlements.of_visit(number),
        )


def _paid_share(books: Books, number: str, answers: tuple[Answer, ...], on: date) -> int | None:
    """By the form, or by the record that it was deemed on."""
    kept = books.papers.latest(number)
    deemed = books.papers.deemed(number)
    patient = books.visits.find(number).patient_id
    if kept:
        declaration = kept.declaration
    elif deemed and patient:
        declaration = held_declaration(books, deemed[-1].rests_on, patient, on)
    else:
        return None
    situation = told_apart(answers[0]) if answers else Situation.MAY_DECLARE
    match charge(situation, declaration, on):
        case Declared(percent=percent) | ByAge(percent=percent):
            return percent
        case AskShare() | ByTicket():
            return None
