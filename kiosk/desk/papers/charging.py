"""What to collect in a visit that rests on a declaration, as the desk reads it: never the whole price."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.declaration.model import Declaration
from kiosk.desk.papers.held import held_declaration
from kiosk.evidence.charge import AskShare, ByAge, ByTicket, Declared, charge
from kiosk.evidence.situation import Situation, told_apart
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord


@dataclass(frozen=True, slots=True)
class Collect:
    """`key` is that of the sentence, `percent` what is paid, None when it has to be asked or a ticket says it."""

    key: str
    percent: int | None = None


def collect_of(books: Books, visit: VisitRecord) -> Collect | None:
    """By the form, or by the record that it was deemed on; None for a visit that rests on neither."""
    declaration = _declared(books, visit)
    if declaration is None:
        return None
    answers = books.findings.answers(visit.number)
    situation = told_apart(answers[0]) if answers else Situation.MAY_DECLARE
    match charge(situation, declaration, visit.started_at.date()):
        case Declared(percent=percent, plausible=plausible):
            return Collect("declared" if plausible else "declared_odd", percent)
        case ByAge(percent=percent):
            return Collect("by_age", percent)
        case AskShare():
            return Collect("ask")
        case ByTicket():
            return Collect("by_ticket")


def _declared(books: Books, visit: VisitRecord) -> Declaration | None:
    kept = books.papers.latest(visit.number)
    deemed = books.papers.deemed(visit.number)
    if kept:
        return kept.declaration
    if deemed and visit.patient_id:
        return held_declaration(books, deemed[-1].rests_on, visit.patient_id, visit.started_at.date())
    return None
