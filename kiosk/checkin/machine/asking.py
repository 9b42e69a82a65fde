"""From the proved holder to the answer: registration, consent, the patient's own items, the query."""

from __future__ import annotations

from dataclasses import asdict, replace

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.conclude import conclude
from kiosk.checkin.machine.effects import (
    AskQualification,
    AskRegistration,
    RecordApplication,
    RecordEvent,
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
    TriedAgain,
)
from kiosk.checkin.machine.noting import LOCAL, ask_later, proved_by, unanswered
from kiosk.checkin.machine.seen import CardSeen, Reason
from kiosk.checkin.machine.turn import Here, Turn, fallback, noted
from kiosk.qualification.grounds import CardProof, Consent


def on(step: steps.Step, event: Numbered, here: Here) -> Turn | None:
    match step, event:
        case steps.Registering(card=card, proof=proof, agreed=agreed), RegistrationKnown(registered=True):
            registered = (RecordEvent("card_registered"),) if agreed else ()
            return noted(_consent(card, proof, here), *registered)
        case steps.Registering(asked=False) as asking, RegistrationKnown(registered=False):
            return Turn(replace(asking, asked=True))
        case steps.Registering(card=card, proof=proof, asked=True, agreed=False), RegistrationDecided(
            agreed=True
        ) if here.facts.failure_mode:
            return ask_later(card, proof.method, here)
        case steps.Registering(asked=True, agreed=False) as asking, RegistrationDecided(agreed=True):
            return Turn(replace(asking, agreed=True), (Register(asking.proof),))
        case steps.Registering(card=card, asked=True, agreed=False), RegistrationDecided(agreed=False):
            return fallback(Reason.NOT_REGISTERED, "", card)
        case steps.Registering() | steps.Querying(), Failed(code=code):
            return unanswered(step, code, here)
        case steps.AskingConsent(card=card, proof=proof), ConsentGiven(consent=consent):
            given = RecordEvent("consent_given", tuple(asdict(consent).items()))
            return noted(_introduce(card, proof, consent, here), given)
        case steps.Introducing(card=card, proof=proof, consent=consent), Introduced(application=application):
            return _query(steps.Querying(proof, consent, card, application), here)
        case steps.Querying(), Answered():
            return conclude(step, event, here.lane)
        case steps.OfferingFallback(again=steps.Registering(card=card, proof=proof)), TriedAgain():
            return registration(card, proof, here, again=True)
        case steps.OfferingFallback(again=steps.Querying() as asked), TriedAgain():
            return _query(asked, here)
        case steps.ShowingResult(settled=settled), Continued():
            return Turn(steps.TakeCard(settled))
        case _:
            return None


def registration(card: CardSeen, proof: CardProof, here: Here, *, again: bool = False) -> Turn:
    """Proved. With the service: is the card registered. Without it: note the four items and ask later."""
    if proof.challenge.token != LOCAL and not here.facts.failure_mode:
        return Turn(steps.Registering(card, proof, again=again), (AskRegistration(proof),))
    return ask_later(card, proof.method, here)


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
    method = proved_by(asked)
    if here.facts.failure_mode and asked.card is not None and method is not None:
        return ask_later(asked.card, method, here, *records)
    if here.facts.failure_mode:
        return fallback(Reason.SERVICE, "", asked.card)
    inquiry = RecordEvent("service_asked", (("grounds", type(asked.grounds).__name__),))
    return Turn(asked, (*records, inquiry, AskQualification(asked.grounds, asked.consent)))
