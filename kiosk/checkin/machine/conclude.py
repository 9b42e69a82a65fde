"""What an answer comes to: the qualification is confirmed, asked about, stopped, or the ways round are offered."""

from __future__ import annotations

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.effects import CloseMedical, Effect, RecordAnswer
from kiosk.checkin.machine.events import Answered
from kiosk.checkin.machine.seen import Chart, Outcome, Reason, Settled
from kiosk.checkin.machine.turn import Lane, Turn, fallback, settle
from kiosk.evidence.situation import Situation, told_apart
from kiosk.matching.beside import of_one_person
from kiosk.matching.people import displayed_person
from kiosk.matching.report import Decision
from kiosk.matching.three_way import Circumstances, ThreeWay, three_way
from kiosk.qualification.grounds import CardProof, document_of, found_by_less
from kiosk.qualification.model import Answer, Validity

REASONS: dict[Situation, Reason] = {
    Situation.NEWER: Reason.INVALID_NEWER,
    Situation.SEVERAL: Reason.SEVERAL,
    Situation.TICKET_MISSING: Reason.AID_UNREGISTERED,
    Situation.ON_ASSISTANCE: Reason.ON_ASSISTANCE,
    Situation.DECEASED: Reason.DECEASED,
}
UNTOLD: dict[Validity | None, Reason] = {
    Validity.INVALID: Reason.INVALID,
    Validity.NOT_FOUND: Reason.NO_DATA,
}
"""Where the answer does not say more: "invalid" and "no data" stay two results."""

CODES: dict[Validity | None, str] = {None: "answer_unknown"}
"""The trouble behind a validity that is none of those we know."""

NEEDS_APPLICATION = "ask.application"
"""The rule that fires at a first visit: nothing of the clinic's own is there to compare with yet."""


def reason_of(answer: Answer) -> Reason:
    """Why an answer confirms nothing; one whose validity we do not know counts as a failure of the service."""
    return REASONS.get(told_apart(answer)) or UNTOLD.get(answer.validity, Reason.SERVICE)


def conclude(step: steps.Querying, event: Answered, lane: Lane) -> Turn:
    answer = event.answer
    items = step.card.items if step.card else None
    if answer.validity is not Validity.VALID:
        code = CODES.get(answer.validity, "")
        return fallback(reason_of(answer), code, step.card, RecordAnswer(answer, items))
    if of_one_person(answer) is None:
        return fallback(Reason.SEVERAL, "", step.card, RecordAnswer(answer, items))
    found = compare_all(step, event)
    pairs = tuple((pair.sides, pair.report) for pair in found.pairs)
    settled, further = settled_by(found, event.charts, by_card=isinstance(step.grounds, CardProof))
    return settle(lane, settled, RecordAnswer(answer, items, pairs), *further)


def compare_all(step: steps.Querying, event: Answered) -> ThreeWay:
    """Card, answer, and what the clinic holds: the chart, or the application form of a first visit."""
    answer, charts, card = event.answer, event.charts, step.card
    one = of_one_person(answer)
    shown = one.main if one else answer.qualifications[0]
    return three_way(
        card.items.person() if card and card.items else None,
        displayed_person(shown),
        charts[0].person if len(charts) == 1 else None,
        step.application,
        Circumstances(
            candidates=tuple(chart.patient_id for chart in charts),
            qualifications=1 if one else len(answer.qualifications),
            relaxed=found_by_less(document_of(step.grounds), shown.branch),
            remembered=event.remembered,
            common_name=event.common_name,
            site=event.site,
        ),
    )


def settled_by(
    found: ThreeWay, charts: tuple[Chart, ...], *, by_card: bool
) -> tuple[Settled, tuple[Effect, ...]]:
    """What a comparison comes to, for the machine and for the desk that makes it later."""
    patient = charts[0].patient_id if len(charts) == 1 else None
    match found.decision:
        case Decision.PASS:
            outcome = Outcome.CONFIRMED if by_card else Outcome.CONFIRMED_BY_DOCUMENT
            return Settled(outcome, Decision.PASS, patient_id=patient, rule=found.rule), ()
        case Decision.STOP:
            stopped = Settled(Outcome.STOPPED, Decision.STOP, None, "case", patient, found.rule)
            return stopped, (CloseMedical(found.rule, patient),)
        case Decision.ASK if found.rule == NEEDS_APPLICATION:
            return Settled(Outcome.HANDED_TO_STAFF, waits_for="application", rule=found.rule), ()
        case Decision.ASK:
            asking = Settled(Outcome.HANDED_TO_STAFF, Decision.ASK, None, "question", patient, found.rule)
            return asking, ()
