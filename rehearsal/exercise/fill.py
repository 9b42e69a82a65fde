"""Filling a demo house with the prepared visits: as the reader leaves them, then compared by the desk's own hands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.checkin.machine.effects import CloseVisit, RecordAnswer, RecordProof
from kiosk.checkin.machine.seen import CardItems, Outcome, Settled
from kiosk.desk.acting import Desk
from kiosk.desk.undoing import reassign
from kiosk.desk.visit.decisions import enter_application
from kiosk.house import House
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import CardProof, Challenge, Method
from kiosk.qualification.model import Answer, Validity
from rehearsal.exercise.visits import Prepared, patient_of, person_of, qualification_of

WHO = "uketsuke"
NOT_COMPARED = Settled(Outcome.HANDED_TO_STAFF, waits_for="application")
SEVERAL = Settled(Outcome.HANDED_TO_STAFF, Decision.ASK, waits_for="question")


def fill(house: House, visits: Iterable[Prepared]) -> Mapping[int, str]:
    """Put every visit into the house; gives the visit's number by the number of the exercise."""
    return {each.n: _filled(house, each) for each in visits}


def _filled(house: House, prepared: Prepared) -> str:
    _keep_patients(house, prepared)
    now = house.clock.now()
    ledger = house.ports.ledger
    number = ledger.open_visit("reader", now)
    proof = CardProof(Method.PIN, b"", Challenge(number, "", b""), b"")
    shown = qualification_of(prepared)
    answer = Answer(number, f"exercise-{prepared.n}", now.wall, now.today, Validity.VALID, (shown,))
    settled = SEVERAL if prepared.fits else NOT_COMPARED
    records = (RecordProof(proof), RecordAnswer(answer, _card(prepared)), CloseVisit(settled))
    ledger.write(number, "Querying.ShowingResult", records, now)
    _compare(Desk(house, WHO, now), number, prepared)
    return number


def _compare(desk: Desk, number: str, prepared: Prepared) -> None:
    match prepared.holds:
        case "application":
            enter_application(desk, number, person_of(prepared.held))
        case "chart":
            reassign(desk, number, prepared.patient_id, "found by the card")


def _card(prepared: Prepared) -> CardItems:
    """The chip tells of whoever stands there, whatever was linked to the card."""
    held = person_of(prepared.person)
    assert held.birthdate is not None
    return CardItems(held.name or "", held.birthdate, held.sex or "", held.address or "")


def _keep_patients(house: House, prepared: Prepared) -> None:
    rows = [patient_of(each["patient_id"], each) for each in prepared.fits]
    if prepared.holds == "chart":
        rows.append(patient_of(prepared.patient_id, prepared.held))
    with house.storage.unit_of_work(house.clock.now().wall) as work:
        for row in rows:
            work.patients.put(row)
        work.commit()
