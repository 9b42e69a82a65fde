"""What the desk does with a visit that the machines are through with, until a claim can be made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from kiosk.checkin.machine.effects import RecordDeemed
from kiosk.claims import model
from kiosk.clock import Moment
from kiosk.declaration.model import Declaration
from kiosk.desk.acting import NotNow
from kiosk.desk.claims.months import UNSURE, patient_of, told, visit_standing
from kiosk.desk.outage.failure import ask_noted
from kiosk.desk.papers.brought_later import bring_document
from kiosk.desk.standing import ACTS, Act, Standing, next_step, standing
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.evidence.charge import ByAge, ByTicket, Charge, Declared, charge
from kiosk.evidence.kinds import EvidenceKind
from kiosk.evidence.situation import Situation, told_apart
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord
from rehearsal.measure.dead_ends.cases import ONE_DAY, Known
from rehearsal.measure.dead_ends.clinic import Clinic
from rehearsal.measure.dead_ends.coming import Sitting
from rehearsal.measure.dead_ends.people import CHART, DESK, SOMEONE

WEEK = timedelta(days=7)
WHOLE = 100
WORKED_ON = {
    Standing.APPLICATION: Act.ENTER_APPLICATION,
    Standing.QUESTION: Act.ANSWER,
}
MOST_ACTS = 4


class Claim(Enum):
    """What the claim for the visit is made of."""

    CURRENT = "current"
    PAST = "past"
    UNKNOWN = "unknown"
    LATER = "current, once the paper's numbers are typed or brought"
    TICKET = "none to an insurer: by ticket (医療扶助)"


class DeadEnd(Exception):
    """Nobody knows what to do next, or no claim can be made of it."""


def next_of(visit: VisitRecord) -> str:
    return next_step(visit, standing(visit, runs=False))


@dataclass(frozen=True, slots=True)
class Rules:
    """What the walk is held against: the product's own tables and functions, or one with something taken out.

    `named` says whether the desk has a sentence for a key, in every language.
    """

    named: Callable[[str], bool]
    acts: Mapping[Standing, frozenset[Act]] = field(default_factory=lambda: ACTS)
    next_step: Callable[[VisitRecord], str] = next_of
    claim: Callable[[Books, VisitRecord], model.Standing | None] = visit_standing
    charge: Callable[[Situation, Declaration, date], Charge] = charge


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a case ends: its claim, and the keys of the sentences that the desk read on the way."""

    claim: Claim
    steps: tuple[str, ...]


