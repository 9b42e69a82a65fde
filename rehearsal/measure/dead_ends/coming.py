"""What happens at the reader and at the desk, by the check-in's own machine: the world answers, the patient presses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import get_args

from kiosk.checkin.machine import effects, events, steps
from kiosk.checkin.machine.advance import CheckIn, advance
from kiosk.checkin.machine.effects import Effect, Record
from kiosk.checkin.machine.noting import LOCAL
from kiosk.checkin.machine.seen import CardSeen, Choice
from kiosk.checkin.machine.turn import Facts, Lane
from kiosk.checkin.walk import CHALLENGES, NUMBER_B, PHOTO, PIN, Hand
from kiosk.declaration.deemed import Deemed
from kiosk.declaration.model import Declaration
from kiosk.evidence.kinds import EvidenceKind, offered, typed_kinds
from kiosk.qualification.grounds import Challenge, Consent, Method, TypedDocument
from rehearsal.measure.dead_ends.cases import Card, Case, Known, Outage, Paper, Reply, Word
from rehearsal.measure.dead_ends.people import DESK, SOMEONE, Someone, answer, card_seen, verdict

RECORDS = get_args(Record)
ROUND = (steps.OfferingFallback, steps.ShowingEvidence, steps.Declaring, steps.CardTrouble)
WITH_FAILURE_MODE = frozenset({Outage.FAILURE_MODE, Outage.DISASTER})
NO_SERVICE = WITH_FAILURE_MODE | {Outage.SERVICE_DOWN}
CUT_SHORT = frozenset({Outage.READER_GONE, Outage.CUT_OFF})
IN_ORDER = (Choice.FACE, Choice.PIN, Choice.STAFF)
INQUIRY = "inquiry"
WITHOUT_PAPER = frozenset({Reply.ON_ASSISTANCE, Reply.TICKET_MISSING})
"""Whoever lives on public assistance has no insurance to declare: the ticket is asked for instead."""


class Stuck(Exception):
    """The machine stands still, or goes round without an end."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one lane leaves of a visit: its records in order."""

    lane: Lane
    records: tuple[Record, ...]

    @property
    def undated(self) -> tuple[object, ...]:
        """What it leaves, whenever that was: sittings that differ in their days or in the trouble's name alone are alike."""
        kept = (each for each in self.records if not isinstance(each, effects.RecordTrouble))
        return (self.lane, *map(_undated, kept))


def _undated(record: Record) -> object:
    match record:
        case effects.RecordAnswer(answer=said, items=items, comparisons=compared):
            decisions = tuple((sides, report.decision, report.rule) for sides, report in compared)
            return ("answer", said.validity, said.qualifications, items, decisions)
        case effects.RecordNote(note=note):
            return ("note", note.name, note.noted_by)
        case effects.RecordDeclaration(declaration=written, by=by):
            return ("declaration", replace(written, declared_on=None), by)
        case _:
            return record


