"""Everything that the page of one visit shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.checkin.machine.conclude import reason_of
from kiosk.checkin.machine.seen import Outcome
from kiosk.clock import Moment
from kiosk.companion.tomorrow import Line
from kiosk.desk.acting import stands
from kiosk.desk.cases.working import CasePage, cases_over_visit
from kiosk.desk.hand_over import is_handed_over, stays_here
from kiosk.desk.lanes import Offer, lane_of, offer
from kiosk.desk.naming import who_is
from kiosk.desk.papers.charging import Collect, collect_of
from kiosk.desk.papers.held import due_of, earlier_visits
from kiosk.desk.papers.same_document import SameDocument, last_document
from kiosk.desk.sides import sides_of, was_remembered
from kiosk.desk.staff.roles import Permission, may
from kiosk.desk.standing import ACTS, Act, Standing, next_step
from kiosk.desk.undoing import given_before
from kiosk.desk.visit.by_itself import Facts, Waits, waits_for
from kiosk.desk.visit.companions import ASKED, Companion, companion_of
from kiosk.desk.visit.consent import RULE, Consent, consent_of
from kiosk.desk.visit.last_time import last_time
from kiosk.desk.visit.queue import OPEN, step_name, trouble_of
from kiosk.desk.visit.shown import Shown, is_second, shown_of, withheld
from kiosk.evidence.kinds import EvidenceKind, EvidenceRule, rules_on, typed_kinds
from kiosk.house import House
from kiosk.intake.model import Patient
from kiosk.outage.disaster import Disaster, SpokenConsent, in_force
from kiosk.qualification.grounds import Method
from kiosk.qualification.model import Answer
from kiosk.storage.audit.chain import AuditRow
from kiosk.storage.claims.claims import ClaimRecord
from kiosk.storage.inspection import who
from kiosk.storage.outage.outages import NotedVisit, NoteState
from kiosk.storage.papers.papers import DeclarationDisposed, DeclarationKept, DeemedDeclaration
from kiosk.storage.papers.settlements import SettlementKept
from kiosk.storage.staff.accounts import Role
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.findings import DocumentShown, QuestionAnswered, Vouch
from kiosk.storage.visit.found import FoundCard
from kiosk.storage.visit.tries import to_be_told
from kiosk.storage.visit.visits import VisitChange, VisitRecord
from kiosk.troubles import Trouble


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
    disposed: tuple[DeclarationDisposed, ...] = ()
    settled: tuple[SettlementKept, ...] = ()
    collect: Collect | None = None
    disaster: Disaster | None = None
    """The one that was in force on the day of the visit."""
    spoken: SpokenConsent | None = None
    liveness: str = ""
    """Proved by face: `turned` or `not_checked`; else nothing."""

    @property
    def drafted(self) -> bool:
        """Whether the note is what a card said whose holder nobody has proved."""
        return self.noted is not None and self.noted.state is NoteState.DRAFT


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One visit. `next` is the key of the next step; `seq` the running lane's number, 0 when nothing runs.

    `failed` counts proofs with this card that failed today; `cases` keep medical information of this link closed.
    """

    visit: VisitRecord
    who: str = field(repr=False)
    standing: Standing
    next: str
    acts: frozenset[Act]
    trouble: Trouble | None
    failed: int
    step: str
    seq: int
    offer: Offer
    shown: Shown
    patient: Patient | None
    candidates: tuple[Patient, ...]
    earlier: tuple[VisitRecord, ...]
    papers: Papers
    cases: tuple[CasePage, ...]
    changes: tuple[VisitChange, ...]
    audit: tuple[AuditRow, ...]
    claims: tuple[ClaimRecord, ...]
    waits: Waits | None = None
    found: FoundCard | None = None
    consent: Consent | None = None
    same: SameDocument | None = None
    due: tuple[Line, ...] = ()
    """What the last visit says that has to be asked for today."""

    @property
    def kinds(self) -> tuple[EvidenceKind, ...]:
        """What may be shown for the day of this visit."""
        return typed_kinds(self.visit.started_at.date())

    @property
    def rules(self) -> tuple[EvidenceRule, ...]:
        """Why those, for the desk: the rows of the table that cover the day of this visit."""
        return rules_on(self.visit.started_at.date())

    @property
    def troubled(self) -> bool:
        """Whether the trouble is what the desk works on next, or a part of the story."""
        return self.trouble is not None and self.standing in OPEN

    @property
    def given_before(self) -> str | None:
        """Whose chart it was before the desk gave the visit to another."""
        return given_before(self.changes)

    def can(self, act: str) -> bool:
        return Act(act) in self.acts


