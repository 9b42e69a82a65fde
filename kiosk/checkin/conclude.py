"""What an answer comes to: the qualification is confirmed, asked about, stopped, or the ways round are offered."""

from __future__ import annotations

from kiosk.checkin import steps
from kiosk.checkin.effects import CloseMedical, Effect, RecordAnswer
from kiosk.checkin.events import Answered
from kiosk.checkin.seen import CardSeen, Outcome, Reason, Settled
from kiosk.checkin.turn import Lane, Turn, fallback, settle
from kiosk.matching.decide import ThreeWay, three_way
from kiosk.matching.report import Decision, Person
from kiosk.qualification.grounds import CardProof
from kiosk.qualification.model import Answer, Qualification, Validity

REASONS: dict[Validity | None, Reason] = {
    Validity.INVALID: Reason.INVALID,
    Validity.INVALID_NEWER: Reason.INVALID_NEWER,
    Validity.NOT_FOUND: Reason.NO_DATA,
    Validity.SEVERAL: Reason.SEVERAL,
    Validity.VALID_UNREGISTERED: Reason.AID_UNREGISTERED,
    None: Reason.SERVICE,
}


def displayed_person(qualification: Qualification) -> Person:
    """The five items as the service shows them."""
    return Person(
        name=qualification.name or None,
        kana=qualification.kana or None,
        sex=qualification.sex.value,
        birthdate=qualification.birthdate,
        address=qualification.address or None,
        postcode=qualification.postcode or None,
        name_of_other=qualification.name_of_other or None,
        kana_of_other=qualification.kana_of_other or None,
    )


def conclude(step: steps.Querying, event: Answered, lane: Lane) -> Turn:
    answer = event.answer
    items = step.card.items if step.card else None
    if answer.validity is not Validity.VALID:
        return fallback(REASONS[answer.validity], "", step.card, RecordAnswer(answer, items))
    if len(answer.qualifications) != 1:
        return fallback(Reason.SEVERAL, "", step.card, RecordAnswer(answer, items))
    found = compare_all(answer, step.card, event, step.application)
    recorded = RecordAnswer(answer, items, found.comparisons)
    settled, further = _settled(found, isinstance(step.grounds, CardProof), event)
    return settle(lane, settled, recorded, *further)


def compare_all(
    answer: Answer, card: CardSeen | None, event: Answered, application: Person | None
) -> ThreeWay:
    """Card, answer, and what the clinic holds: the application form at a first visit, else the chart."""
    held = tuple(chart.person for chart in event.charts) or ((application,) if application else ())
    return three_way(
        card.items.person() if card and card.items else None,
        displayed_person(answer.qualifications[0]),
        held,
        remembered=event.remembered,
    )


def _settled(found: ThreeWay, by_card: bool, event: Answered) -> tuple[Settled, tuple[Effect, ...]]:
    patient = event.charts[0].patient_id if len(event.charts) == 1 else None
    match found.decision:
        case Decision.PASS:
            outcome = Outcome.CONFIRMED if by_card else Outcome.CONFIRMED_BY_DOCUMENT
            return Settled(outcome, Decision.PASS, patient_id=patient), ()
        case Decision.STOP:
            return Settled(Outcome.STOPPED, Decision.STOP, waits_for="case"), (CloseMedical(),)
        case Decision.ASK:
            return Settled(
                Outcome.HANDED_TO_STAFF, Decision.ASK, waits_for="question", patient_id=patient
            ), ()
        case None:
            return Settled(Outcome.HANDED_TO_STAFF, waits_for="application"), ()
