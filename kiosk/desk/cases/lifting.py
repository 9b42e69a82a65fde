"""Lifting a STOP: two people together, whatever has become of the visit meanwhile."""

from __future__ import annotations

from enum import Enum

from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.acting import Desk, NotNow, Open
from kiosk.desk.cases.working import OpenCase, first_persons, opened_case
from kiosk.desk.settling import bring_to
from kiosk.desk.standing import SECOND_PERSON
from kiosk.desk.undoing import ask_again


def want_lifted(desk: Desk, case: int, why: str) -> None:
    """One person says that a STOP is a mistake; nothing is opened by that. Raises NotNow once it is lifted."""
    with opened_case(desk, case) as here:
        _refuse_lifted(here)
        here.work.cases.want_lifted(case, desk.by)
        here.audit("case_lifting_wanted", by=desk.by)
        for each in _stopped(here):
            stopped = Settled(Outcome.STOPPED, each.visit.decision, waits_for=SECOND_PERSON)
            bring_to(desk, each, stopped, why)


class Saw(Enum):
    """What the second person looked at before the link was opened again."""

    CARD_AND_FACE = "card_and_face"
    DOCUMENT = "document"
    CALLED_BACK = "called_back"
    """The insurer or the payer was called."""


def lift(desk: Desk, case: int, why: str, saw: Saw) -> None:
    """Another person agrees: the link is open again, and where a visit still stands stopped its question comes back.

    Raises NotNow when `by` is one who stopped it or who wants it lifted, or when nobody else said anything yet.
    """
    with opened_case(desk, case) as here:
        _refuse_lifted(here)
        if not is_second_person(desk.by, first_persons(here.case, here.work.cases.stops(case))):
            raise NotNow("second_person")
        here.work.cases.lift(case, desk.by, why)
        here.audit("case_lifted", by=desk.by, saw=saw.value)
        _open_medical(desk, here, why)
        for each in _stopped(here):
            ask_again(desk, each, why)


def is_second_person(by: str, first: frozenset[str]) -> bool:
    """Whether two people stand behind lifting when `by` agrees."""
    return bool(first) and by not in first


def _refuse_lifted(here: OpenCase) -> None:
    if here.case.lifted_at is not None:
        raise NotNow("case_lifted")


def _visits(here: OpenCase) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.visit for each in here.work.cases.stops(here.case.id)))


def _stopped(here: OpenCase) -> tuple[Open, ...]:
    found = (here.work.visits.find(number) for number in _visits(here))
    return tuple(Open(visit, here.work) for visit in found if visit.outcome == Outcome.STOPPED.value)


def _open_medical(desk: Desk, here: OpenCase, why: str) -> None:
    for number in _visits(here):
        if here.work.sealing.unseal(number):
            here.work.audit("answer_unsealed", number, {"case": here.case.id, "by": desk.by})
        if any(each.lifted_at is None for each in here.work.links.closures(number)):
            here.work.links.lift_medical(number, desk.by, why)
            patient = {"patient": here.case.patient_id} if here.case.patient_id else {}
            here.work.audit("medical_lifted", number, {"by": desk.by, **patient})
