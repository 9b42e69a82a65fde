"""From the proved holder to the answer: registration, consent, the patient's own items, the query."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.conclude import conclude
from kiosk.checkin.machine.effects import (
    AskQualification,
    AskRegistration,
    Effect,
    RecordApplication,
    RecordEvent,
    RecordNote,
    Register,
)
from kiosk.checkin.machine.events import (
    Answered,
    ConsentGiven,
    Continued,
    Failed,
    Introduced,
    Numbered,
    RegistrationDecided,
    RegistrationKnown,
)
from kiosk.checkin.machine.seen import CardItems, CardSeen, Outcome, Reason, Settled
from kiosk.checkin.machine.turn import Here, Turn, fallback, noted, settle
from kiosk.qualification.grounds import CardProof, Consent, OutageNote

LOCAL = "local"
"""Token of a challenge that this kiosk made itself; the service does not know it."""


def on(step: steps.Step, event: Numbered, here: Here) -> Turn | None:
    match step, event:
        case steps.Registering(card=card, proof=proof, agreed=agreed), RegistrationKnown(registered=True):
            registered = (RecordEvent("card_registered"),) if agreed else ()
            return noted(_consent(card, proof, here), *registered)
        case steps.Registering(asked=False) as asking, RegistrationKnown(registered=False):
            return Turn(replace(asking, asked=True))
        case steps.Registering(card=card, asked=True, agreed=False), RegistrationDecided(agreed=True) if (
            here.facts.failure_mode
        ):
            return _ask_later(card, here)
        case steps.Registering(asked=True, agreed=False) as asking, RegistrationDecided(agreed=True):
            return Turn(replace(asking, agreed=True), (Register(asking.proof),))
        case steps.Registering(card=card, asked=True, agreed=False), RegistrationDecided(agreed=False):
            return fallback(Reason.NOT_REGISTERED, "", card)
        case steps.Registering(card=card), Failed(code=code):
            return fallback(Reason.SERVICE, code, card)
        case steps.AskingConsent(card=card, proof=proof), ConsentGiven(consent=consent):
            given = RecordEvent("consent_given", tuple(asdict(consent).items()))
            return noted(_introduce(card, proof, consent, here), given)
        case steps.Introducing(card=card, proof=proof, consent=consent), Introduced(application=application):
            return _query(steps.Querying(proof, consent, card, application), here)
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
    return _ask_later(card, here)


def _ask_later(card: CardSeen, here: Here, *records: Effect) -> Turn:
    if card.items is None:
        return fallback(Reason.SERVICE, "note_at_desk", card, *records)
    note = RecordNote(note_of(card.items, here.now.wall))
    return settle(here.lane, Settled(Outcome.NOTED_IN_OUTAGE, reason=Reason.SERVICE), *records, note)


def note_of(items: CardItems, at: datetime) -> OutageNote:
    """The four printed items, as the chip gave them, for asking after the outage."""
    return OutageNote(items.name, items.birthdate, items.sex, items.address, noted_by="card", noted_at=at)


def _consent(card: CardSeen, proof: CardProof, here: Here) -> Turn:
    if proof.eligibility_only:
        return _introduce(card, proof, Consent.nothing(), here)
    return Turn(steps.AskingConsent(card, proof))


def _introduce(card: CardSeen, proof: CardProof, consent: Consent, here: Here) -> Turn:
    if card.known_here is False:
        return Turn(steps.Introducing(card, proof, consent))
    return _query(steps.Querying(proof, consent, card), here)


def _query(asked: steps.Querying, here: Here) -> Turn:
    """Failure mode may have been switched on since the holder was proved: then nobody is asked now."""
    records = (RecordApplication(asked.application),) if asked.application else ()
    if here.facts.failure_mode and asked.card is not None:
        return _ask_later(asked.card, here, *records)
    inquiry = RecordEvent("service_asked", (("grounds", type(asked.grounds).__name__),))
    return Turn(asked, (*records, inquiry, AskQualification(asked.grounds, asked.consent)))
