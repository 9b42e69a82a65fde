"""The ways round: evidence, declaration, a note to ask later, the desk. There is no dead end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import (
    AskQualification,
    RecordDeclaration,
    RecordDeemed,
    RecordEvent,
    RecordEvidence,
    RecordFound,
    RecordNote,
    RecordTrouble,
    Wipe,
)
from kiosk.checkin.machine.events import (
    Cancelled,
    DeclarationBegun,
    Declared,
    DeemedDeclared,
    DocumentTyped,
    EvidenceOffered,
    EvidenceSeen,
    FallbackWanted,
    Noted,
    Numbered,
    TakenOver,
)
from kiosk.checkin.machine.noting import LATE, unanswered, unproved
from kiosk.checkin.machine.proving import face_lost
from kiosk.checkin.machine.seen import CardSeen, Outcome, Reason, Settled
from kiosk.checkin.machine.turn import Here, Turn, leave, settle, walk_away
from kiosk.evidence.kinds import EvidenceKind, Gives, Suffices, weigh
from kiosk.qualification.grounds import Consent

STAFF_FIRST = frozenset({Reason.SEVERAL, Reason.AID_UNREGISTERED, Reason.ON_ASSISTANCE, Reason.DECEASED})
"""Nothing for the patient to declare: staff speak with them first, and may still take a declaration down."""


def on(step: steps.Step, event: Numbered, here: Here) -> Turn | None:
    match step, event:
        case steps.OfferingFallback(
            again=steps.Registering() | steps.Querying()
        ) as offering, FallbackWanted():
            return Turn(replace(offering, again=None))
        case steps.CardTrouble(code=code, card=card), FallbackWanted():
            return Turn(steps.OfferingFallback(Reason.EQUIPMENT, code, card))
        case steps.CardTrouble(code=code, card=card), _:
            return _way_round(Why(Reason.EQUIPMENT, code), card, event, here)
        case steps.ShowingEvidence(reason=reason, card=card, code=code, noted=noted) | steps.Declaring(
            reason=reason, card=card, code=code, noted=noted
        ), Cancelled():
            return Turn(steps.OfferingFallback(reason, code, card, noted=noted))
        case steps.OfferingFallback(reason=reason, card=card, code=code, noted=noted), EvidenceOffered(
            kind=kind
        ):
            return Turn(steps.ShowingEvidence(reason, kind, card, code, noted))
        case steps.OfferingFallback(reason=reason, card=card, code=code, noted=noted), DeclarationBegun() if (
            reason not in STAFF_FIRST
        ):
            return Turn(steps.Declaring(reason, card, code, noted))
        case (
            (
                steps.OfferingFallback(reason=reason, card=card, code=code)
                | steps.ShowingEvidence(reason=reason, card=card, code=code)
                | steps.Declaring(reason=reason, card=card, code=code)
            ),
            _,
        ):
            return _way_round(Why(reason, code), card, event, here)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Why:
    """Why the straight way is closed: in general, and by which trouble."""

    reason: Reason
    code: str

    def settled(self, outcome: Outcome) -> Settled:
        return Settled(outcome, reason=self.reason, code=self.code)


def _way_round(why: Why, card: CardSeen | None, event: Numbered, here: Here) -> Turn | None:
    match event:
        case DocumentTyped(document=document, kind=kind):
            recorded = RecordEvidence(kind.value, document, document.typed_by)
            if here.facts.failure_mode:
                return settle(here.lane, why.settled(Outcome.CONFIRMED_BY_DOCUMENT), recorded)
            nothing = Consent.nothing()
            inquiry = RecordEvent("service_asked", (("grounds", type(document).__name__),))
            return Turn(
                steps.Querying(document, nothing, card),
                (recorded, inquiry, AskQualification(document, nothing)),
            )
        case EvidenceSeen(kind=kind, by=by, card=shown) if stands(
            kind, here, card=shown or card_was_shown(why.reason, card)
        ):
            return settle(
                here.lane,
                why.settled(Outcome.CONFIRMED_BY_DOCUMENT),
                RecordEvidence(kind.value, None, by),
            )
        case Declared(declaration=declaration, by=by):
            return settle(here.lane, why.settled(Outcome.DECLARED), RecordDeclaration(declaration, by))
        case DeemedDeclared(deemed=deemed):
            return settle(
                here.lane,
                why.settled(Outcome.DEEMED_DECLARED),
                RecordDeemed(deemed.heard_by, deemed.record),
            )
        case Noted(note=note):
            return settle(here.lane, why.settled(Outcome.NOTED_IN_OUTAGE), RecordNote(note))
        case _:
            return None


def card_was_shown(reason: Reason, card: CardSeen | None) -> bool:
    """Whether the card on the reader counts as the patient's: one that nobody proved to be theirs does not by itself."""
    return card is not None and reason is not Reason.NOT_IDENTIFIED


def stands(kind: EvidenceKind, here: Here, *, card: bool) -> bool:
    """Whether what was shown stands by itself today. The clinic's own record never does: it takes a deemed declaration."""
    match weigh(kind, here.now.today, card=card):
        case Suffices(rule=rule):
            return rule.gives is Gives.NUMBERS
        case _:
            return False


def overdue(step: steps.Step, here: Here) -> Turn:
    """The step's time is over: a person walks away, a machine of ours has failed."""
    match step:
        case steps.ShowingResult(settled=settled):
            return Turn(steps.TakeCard(settled))
        case steps.TakeCard(settled=settled):
            return Turn(steps.CardLeft(settled), (RecordTrouble("card_left"), RecordFound(), Wipe()))
        case steps.CapturingFace(card=card, failed=failed):
            return face_lost(card, failed, "face_lost")
        case steps.Reading(card=card):
            return Turn(steps.CardTrouble("reader_silent", card), (RecordTrouble("reader_silent"),))
        case steps.Proving(challenge=None):
            return unproved(step, LATE, here)
        case steps.Proving(card=card):
            return Turn(steps.CardTrouble("card_mute", card), (RecordTrouble("card_mute"),))
        case steps.Registering(asked=False) | steps.Registering(agreed=True) | steps.Querying():
            return unanswered(step, LATE, here)
        case _:
            return leave(here.lane, step)


def taken_over(step: steps.Step, event: TakenOver | Cancelled, here: Here) -> Turn | None:
    """From any step with the result still open, the desk may take the patient, and the patient may give up."""
    match step, event:
        case (
            (steps.Attract() | steps.ShowingResult() | steps.TakeCard() | steps.CardLeft() | steps.Closed()),
            _,
        ):
            return None
        case _, TakenOver():
            left = walk_away(step)
            taken = Settled(Outcome.HANDED_TO_STAFF, reason=left.reason, waits_for="desk", code=left.code)
            return settle(here.lane, taken)
        case _, Cancelled():
            return leave(here.lane, step)