def visit_page(house: House, number: str, role: Role, now: Moment, by: str = "") -> VisitPage:
    """Raises NoSuchRecord. Acts and live offers are empty for a role that may not work on visits; `by` is who looks."""
    lane = lane_of(house, number)
    rows = who(house.storage, visit=number)
    works = may(role, Permission.WORK)
    with house.storage.reading() as reading:
        visit = reading.visits.find(number)
        sides = sides_of(reading, visit, house.ports.comparing)
        at = stands(house, reading, visit)
        patient = reading.patients.by_id(visit.patient_id) if visit.patient_id else None
        changes = reading.visits.changes(number)
        answers = reading.findings.answers(number)
        cases = cases_over_visit(reading, visit, now.today)
        papers = _papers(reading, visit)
        remembered = was_remembered(house.storage, reading, visit, sides.qualification)
        earlier = earlier_visits(reading, visit)
        last = last_time(reading, earlier, patient, sides.qualification, visit.started_at.date())
        done = frozenset(row.kind for row in rows)
        return VisitPage(
            visit=visit,
            who=who_is(reading, visit),
            standing=at,
            next=_next(
                visit,
                answers,
                at,
                handed_over=is_handed_over(rows),
                claim_accepted=reading.claims.settled(number),
                drafted=papers.drafted,
            ),
            acts=_acts(role, at) - ({Act.HAND_OVER} if stays_here(house, visit) else set()),
            trouble=trouble_of(visit, lane),
            failed=to_be_told(number, reading.tries.of_day(visit.started_at.date())),
            step=step_name(lane),
            seq=lane.check_in.seq if lane else 0,
            offer=offer(lane) if lane and works else Offer(),
            shown=shown_of(
                sides,
                answers,
                now.today,
                withheld=withheld(visit, answers, cases),
                masked=may(role, Permission.LIFT) and is_second(by, cases),
                remembered=remembered,
                last=last,
                order=house.settings.receipt.copy_order,
            ),
            waits=waits_for(Facts(visit, answers[-1] if answers else None, changes, last, done))
            if at is Standing.CONFIRMED
            else None,
            patient=patient,
            candidates=sides.candidates,
            earlier=earlier,
            papers=papers,
            claims=reading.claims.of_visit(number),
            found=reading.found.of(number),
            same=last_document(reading, earlier, now.today),
            due=due_of(reading, visit, patient),
            consent=consent_of(answers, reading.findings.questions(number)),
            cases=cases,
            changes=changes,
            audit=rows,
        )


def _acts(role: Role, at: Standing) -> frozenset[Act]:
    if may(role, Permission.WORK):
        return ACTS[at]
    return ACTS[at] & {Act.HAND_OVER} if may(role, Permission.HAND_OVER) else frozenset()


def _next(
    visit: VisitRecord,
    answers: tuple[Answer, ...],
    at: Standing,
    *,
    handed_over: bool,
    claim_accepted: bool,
    drafted: bool,
) -> str:
    key = next_step(visit, at, handed_over=handed_over, claim_accepted=claim_accepted, drafted=drafted)
    if key.startswith("way_round") and visit.outcome == Outcome.INACTIVE.value and answers:
        # An answer that came after an outage says more than the outage that the visit was noted for.
        return f"way_round_{reason_of(answers[-1]).value}"
    return key


def _papers(reading: Books, visit: VisitRecord) -> Papers:
    number = visit.number
    questions = reading.findings.questions(number)
    return Papers(
        reading.findings.documents(number),
        reading.papers.latest(number),
        reading.papers.deemed(number),
        reading.outages.noted(number),
        reading.findings.vouches(number),
        tuple(each for each in questions if each.rule not in {ASKED, RULE}),
        companion_of(questions),
        reading.papers.disposals(number),
        reading.settlements.of_visit(number),
        collect_of(reading, visit),
        in_force(reading.emergencies.disasters(), visit.started_at.date()),
        reading.emergencies.said(number),
        reading.camera_tries.liveness(number) if visit.method is Method.FACE else "",
    )


def record_viewed(house: House, by: str, role: Role, page: VisitPage, now: Moment) -> None:
    """Looking is an act too: the audit says who looked at whose visit."""
    patient = {"patient": page.visit.patient_id} if page.visit.patient_id else {}
    with house.storage.unit_of_work(now.wall) as work:
        facts = {"by": by, "role": role.value, "page": "visit", **patient}
        work.audit("record_viewed", page.visit.number, facts)
        work.commit()
