"""Everything that the page of one visit shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kiosk.checkin.conclude import REASONS
from kiosk.checkin.seen import Outcome, Reason
from kiosk.clock import Moment
from kiosk.desk.acting import runs
from kiosk.desk.companions import ASKED, Companion, companion_of
from kiosk.desk.comparison import ComparisonCard, comparison_card
from kiosk.desk.hand_over import is_handed_over
from kiosk.desk.lanes import Offer, lane_of, offer
from kiosk.desk.queue import step_name, who_is
from kiosk.desk.roles import Permission, may
from kiosk.desk.sides import Sides, sides_of, was_remembered
from kiosk.desk.standing import ACTS, Act, Standing, next_step, standing
from kiosk.desk.undoing import first_persons, standing_closers, wanted_by
from kiosk.house import House
from kiosk.intake.model import Patient
from kiosk.qualification.model import Answer, Qualification
from kiosk.qualification.today import TodaysShare, todays_share
from kiosk.storage.accounts import Role
from kiosk.storage.audit import AuditRow
from kiosk.storage.findings import DocumentShown, QuestionAnswered, Vouch
from kiosk.storage.inspection import who
from kiosk.storage.links import MedicalClosure
from kiosk.storage.outages import NotedVisit
from kiosk.storage.papers import DeclarationKept, DeemedDeclaration
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visits import VisitChange, VisitRecord


@dataclass(frozen=True, slots=True)
class Papers:
    """What the visit rests on beside an answer."""

    documents: tuple[DocumentShown, ...] = ()
    declaration: DeclarationKept | None = None
    deemed: tuple[DeemedDeclaration, ...] = ()
    noted: NotedVisit | None = None
    vouches: tuple[Vouch, ...] = ()
    questions: tuple[QuestionAnswered, ...] = ()
    companion: Companion | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer as far as it may be shown.

    `hidden` says that one is there and nothing to compare it with yet, `withheld` that it may be another person's.
    """

    hidden: bool = False
    withheld: bool = False
    answer: Answer | None = field(default=None, repr=False)
    qualification: Qualification | None = field(default=None, repr=False)
    today: TodaysShare | None = None
    comparison: ComparisonCard | None = None


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One visit. `next` is the key of the next step; `seq` the running lane's number, 0 when nothing runs.

    `first_persons` stand behind a STOP or its lifting already: somebody else has to agree.
    """

    visit: VisitRecord
    who: str = field(repr=False)
    standing: Standing
    next: str
    acts: frozenset[Act]
    step: str
    seq: int
    offer: Offer
    shown: Shown
    patient: Patient | None
    candidates: tuple[Patient, ...]
    earlier: tuple[VisitRecord, ...]
    papers: Papers
    closures: tuple[MedicalClosure, ...]
    wanted_by: str | None
    first_persons: frozenset[str]
    changes: tuple[VisitChange, ...]
    audit: tuple[AuditRow, ...]

    def can(self, act: str) -> bool:
        return Act(act) in self.acts


def visit_page(house: House, number: str, role: Role, now: Moment) -> VisitPage:
    """Raises NoSuchRecord. Acts and live offers are empty for a role that may not work on visits."""
    lane = lane_of(house, number)
    rows = who(house.storage, visit=number)
    works = may(role, Permission.WORK)
    with house.storage.reading() as reading:
        visit = reading.visits.find(number)
        sides = sides_of(reading, visit)
        running = runs(house, visit)
        stands = standing(visit, runs=running)
        patient = reading.patients.by_id(visit.patient_id) if visit.patient_id else None
        changes = reading.visits.changes(number)
        answers = reading.findings.answers(number)
        closures = reading.links.closures(number)
        wanted = wanted_by(changes) if stands is Standing.LIFTING else None
        remembered = was_remembered(house.storage, reading, visit, sides.qualification)
        return VisitPage(
            visit=visit,
            who=who_is(reading, visit),
            standing=stands,
            next=_next(visit, answers, running=running, handed_over=is_handed_over(rows)),
            acts=_acts(role, stands),
            step=step_name(lane),
            seq=lane.check_in.seq if lane else 0,
            offer=offer(lane) if lane and works else Offer(),
            shown=_shown(visit, sides, answers, now.today, remembered=remembered),
            patient=patient,
            candidates=sides.candidates,
            earlier=_earlier(reading, visit),
            papers=_papers(reading, number),
            closures=closures,
            wanted_by=wanted,
            first_persons=first_persons(standing_closers(closures), wanted),
            changes=changes,
            audit=rows,
        )


def _acts(role: Role, stands: Standing) -> frozenset[Act]:
    if may(role, Permission.WORK):
        return ACTS[stands]
    return ACTS[stands] & {Act.HAND_OVER} if may(role, Permission.HAND_OVER) else frozenset()


def _next(visit: VisitRecord, answers: tuple[Answer, ...], *, running: bool, handed_over: bool) -> str:
    key = next_step(visit, runs=running, handed_over=handed_over)
    if visit.outcome == Outcome.INACTIVE.value and answers:
        # An answer that came after an outage says more than the outage that the visit was noted for.
        return f"way_round_{REASONS.get(answers[-1].validity, Reason.SERVICE).value}"
    return key


def _shown(
    visit: VisitRecord, sides: Sides, answers: tuple[Answer, ...], today: date, *, remembered: bool
) -> Shown:
    """While a STOP stands, the five items are shown for whoever decides, and nothing else of what may be another's."""
    newest = answers[-1] if answers else None
    if newest is None:
        return Shown()
    if sides.qualification is None:
        return Shown(answer=newest)
    card = comparison_card(sides, remembered=remembered)
    if visit.outcome == Outcome.STOPPED.value:
        return Shown(comparison=card, withheld=True)
    if card is None:
        return Shown(hidden=True)
    share = todays_share(sides.qualification, today)
    return Shown(answer=newest, qualification=sides.qualification, today=share, comparison=card)


def _earlier(reading: Books, visit: VisitRecord) -> tuple[VisitRecord, ...]:
    """Earlier visits of the same patient that a deemed declaration may rest on."""
    if visit.patient_id is None:
        return ()
    confirmed = {Outcome.CONFIRMED.value, Outcome.CONFIRMED_AFTER_QUESTION.value}
    found = reading.visits.of_patient(visit.patient_id)
    return tuple(each for each in found if each.number != visit.number and each.outcome in confirmed)


def _papers(reading: Books, number: str) -> Papers:
    questions = reading.findings.questions(number)
    return Papers(
        reading.findings.documents(number),
        reading.papers.latest(number),
        reading.papers.deemed(number),
        reading.outages.noted(number),
        reading.findings.vouches(number),
        tuple(each for each in questions if each.rule != ASKED),
        companion_of(questions),
    )


def record_viewed(house: House, by: str, role: Role, page: VisitPage, now: Moment) -> None:
    """Looking is an act too: the audit says who looked at whose visit."""
    patient = {"patient": page.visit.patient_id} if page.visit.patient_id else {}
    with house.storage.unit_of_work(now.wall) as work:
        facts = {"by": by, "role": role.value, "page": "visit", **patient}
        work.audit("record_viewed", page.visit.number, facts)
        work.commit()
