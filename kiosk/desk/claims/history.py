"""What a clerk writes down about one claim, as it comes: from a portal's page, a letter or a telephone call; never by hand into a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.claims.ledger import Act, ClaimState, NotPossible, possible
from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.claims.payer_answer import Reason
from kiosk.desk.claims.sending import leave_returned
from kiosk.desk.standing import CLAIM_RETURNED
from kiosk.house import House
from kiosk.storage.claims.claims import ClaimAct, ClaimRecord, SentFile
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.unit_of_work import Books, UnitOfWork

COME_BACK = frozenset({ClaimState.RETURNED, ClaimState.TAKEN_BACK})
"""What the desk hears of at the visit itself; a cancelled or refused claim is the clerk's own."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of a sent file: what may be written down next, and what happened so far."""

    claim: ClaimRecord
    visits: tuple[str, ...]
    acts: tuple[Act, ...]
    history: tuple[ClaimAct, ...]
    who: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FilePage:
    file: SentFile
    lines: tuple[ClaimLine, ...]


def file_page(house: House, digest: str) -> FilePage:
    """Raises NoSuchRecord."""
    with house.storage.reading() as books:
        file = books.claims.file(digest)
        if file is None:
            raise NoSuchRecord(f"no file {digest}")
        claims = books.claims.of_file(digest)
        books.claims.read_ahead([each.id for each in claims])
        visits = {each.id: books.claims.visits_of(each.id) for each in claims}
        numbers = [number for each in visits.values() for number in each]
        books.patients.read_ahead([each.patient_id for each in claims if each.patient_id], ())
        names = books.of_numbers(numbers).names()
        return FilePage(file, tuple(_line(books, each, visits[each.id], names) for each in claims))


def _line(books: Books, claim: ClaimRecord, visits: tuple[str, ...], names: Mapping[str, str]) -> ClaimLine:
    patient = books.patients.by_id(claim.patient_id) if claim.patient_id else None
    who = patient.name if patient else next((names[each] for each in visits if names.get(each)), "")
    return ClaimLine(claim, visits, possible(claim.state), books.claims.history(claim.id), who)


def write_down(
    desk: Desk, claim: int, act: Act, day: date, reason: Reason | None = None, note: str = ""
) -> None:
    """Raises NotNow for a day to come, for a return without a reason, and for what cannot happen to this claim."""
    if day > desk.now.today:
        raise NotNow("day_of_act")
    if act is Act.RETURN and reason is None:
        raise NotNow("incomplete")
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        try:
            found = work.claims.act(claim, act, day, desk.by, note)
        except NotPossible:
            raise NotNow("not_possible") from None
        if reason:
            work.claims.give_reason(claim, reason.value)
        _tell_visits(work, found, act, desk.by)
        work.commit()
    desk.house.conductor.touch()


def _tell_visits(work: UnitOfWork, claim: ClaimRecord, act: Act, by: str) -> None:
    for number in work.claims.visits_of(claim.id):
        work.audit("claim_moved", number, {"act": act.value, "by": by})
        if claim.state in COME_BACK:
            visit = work.visits.find(number)
            work.visits.update(replace(visit, waits_for=CLAIM_RETURNED), by, f"claim {claim.state.value}")
        else:
            leave_returned(work, number, by)