@dataclass
class Sitter:
    """One lane being played. `visit` is the number under which it is written down."""

    case: Case
    hand: Hand
    visit: str
    deemed: Deemed | None
    lane: CheckIn = field(default_factory=lambda: CheckIn(Lane.READER))
    records: list[Record] = field(default_factory=list)
    gave: bool = False
    """Whether the patient was asked for what they have instead."""

    @property
    def who(self) -> Someone:
        return SOMEONE[self.case.known]

    @property
    def card(self) -> CardSeen | None:
        return getattr(self.lane.step, "card", None)

    def happens(self, event: events.Event) -> tuple[Effect, ...]:
        """One turn; what is to be written of it is kept."""
        facts = Facts(failure_mode=self.case.outage in WITH_FAILURE_MODE, face_attempts=2)
        self.lane, asked = advance(self.lane, event, facts, self.case.now)
        self.records += [each for each in asked if isinstance(each, RECORDS)]
        return asked

    def goes_on(self, event: events.Event) -> None:
        """An event and all that the world answers to what it sets off."""
        asked = self.happens(event)
        while replies := [each for effect in asked if (each := self.replies(effect))]:
            asked = self.happens(replies[-1])

    def sitting(self) -> Sitting:
        return Sitting(self.lane.lane, tuple(self.records))

    # -- the world -------------------------------------------------------------------------------------------------

    def replies(self, effect: Effect) -> events.Event | None:
        seq, case = self.lane.seq, self.case
        match effect:
            case effects.RecogniseCard() if case.card is Card.CHIP_DEAD:
                return events.Failed(seq, "card_mute")
            case effects.RecogniseCard():
                return events.CardRecognised(seq, card_seen(case.card, self.hand))
            case effects.JudgeCertificate():
                return events.CertificateJudged(seq, verdict(case.card))
            case effects.ReadPrintedNumber():
                return events.PrintedNumberRead(seq, NUMBER_B)
            case effects.OpenCard():
                return events.CardOpened(seq, self.who.items, None if case.card is Card.INFANT else PHOTO)
            case effects.LookUpPatient():
                return events.PatientLookedUp(seq, case.known is Known.KNOWN)
            case effects.CompareFace() if case.card is Card.OF_ANOTHER:
                return events.FaceNotMatched(seq, "nearer")
            case effects.CompareFace():
                return events.FaceMatched(seq)
            case effects.SignWithPin() if case.card is Card.PIN_LOCKED:
                return events.PinRefused(seq, 0)
            case effects.SignWithPin() | effects.SignForTerminal():
                return events.CardSigned(seq, self.hand.signature)
            case _:
                return self.service(effect, seq)

    def service(self, effect: Effect, seq: int) -> events.Event | None:
        down = events.Failed(seq, "service_unreachable")
        away = self.case.outage in NO_SERVICE
        match effect:
            case effects.RequestChallenge(local=True):
                return events.ChallengeIssued(seq, Challenge("v", LOCAL, CHALLENGES[1].nonce))
            case effects.RequestChallenge():
                return down if away else events.ChallengeIssued(seq, CHALLENGES[0])
            case effects.AskRegistration():
                return down if away else events.RegistrationKnown(seq, registered=True)
            case effects.AskQualification(grounds=grounds):
                return down if away else self.answered(seq, grounds)
            case _:
                return None

    def answered(self, seq: int, grounds: object) -> events.Answered:
        """A paper's own numbers are right, unless the case says that the service does not know them."""
        paper = self.case.evidence
        typed = isinstance(grounds, TypedDocument) and isinstance(paper, Paper) and paper.confirmed
        reply = Reply.VALID if typed else self.case.reply
        said = answer(reply, self.who, self.visit, f"{INQUIRY}-{len(self.records)}", self.case.now)
        return events.Answered(seq, said, self.who.charts if said.qualifications else ())

    # -- the patient and the desk ------------------------------------------------------------------------------------

    def presses(self) -> events.Event:
        """What somebody does at a step that waits for a person. Raises Stuck where nobody can do anything."""
        seq, step = self.lane.seq, self.lane.step
        match step:
            case steps.Notice():
                return events.NoticeRead(seq)
            case steps.Choosing(offered=offered):
                first = (Choice.PIN, *IN_ORDER) if self.case.card is Card.PIN_LOCKED else IN_ORDER
                return events.MethodChosen(seq, self.wanted(first, offered))
            case steps.EnteringPin():
                return events.PinEntered(seq, PIN)
            case steps.ConfirmingName():
                return events.NameConfirmed(seq, mine=True)
            case steps.AwaitingStaff() if self.case.card is Card.OF_ANOTHER:
                return events.StaffRefused(seq, DESK)
            case steps.AwaitingStaff():
                return events.StaffVouched(seq, Method.STAFF_AT_COUNTER, DESK)
            case steps.AskingConsent():
                return events.ConsentGiven(seq, Consent.everything())
            case steps.Introducing():
                return events.Introduced(seq, self.who.person)
            case steps.CardTrouble():
                return events.FallbackWanted(seq)
            case _:
                raise Stuck(f"nothing to press at {type(step).__name__}")

    def wanted(self, first: tuple[Choice, ...], offered: frozenset[Choice]) -> Choice:
        """Whoever holds another's card does not know its PIN."""
        barred = {Choice.PIN} if self.case.card is Card.OF_ANOTHER else set()
        return next(each for each in first if each in offered - barred)

    def instead(self) -> Iterator[events.Event]:
        """What the patient has instead of an answer, as it is taken down, until something counts."""
        seq, evidence, now = self.lane.seq, self.case.evidence, self.case.now
        assisted = self.case.reply in WITHOUT_PAPER
        match evidence:
            case Paper(kind=EvidenceKind.EARLIER_VISIT):
                stands = EvidenceKind.EARLIER_VISIT in offered(now.today)
                if self.deemed and stands and not assisted:
                    yield events.DeemedDeclared(seq, self.deemed)
            case Paper(kind=kind, confirmed=confirmed):
                if confirmed:
                    yield events.EvidenceSeen(seq, kind, DESK, card=self.card_in_hand)
                if kind in typed_kinds(now.today):
                    yield events.DocumentTyped(seq, self.who.document, kind)
            case Word.DECLARED if not assisted:
                yield events.Declared(seq, self.who.declaration(now), DESK)
            case Word.BLANK if not assisted:
                yield events.Declared(seq, Declaration(), DESK)

    @property
    def card_in_hand(self) -> bool:
        return self.case.card not in {Card.NONE, Card.OF_ANOTHER}

    def gives_instead(self) -> None:
        self.gave = True
        for event in self.instead():
            self.goes_on(event)
            if not isinstance(self.lane.step, ROUND):
                return


