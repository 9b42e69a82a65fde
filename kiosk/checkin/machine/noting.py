"""When the service does not answer: a draft while nobody is proved, a note once somebody is, and one more try before any paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import Effect, RecordDraft, RecordNote, RecordTrouble, RequestChallenge
from kiosk.checkin.machine.seen import CardItems, CardSeen, Outcome, Reason, Settled
from kiosk.checkin.machine.turn import Here, Turn, fallback, settle
from kiosk.qualification.grounds import Method, OutageNote

LOCAL = "local"
"""Token of a challenge that this kiosk made itself; the service does not know it."""
LATE = "service_late"
OURS = "internal_error"
"""A defect of ours: nobody knows what a second try would do."""


def ask_later(card: CardSeen, method: Method, here: Here, *records: Effect, code: str = "") -> Turn:
    """The holder is proved and nobody can be asked: the four items are noted and asked for afterwards."""
    if card.items is None:
        return fallback(Reason.SERVICE, "note_at_desk", card, *records)
    note = RecordNote(_note(card.items, here.now.wall), method)
    settled = Settled(Outcome.NOTED_IN_OUTAGE, reason=Reason.SERVICE, code=code)
    return settle(here.lane, settled, *records, note)


def unproved(step: steps.Proving, code: str, here: Here) -> Turn:
    """No challenge came: the card proves its holder to us alone, by one of our own, and what it said is kept as a draft."""
    card = step.card
    if card.items is None or code == OURS or step.local:
        return fallback(Reason.SERVICE, code, card)
    draft = RecordDraft(_note(card.items, here.now.wall))
    return Turn(replace(step, local=True), (RecordTrouble(code), draft, RequestChallenge(local=True)))


def unanswered(step: steps.Querying | steps.Registering, code: str, here: Here) -> Turn:
    """The service left an inquiry without an answer: one more try is offered, and whoever is proved is noted meanwhile."""
    if code == OURS:
        return fallback(Reason.SERVICE, code, step.card)
    card, method = step.card, proved_by(step)
    items = card.items if card else None
    again = None if step.again else replace(step, again=True)
    if card is None or items is None or method is None:
        return Turn(steps.OfferingFallback(Reason.SERVICE, code, card, again), (RecordTrouble(code),))
    if again is None:
        return ask_later(card, method, here, RecordTrouble(code), code=code)
    noted = RecordNote(_note(items, here.now.wall), method)
    offering = steps.OfferingFallback(Reason.SERVICE, code, card, again, noted=True)
    return Turn(offering, (RecordTrouble(code), noted))


def proved_by(step: steps.Querying | steps.Registering) -> Method | None:
    """How the holder was proved, where somebody was."""
    match step:
        case steps.Registering(proof=proof):
            return proof.method
        case steps.Querying(grounds=grounds):
            return getattr(grounds, "method", None)


def _note(items: CardItems, at: datetime) -> OutageNote:
    """The four printed items, as the chip gave them, for asking after the outage."""
    return OutageNote(items.name, items.birthdate, items.sex, items.address, noted_by="card", noted_at=at)
