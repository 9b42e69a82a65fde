"""Undoing with a trace: nothing is deleted."""

from __future__ import annotations

from dataclasses import replace

from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.conductor.recording import KIOSK
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.desk.acting import Desk, NotNow, Open, opened
from kiosk.desk.hand_over import handed_over, withdraw
from kiosk.desk.lanes import begin
from kiosk.desk.settling import bring_to, compare_again
from kiosk.desk.sides import sides_of
from kiosk.desk.standing import CARD_LATER, Act, Because, Standing, standing
from kiosk.matching.report import Decision
from kiosk.storage.displays import display_digests
from kiosk.storage.visit.visits import Change, VisitChange

ASK_AGAIN = Settled(Outcome.HANDED_TO_STAFF, waits_for="question")
INQUIRE_AGAIN = Settled(Outcome.HANDED_TO_STAFF)
"""The stopped answer left with its day: the visit is taken up, and the service asked once more."""
COMPARED = frozenset({Standing.APPLICATION, Standing.QUESTION, Standing.CONFIRMED})
"""Where another patient means another comparison."""


def take_back(desk: Desk, number: str, why: str) -> bool:
    """A confirmation was a wrong press: the visit waits for its question again.

    Like every undoing here, gives whether the receipt computer had already taken in what was handed over.
    """
    given = handed_over(desk.house, number)
    with opened(desk, number, Act.TAKE_BACK) as here:
        ask_again(desk, here, why)
    return bool(withdraw(desk.house, number)) and given


def go_round(desk: Desk, number: str, why: str) -> bool:
    """While a STOP stands the patient is treated all the same: by a document or a declaration, at the ordinary share.

    Nothing is lifted by that: the link stays closed, and the answer that may be another person's is not shown.
    Raises NotNow unless the visit is stopped, and while its card still lies on the reader.
    """
    return _take_up(desk, number, Act.GO_ROUND, why)


def reassign(desk: Desk, number: str, patient_id: str, why: str) -> bool:
    """The visit belongs to this patient of the table; what was compared with somebody else is compared again.

    Whoever presses has seen both charts beside each other (`kiosk.desk.visit.reassigning`).
    """
    given = handed_over(desk.house, number)
    with opened(desk, number, Act.REASSIGN) as here:
        if here.work.patients.by_id(patient_id) is None:
            raise NotNow("no_such_patient")
        here.work.visits.reassign(number, patient_id, desk.by, why)
        here.work.audit("visit_reassigned", number, {"by": desk.by, "patient": patient_id})
        if standing(here.visit, runs=False) in COMPARED:
            compare_again(desk, here, why, chosen_by_hand=True)
    return bool(withdraw(desk.house, number)) and given


def put_back(desk: Desk, number: str) -> bool:
    """The last 付け替え was a slip: the visit is whose it was before. Raises NotNow where nothing was given to another."""
    with desk.house.storage.reading() as books:
        before = given_before(books.visits.changes(number))
    if before is None:
        raise NotNow("moved_on")
    return reassign(desk, number, before, "put back")


def given_before(changes: tuple[VisitChange, ...]) -> str | None:
    """Whose the visit was before somebody of the desk gave it to another chart; None where that did not happen."""
    given = [each for each in changes if each.what is Change.REASSIGNED and each.by != KIOSK]
    return given[-1].before.get("patient_id") if given else None


def resume(desk: Desk, number: str, why: str) -> bool:
    """Take a visit up again at the desk, where the ways round are offered.

    Raises NotNow while its card still lies on the reader: two lanes must not carry one visit.
    """
    return _take_up(desk, number, Act.RESUME, why)


def let_go(desk: Desk, number: str, because: Because) -> None:
    """Nothing more is to be done about this visit: it waits for nobody, is billed to nobody, and can be taken up again."""
    with opened(desk, number, Act.LET_GO) as here:
        gone = Outcome.ABANDONED.value
        if here.visit.outcome is None:
            here.work.visits.close(number, gone, None, None, here.visit.method, desk.now.wall, desk.by)
        else:
            ended = replace(here.visit, outcome=gone, waits_for=None)
            here.work.visits.update(ended, desk.by, because.value)
        here.work.audit("visit_let_go", number, {"by": desk.by, "reason": because.value})


def card_later(desk: Desk, number: str) -> None:
    """会計のときにもう一度カード: the row waits for the card, and the card itself closes it."""
    with opened(desk, number, Act.CARD_LATER) as here:
        here.work.visits.update(replace(here.visit, waits_for=CARD_LATER), desk.by, CARD_LATER)
        here.work.audit("card_awaited", number, {"by": desk.by})


def _take_up(desk: Desk, number: str, act: Act, why: str) -> bool:
    given = handed_over(desk.house, number)
    reader = desk.house.conductor.lane(READER)
    if reader and reader.visit == number:
        raise NotNow("card_still_there")
    with opened(desk, number, act) as here:
        if here.visit.outcome is not None:
            here.work.visits.reopen(number, desk.by, why)
        here.work.lanes.take(number, desk.house.settings.station)
        here.work.audit("visit_reopened", number, {"by": desk.by})
    fetched = bool(withdraw(desk.house, number))
    begin(desk.house, number)
    return given and fetched


def ask_again(desk: Desk, here: Open, why: str) -> None:
    """A PASS or STOP is taken back, with what was remembered of it: the visit waits for its question."""
    decision = here.visit.decision
    if decision in {Decision.PASS, Decision.STOP}:
        here.work.visits.take_back(here.visit.number, decision, desk.by, why)
    _forget_confirmation(desk, here)
    answered = here.work.findings.answers(here.visit.number)
    bring_to(desk, here, ASK_AGAIN if answered else INQUIRE_AGAIN, why)
    taken = decision.value if decision else "none"
    here.work.audit("decision_taken_back", here.visit.number, {"decision": taken, "by": desk.by})


def _forget_confirmation(desk: Desk, here: Open) -> None:
    """A wrong "agrees" must not answer the next visit's question by itself."""
    shown = sides_of(here.work, here.visit).qualification
    if here.visit.patient_id and shown:
        for digest in display_digests(desk.house.storage, shown):
            here.work.links.forget(here.visit.patient_id, digest)
