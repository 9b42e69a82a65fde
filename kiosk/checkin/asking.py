"""From the proved holder to the answer: registration, consent, the patient's own items, the query."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.checkin import steps
from kiosk.checkin.conclude import conclude
from kiosk.checkin.effects import AskQualification, AskRegistration, RecordApplication, RecordNote, Register
from kiosk.checkin.events import (
    Answered,
    ConsentGiven,
    Continued,
    Failed,
    Introduced,
    Numbered,
    RegistrationDecided,
    RegistrationKnown,
)
from kiosk.checkin.seen import CardItems, CardSeen, Outcome, Reason, Settled
from kiosk.checkin.turn import Here, Turn, fallback, settle
from kiosk.matching.report import Person
from kiosk.qualification.grounds import CardProof, Consent, Grounds, OutageNote

LOCAL = "local"
"""Token of a challenge that this kiosk made itself; the service does not know it."""


def on(step: steps.Step, event: Numbered, here: Here) -> Turn | None:
    match step, event:
        case steps.Registering(card=card, proof=proof), RegistrationKnown(registered=True):
            return _consent(card, proof)
        case steps.Registering(asked=False) as asking, RegistrationKnown(registered=False):
            return Turn(replace(asking, asked=True))
        case steps.Registering(asked=True, agreed=False) as asking, RegistrationDecided(agreed=True):
            return Turn(replace(asking, agreed=True), (Register(asking.proof),))
        case steps.Registering(card=card, asked=True, agreed=False), RegistrationDecided(agreed=False):
            return fallback(Reason.NOT_REGISTERED, "", card)
        case steps.Registering(card=card), Failed(code=code):
            return fallback(Reason.SERVICE, code, card)
        case steps.AskingConsent(card=card, proof=proof), ConsentGiven(consent=consent):
            return _introduce(card, proof, consent)
        case steps.Introducing(card=card, proof=proof, consent=consent), Introduced(application=application):
            return _query(proof, consent, card, application)
        case steps.Querying(), Answered():
            return conclude(step, event, here.lane)
        case steps.Querying(card=card), Failed(code=code):
            return fallback(Reason.SERVICE, code, card)
        case steps.ShowingResult(settled=settled), Continued():
            return Turn(steps.TakeCard(settled))
        case _:
            return None


def registration(card: CardSeen, proof: CardProof, here: Here) -> Turn:
    """Proved. With the service: is the card registered. Without it: note the four items and ask later."""
    if proof.challenge.token != LOCAL and not here.facts.failure_mode:
        return Turn(steps.Registering(card, proof), (AskRegistration(proof),))
    if card.items is None:
        return fallback(Reason.SERVICE, "note_at_desk", card)
    note = note_of(card.items, here.now.wall)
    return settle(here.lane, Settled(Outcome.NOTED_IN_OUTAGE, reason=Reason.SERVICE), RecordNote(note))


def note_of(items: CardItems, at: datetime) -> OutageNote:
    """The four printed items, as the chip gave them, for asking after the outage."""
    return OutageNote(items.name, items.birthdate, items.sex, items.address, noted_by="card", noted_at=at)


def _consent(card: CardSeen, proof: CardProof) -> Turn:
    if proof.eligibility_only:
        return _introduce(card, proof, Consent.nothing())
    return Turn(steps.AskingConsent(card, proof))


def _introduce(card: CardSeen, proof: CardProof, consent: Consent) -> Turn:
    if card.known_here is False:
        return Turn(steps.Introducing(card, proof, consent))
    return _query(proof, consent, card, None)


def _query(grounds: Grounds, consent: Consent, card: CardSeen | None, application: Person | None) -> Turn:
    records = (RecordApplication(application),) if application else ()
    return Turn(
        steps.Querying(grounds, consent, card, application), (*records, AskQualification(grounds, consent))
    )
