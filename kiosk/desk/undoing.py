"""Undoing with a trace: nothing is deleted, and a STOP is lifted by two people together."""

from __future__ import annotations

from kiosk.checkin.conductor import READER
from kiosk.checkin.recording import KIOSK
from kiosk.checkin.seen import Outcome, Settled
from kiosk.desk.acting import Desk, NotNow, Open, opened
from kiosk.desk.hand_over import withdraw
from kiosk.desk.lanes import begin
from kiosk.desk.settling import bring_to, compare_again
from kiosk.desk.sides import sides_of
from kiosk.desk.standing import SECOND_PERSON, Act, Standing, standing
from kiosk.matching.report import Decision
from kiosk.storage.displays import display_digest
from kiosk.storage.links import MedicalClosure
from kiosk.storage.visits import VisitChange

ASK_AGAIN = Settled(Outcome.HANDED_TO_STAFF, waits_for="question")
COMPARED = frozenset({Standing.APPLICATION, Standing.QUESTION, Standing.CONFIRMED})
"""Where another patient means another comparison."""


def take_back(desk: Desk, number: str, why: str) -> None:
    """A confirmation was a wrong press: the visit waits for its question again."""
    with opened(desk, number, Act.TAKE_BACK) as here:
        _take_back(desk, here, why)
    withdraw(desk.house, number)


def want_lifted(desk: Desk, number: str, why: str) -> None:
    """One person says that a STOP is a mistake; nothing is opened by that."""
    with opened(desk, number, Act.WANT_LIFTED) as here:
        stopped = Settled(Outcome.STOPPED, here.visit.decision, waits_for=SECOND_PERSON)
        bring_to(desk, here, stopped, why)


def lift(desk: Desk, number: str, why: str) -> None:
    """Another person agrees: the STOP is taken back and the question is asked again.

    Raises NotNow when `by` is the one who stopped it or who wants it lifted, or when nobody else said anything yet.
    """
    with opened(desk, number, Act.LIFT) as here:
        closers = standing_closers(here.work.links.closures(number))
        if not is_second_person(desk.by, closers, wanted_by(here.work.visits.changes(number))):
            raise NotNow("second_person")
        if closers:
            here.work.links.lift_medical(number, desk.by, why)
            patient = {"patient": here.visit.patient_id} if here.visit.patient_id else {}
            here.work.audit("medical_lifted", number, {"by": desk.by, **patient})
        _take_back(desk, here, why)


def standing_closers(closures: tuple[MedicalClosure, ...]) -> frozenset[str]:
    return frozenset(each.closed_by for each in closures if each.lifted_at is None)


def first_persons(closers: frozenset[str], wanted: str | None) -> frozenset[str]:
    """Who stands behind a STOP or behind lifting it: the rules (KIOSK) count for nobody."""
    return (closers - {KIOSK}) | ({wanted} if wanted else frozenset())


def is_second_person(by: str, closers: frozenset[str], wanted: str | None) -> bool:
    """Whether two people stand behind lifting when `by` agrees."""
    first = first_persons(closers, wanted)
    return bool(first) and by not in first


def wanted_by(changes: tuple[VisitChange, ...]) -> str | None:
    """Who asked last for the STOP to be lifted, unless something happened since."""
    for change in reversed(changes):
        if "waits_for" in change.after:
            return change.by if change.after["waits_for"] == SECOND_PERSON else None
    return None


def reassign(desk: Desk, number: str, patient_id: str, why: str) -> None:
    """The visit belongs to this patient of the table; what was compared with somebody else is compared again."""
    with opened(desk, number, Act.REASSIGN) as here:
        if here.work.patients.by_id(patient_id) is None:
            raise NotNow("no_such_patient")
        here.work.visits.reassign(number, patient_id, desk.by, why)
        here.work.audit("visit_reassigned", number, {"by": desk.by, "patient": patient_id})
        if standing(here.visit, runs=False) in COMPARED:
            compare_again(desk, here, why)
    withdraw(desk.house, number)


def resume(desk: Desk, number: str, why: str) -> None:
    """Take a visit up again at the desk, where the ways round are offered.

    Raises NotNow while its card still lies on the reader: two lanes must not carry one visit.
    """
    reader = desk.house.conductor.lane(READER)
    if reader and reader.visit == number:
        raise NotNow("card_still_there")
    with opened(desk, number, Act.RESUME) as here:
        if here.visit.outcome is not None:
            here.work.visits.reopen(number, desk.by, why)
        here.work.audit("visit_reopened", number, {"by": desk.by})
    withdraw(desk.house, number)
    begin(desk.house, number)


def _take_back(desk: Desk, here: Open, why: str) -> None:
    decision = here.visit.decision
    if decision in {Decision.PASS, Decision.STOP}:
        here.work.visits.take_back(here.visit.number, decision, desk.by, why)
    _forget_confirmation(desk, here)
    bring_to(desk, here, ASK_AGAIN, why)
    taken = decision.value if decision else "none"
    here.work.audit("decision_taken_back", here.visit.number, {"decision": taken, "by": desk.by})


def _forget_confirmation(desk: Desk, here: Open) -> None:
    """A wrong "agrees" must not answer the next visit's question by itself."""
    shown = sides_of(here.work, here.visit).qualification
    if here.visit.patient_id and shown:
        here.work.links.forget(here.visit.patient_id, display_digest(desk.house.storage, shown))