MOST_PRESSES = 12


def at_the_reader(case: Case, hand: Hand, visit: str) -> Sitter:
    """From the card on the reader to the end of the visit there, or to the moment at which the machines fail."""
    sitter = Sitter(case, hand, visit, None)
    sitter.goes_on(events.CardInserted(visit))
    for _ in range(MOST_PRESSES):
        if isinstance(sitter.lane.step, steps.ShowingResult):
            return sitter
        if case.outage is Outage.CUT_OFF:
            return sitter
        if case.outage is Outage.READER_GONE:
            sitter.goes_on(events.CardRemoved("reader_gone"))
            return sitter
        if isinstance(sitter.lane.step, steps.OfferingFallback):
            return _offered(sitter)
        sitter.goes_on(sitter.presses())
    raise Stuck(f"no end at {type(sitter.lane.step).__name__}")


def _offered(sitter: Sitter) -> Sitter:
    """The ways round at the glass; whoever has nothing presses for the desk and takes the card."""
    sitter.gives_instead()
    if isinstance(sitter.lane.step, ROUND):
        sitter.goes_on(events.Cancelled(sitter.lane.seq))
        sitter.goes_on(events.CardRemoved())
    return sitter


def begun_at_the_desk(case: Case, hand: Hand, visit: str) -> Sitter:
    """A visit without a card on a reader, before anything was done in it."""
    sitter = Sitter(case, hand, visit, None, CheckIn(Lane.DESK))
    sitter.goes_on(events.DeskStarted(visit))
    return sitter


def at_the_desk(case: Case, hand: Hand, visit: str, deemed: Deemed | None) -> Sitter:
    """What the patient has instead, at the desk; the visit is left when nothing of it counts."""
    sitter = begun_at_the_desk(case, hand, visit)
    sitter.deemed = deemed
    sitter.gives_instead()
    if isinstance(sitter.lane.step, ROUND):
        sitter.goes_on(events.Cancelled(sitter.lane.seq))
    return sitter


def noted(case: Case, hand: Hand, visit: str) -> Sitter:
    """The four items that stand printed on the card, written down at the desk."""
    sitter = begun_at_the_desk(case, hand, visit)
    sitter.goes_on(events.Noted(sitter.lane.seq, sitter.who.note(case.now)))
    return sitter
