"""What a persona and the receptionist do at each step, by the persona's script. Pure: a step in, an act out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hardware_mocks.personas.model import Persona
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.seen import Choice
from kiosk.declaration.model import Declaration
from kiosk.evidence.kinds import EvidenceKind
from kiosk.matching.report import Person
from kiosk.qualification.grounds import Consent, Method, TypedDocument

RECEPTIONIST = "uketsuke"


class TakeTheCard:
    """Not an event of the screen: the patient takes the card off the reader."""


class Nothing:
    """Wait: somebody else is at work."""


Act = events.Event | TakeTheCard | Nothing


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts, and by which method the patient wants to be proved."""

    persona: Persona
    method: str
    number_b: str
    today: date


def act(check_in: CheckIn, cast: Cast) -> Act:
    """The next thing that patient or receptionist does."""
    seq = check_in.seq
    match check_in.step:
        case steps.EnteringCardNumber(wrong=False):
            return events.NumberBEntered(seq, cast.number_b)
        case steps.EnteringCardNumber():
            return events.NumberBSkipped(seq)
        case steps.Notice():
            return events.NoticeRead(seq)
        case steps.Choosing() as choosing:
            return events.MethodChosen(seq, _choice(choosing, cast))
        case steps.EnteringPin(wrong=False):
            return events.PinEntered(seq, cast.persona.card.pin if cast.persona.card else "")
        case steps.EnteringPin():
            return events.OtherMethod(seq)
        case steps.AwaitingStaff():
            return _staff_look(seq, cast.persona.script)
        case steps.ConfirmingName():
            return events.NameConfirmed(seq, mine=True)
        case steps.Registering(asked=True, agreed=False):
            return events.RegistrationDecided(seq, agreed=bool(cast.persona.script.get("register", True)))
        case steps.AskingConsent():
            return events.ConsentGiven(seq, Consent.everything())
        case steps.Introducing():
            return events.Introduced(seq, None)
        case steps.ShowingResult():
            return events.Continued(seq)
        case steps.TakeCard() | steps.Closed():
            return TakeTheCard()
        case steps.CardTrouble():
            return events.FallbackWanted(seq)
        case steps.OfferingFallback():
            return _way_round(seq, cast)
        case steps.Declaring():
            return events.Declared(seq, declaration_of(cast.persona, cast.today))
        case steps.ShowingEvidence():
            return typed(seq, cast.persona)
        case _:
            return Nothing()


def _choice(choosing: steps.Choosing, cast: Cast) -> Choice:
    """The wanted method while the card offers it; then staff, who are asked more readily than machines."""
    wanted = {"face": Choice.FACE, "pin": Choice.PIN, "staff": Choice.STAFF}[cast.method]
    if wanted in choosing.offered:
        return wanted
    return Choice.STAFF if Choice.STAFF in choosing.offered else next(iter(choosing.offered))


def _staff_look(seq: int, script: Mapping[str, Any]) -> events.Event:
    if script.get("staff") == "refuses":
        return events.StaffRefused(seq, RECEPTIONIST)
    return events.StaffVouched(seq, Method.STAFF_AT_COUNTER, RECEPTIONIST)


def _way_round(seq: int, cast: Cast) -> Act:
    match cast.persona.script.get("fallback"):
        case "declaration":
            return events.DeclarationBegun(seq)
        case "staff":
            return events.TakenOver(seq, RECEPTIONIST)
        case _ if "document" in cast.persona.script:
            return typed(seq, cast.persona)
        case _:
            return events.Cancelled(seq)


def typed(seq: int, persona: Persona) -> events.DocumentTyped:
    """The document of the script, as the receptionist types it."""
    told = persona.script["document"]
    document = TypedDocument(
        told["insurer_number"],
        told["symbol"],
        told["number"],
        told["branch"],
        told["birthdate"],
        RECEPTIONIST,
    )
    return events.DocumentTyped(seq, document, EvidenceKind.CERTIFICATE)


def declaration_of(persona: Persona, today: date) -> Declaration:
    """The declaration of the script with the card's four items."""
    told, resident = persona.script["declaration"], persona.resident
    return Declaration(
        name=resident.name,
        kana=resident.kana,
        birthdate=resident.birthdate,
        sex=resident.sex,
        address=resident.address,
        phone=told.get("phone", ""),
        insurer_name=told.get("insurer_name", ""),
        employer=told.get("employer", ""),
        share_percent=int(told["share"]) if told.get("share") else None,
        declared_on=today,
        signer=resident.name,
    )


def application_of(persona: Persona) -> Person | None:
    """The five items of the application form, if the script has one."""
    told = persona.script.get("application")
    if not told:
        return None
    born = date.fromisoformat(str(told["birthdate"]))
    return Person(told["name"], told["kana"], told["sex"], born, told["address"])
