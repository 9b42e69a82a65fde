"""From the card on the reader to the choice of a method."""

from __future__ import annotations

from dataclasses import replace

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import (
    JudgeCertificate,
    LookUpPatient,
    OpenCard,
    ReadPrintedNumber,
    RecordCard,
    RecordEvent,
    RecordTrouble,
)
from kiosk.checkin.machine.events import (
    CardOpened,
    CardRecognised,
    CertificateJudged,
    Failed,
    NoticeRead,
    NumberBEntered,
    NumberBRefused,
    NumberBSkipped,
    Numbered,
    PatientLookedUp,
    PrintedNumberRead,
)
from kiosk.checkin.machine.seen import CardItems, CardSeen, Photo, Reason
from kiosk.checkin.machine.turn import Facts, Here, Turn, fallback, noted, trouble
from kiosk.identity.certificate import (
    CertificateVerdict,
    Expired,
    ExpiresSoon,
    Genuine,
    InGrace,
    NotGenuine,
    NotYetValid,
    RevocationDoubtful,
    Revoked,
)
from kiosk.identity.passage import Passage, passage

VERDICTS: dict[type, str] = {
    Genuine: "genuine",
    ExpiresSoon: "expires_soon",
    InGrace: "in_grace",
    Expired: "expired",
    NotYetValid: "not_yet_valid",
}
HINT_SECONDS = 3.0
"""To read a hint, and to turn a card: then it is looked at once more, before a keypad of fourteen digits."""
NUMBER_B_RESERVE = 3
"""照合番号B is not tried below this many tries: at none left only the town hall can unblock it."""


def on(step: steps.Step, event: Numbered, here: Here) -> Turn | None:
    match step, event:
        case steps.Reading(card=None), CardRecognised(card=card):
            seen = (("card", "my_number"), ("simulated", card.simulated), ("pin_tries", card.pin_tries))
            return Turn(
                steps.Reading(card),
                (
                    RecordEvent("card_recognised", seen),
                    RecordCard(card.certificate),
                    JudgeCertificate(card.certificate),
                ),
            )
        case steps.Reading(card=CardSeen(verdict=None) as card), CertificateJudged(verdict=verdict):
            return noted(
                _judged(replace(card, verdict=verdict), verdict, here.facts),
                RecordEvent("certificate_checked", (("verdict", told(verdict)),)),
            )
        case steps.Reading(card=CardSeen(verdict=None) | None as card), Failed(code=code):
            return trouble(code, card)
        case steps.Reading(card=CardSeen(verdict=None) | None), _:
            return None
        case steps.Reading(card=CardSeen() as card, number_b_sent=False, hint=""), PrintedNumberRead(
            number_b=None, hint=hint
        ) if hint:
            return Turn(steps.Reading(card, hint=hint), (ReadPrintedNumber(HINT_SECONDS),))
        case steps.Reading(card=CardSeen() as card, number_b_sent=False), PrintedNumberRead(number_b=number):
            return Turn(steps.EnteringCardNumber(card)) if number is None else _open(card, number)
        case steps.EnteringCardNumber(card=card), NumberBEntered(number_b=number):
            return _open(card, number)
        case steps.EnteringCardNumber(card=card), NumberBSkipped():
            return choose(card)
        case steps.Reading(card=CardSeen(items=None) as card, number_b_sent=True), NumberBRefused(
            tries_left=left
        ):
            card = replace(card, number_b_tries=left)
            return Turn(steps.EnteringCardNumber(card, wrong=True)) if _may_try(card) else choose(card)
        case steps.Reading(card=CardSeen(items=None) as card, number_b_sent=True), CardOpened(
            items=items, photo=photo
        ):
            state = Photo.NONE if photo is None else Photo.PRESENT
            opened = replace(card, items=items, photo=photo, photo_state=state)
            authentic = RecordEvent("card_opened", (("authentic", True),))
            return Turn(steps.Reading(opened, number_b_sent=True), (authentic, LookUpPatient(items)))
        case steps.Reading(card=CardSeen(items=CardItems()) as card), PatientLookedUp(known_here=known):
            return _notice(replace(card, known_here=known))
        case steps.Notice(card=card), NoticeRead():
            return choose(card)
        case steps.Reading(card=CardSeen() as card, number_b_sent=False), Failed(code=code):
            return Turn(steps.EnteringCardNumber(card), (RecordTrouble(code),))
        case steps.Reading(card=CardSeen() as card), Failed(code="card_record_unchecked" as code):
            chosen = choose(card)
            return Turn(chosen.step, (RecordTrouble(code), *chosen.effects))
        case steps.Reading(card=card), Failed(code=code):
            return trouble(code, card)
        case _:
            return None


def _judged(card: CardSeen, verdict: CertificateVerdict, facts: Facts) -> Turn:
    match verdict:
        case Genuine() | ExpiresSoon() | InGrace():
            return _read_front(card)
        case RevocationDoubtful(doubt=doubt):
            if passage(doubt, failure_mode=facts.failure_mode) is Passage.STOPS:
                return fallback(Reason.CERTIFICATE, doubt.value, card)
            turn = _read_front(card)
            return Turn(turn.step, (RecordTrouble(doubt.value), *turn.effects))
        case Expired():
            return fallback(Reason.CERTIFICATE, "certificate_expired", card)
        case NotYetValid():
            return fallback(Reason.CERTIFICATE, "certificate_not_yet_valid", card)
        case Revoked(cause=cause):
            return fallback(Reason.CERTIFICATE, f"certificate_{cause.value}", card)
        case NotGenuine(flaw=flaw):
            return trouble(f"certificate_{flaw.value}", card)


def told(verdict: CertificateVerdict) -> str:
    """A verdict as a code."""
    match verdict:
        case NotGenuine(flaw=flaw):
            return flaw.value
        case Revoked(cause=cause):
            return cause.value
        case RevocationDoubtful(doubt=doubt):
            return doubt.value
        case _:
            return VERDICTS[type(verdict)]


def _read_front(card: CardSeen) -> Turn:
    if not _may_try(card):
        return choose(card)
    return Turn(steps.Reading(card), (ReadPrintedNumber(),))


def _may_try(card: CardSeen) -> bool:
    return card.number_b_tries >= NUMBER_B_RESERVE


def _open(card: CardSeen, number_b: str) -> Turn:
    return Turn(steps.Reading(card, number_b_sent=True), (OpenCard(number_b),))


def _notice(card: CardSeen) -> Turn:
    if card.eligibility_only or isinstance(card.verdict, ExpiresSoon):
        return Turn(steps.Notice(card))
    return choose(card)


def choose(card: CardSeen) -> Turn:
    """Offer what this card allows, or the ways round when nothing is left."""
    choosing = steps.Choosing(card)
    return Turn(choosing) if choosing.offered else fallback(Reason.NOT_IDENTIFIED, "no_method", card)