@dataclass
class Follower:
    """One visit, from its first sitting to its claim. Raises DeadEnd."""

    clinic: Clinic
    rules: Rules
    known: Known
    now: Moment
    note: Callable[[str], Sitting] | None
    """Takes the four items down; None for somebody who has no card to copy them from."""
    number: str = ""
    steps: list[str] = field(default_factory=list)

    def follows(self, sittings: tuple[Sitting, ...]) -> Ending:
        """All of a visit, in the clinic's one transaction."""
        with self.clinic.storage.begin():
            self.number = self.clinic.ledger.open_visit("reader", self.now, self._begun_for(sittings))
            for place, sitting in enumerate(sittings):
                if place:
                    self._taken_up(sitting)
                self.clinic.ledger.write(self.number, "Closed", sitting.records, self.now)
            self._worked_on()
            return Ending(self._claimed(), tuple(dict.fromkeys(self.steps)))

    def _begun_for(self, sittings: tuple[Sitting, ...]) -> str | None:
        """At the desk the visit of somebody known is begun for them; at the reader it is nobody's yet."""
        begun_here = sittings[0].lane.value == "desk" and self.known is Known.KNOWN
        return CHART.patient_id if begun_here else None

    # -- the desk --------------------------------------------------------------------------------------------------

    def visit(self) -> VisitRecord:
        with self.clinic.storage.reading() as books:
            return books.visits.find(self.number)

    def _told(self, visit: VisitRecord) -> None:
        """The next step's sentence, which has to be there; and tomorrow somebody still has the visit on a list."""
        key = self.rules.next_step(visit)
        if not self.rules.named(f"desk.next.{key}"):
            raise DeadEnd(f"no sentence for the next step {key!r}")
        if standing(visit, runs=False) is not Standing.CONFIRMED and not self._listed():
            raise DeadEnd(f"left as {visit.outcome}, and on nobody's list the day after")
        self.steps.append(key)

    def _listed(self) -> bool:
        tomorrow = self.now.today + ONE_DAY
        with self.clinic.storage.reading() as books:
            return self.number in books.claims.unbilled(UNSURE, tomorrow)

    def _may(self, act: Act, visit: VisitRecord) -> None:
        stands = standing(visit, runs=False)
        if act not in self.rules.acts.get(stands, frozenset()):
            raise DeadEnd(
                f"{act.value} is what comes next and may not be done where a visit is {stands.value}"
            )

    def _taken_up(self, sitting: Sitting) -> None:
        visit = self.visit()
        self._told(visit)
        deems = any(isinstance(each, RecordDeemed) for each in sitting.records)
        with self.clinic.storage.unit_of_work(self.now.wall) as work:
            if deems and visit.patient_id is None:
                self._may(Act.REASSIGN, visit)
                work.visits.reassign(self.number, CHART.patient_id, DESK, "chosen at the desk")
            self._may(Act.RESUME, visit)
            if visit.outcome is not None:
                work.visits.reopen(self.number, DESK, "taken up again")

    def _worked_on(self) -> None:
        """Whatever waits for the desk is done there, and what was noted is asked when the service is back."""
        for _ in range(MOST_ACTS):
            visit = self.visit()
            self._told(visit)
            stands = standing(visit, runs=False)
            if stands in WORKED_ON:
                self._may(WORKED_ON[stands], visit)
                self._decides(stands)
            elif stands is not Standing.NOTED or not ask_noted(self.clinic.desk(self.now)).answered:
                return
        raise DeadEnd(f"the desk goes round: {', '.join(self.steps)}")

    def _decides(self, stands: Standing) -> None:
        desk = self.clinic.desk(self.now)
        try:
            if stands is Standing.APPLICATION:
                enter_application(desk, self.number, SOMEONE[self.known].person)
            else:
                answer_question(desk, self.number, agrees=True)
        except NotNow as refused:
            raise DeadEnd(f"{stands.value} is refused: {refused.code}") from refused

    # -- the claim -------------------------------------------------------------------------------------------------

    def _claimed(self) -> Claim:
        self._assigned()
        with self.clinic.storage.reading() as books:
            visit = books.visits.find(self.number)
            charged = self._charged(books, visit)
            found = self.rules.claim(books, visit)
        if isinstance(charged, ByTicket):
            if found is not None and not isinstance(found, model.Current):
                raise DeadEnd("billed to an insurer, though the ticket pays")
            return Claim.CURRENT if found else Claim.TICKET
        match found:
            case model.Current():
                return Claim.CURRENT
            case model.Past():
                return Claim.PAST
            case model.Unknown():
                return Claim.UNKNOWN
            case None:
                return self._later(visit)

    def _assigned(self) -> None:
        """Whoever has a chart is billed under its number: a visit that is nobody's yet is given to them at the desk."""
        visit = self.visit()
        with self.clinic.storage.unit_of_work(self.now.wall) as work:
            if self.known is Known.NEW or patient_of(work, visit) is not None:
                return
            self._may(Act.REASSIGN, visit)
            work.visits.reassign(self.number, CHART.patient_id, DESK, "chosen at the desk")

    def _charged(self, books: Books, visit: VisitRecord) -> Charge | None:
        """What is collected while nothing is confirmed: never the whole price."""
        if standing(visit, runs=False) is Standing.CONFIRMED:
            return None
        answers = books.findings.answers(self.number)
        situation = told_apart(answers[-1]) if answers else Situation.MAY_DECLARE
        charged = self.rules.charge(situation, told(books, visit), self.now.today)
        if isinstance(charged, Declared | ByAge) and charged.percent >= WHOLE:
            raise DeadEnd("the whole price is collected")
        return charged

    def _later(self, visit: VisitRecord) -> Claim:
        """Neither numbers nor a declaration: the four items are noted off the card, or the paper's numbers come later."""
        take, self.note = self.note, None
        has_paper = standing(visit, runs=False) is Standing.BY_DOCUMENT
        if take and not has_paper and not self._noted():
            sitting = take(self.number)
            self._taken_up(sitting)
            self.clinic.ledger.write(self.number, "Closed", sitting.records, self.now)
            self._worked_on()
            return self._claimed()
        return self._brought(visit)

    def _noted(self) -> bool:
        with self.clinic.storage.reading() as books:
            return books.outages.noted(self.number) is not None

    def _brought(self, visit: VisitRecord) -> Claim:
        self._may(Act.BRING, visit)
        week = Moment(self.now.wall + WEEK, self.now.ticks)
        try:
            bring_document(
                self.clinic.desk(week), self.number, SOMEONE[self.known].document, EvidenceKind.CERTIFICATE
            )
        except NotNow as refused:
            raise DeadEnd(f"what is brought later is refused: {refused.code}") from refused
        self._worked_on()
        with self.clinic.storage.reading() as books:
            found = self.rules.claim(books, books.visits.find(self.number))
        if not isinstance(found, model.Current):
            raise DeadEnd("no claim, though the paper was brought")
        return Claim.LATER
