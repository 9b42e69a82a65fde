"""A declaration whose claim is paid and cannot come back: the form goes, the declared share and the trace of it stay."""

from __future__ import annotations

from datetime import date

from kiosk.claims.ledger import ClaimState, term_ends
from kiosk.clock import Moment
from kiosk.declaration.keeping import RULE, Dispose, Keep, keep_or_dispose
from kiosk.desk.acting import Desk, NotNow
from kiosk.storage.unit_of_work import Books, Storage, UnitOfWork


def dispose(desk: Desk, number: str, paid_on: date | None) -> None:
    """Staff say on which day the claim was paid. Raises NotNow when the rule keeps the form, or when none is kept."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        match disposed_of(work, number, paid_on, desk.by, desk.now):
            case Keep(because=because):
                raise NotNow(f"kept_{because}")
            case Dispose():
                work.commit()
    desk.house.conductor.touch()


def dispose_paid(storage: Storage, by: str, now: Moment) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every kept form whose claims the payer has paid. Gives (the visits disposed of, the visits whose forms stay)."""
    gone: list[str] = []
    stays: list[str] = []
    with storage.unit_of_work(now.wall) as work:
        for number in work.papers.visits_with_declarations():
            verdict = disposed_of(work, number, paid_on(work, number), by, now)
            (gone if isinstance(verdict, Dispose) else stays).append(number)
        work.commit()
    return tuple(gone), tuple(stays)


def paid_on(books: Books, number: str) -> date | None:
    """The day on which the last open claim of a visit was paid; None while one is not, or when there is none.

    A claim that was sent again in place of a returned one counts by the newer.
    """
    states = {each.state for each in books.claims.of_visit(number)} - {ClaimState.REPLACED}
    return books.claims.paid_on(number) if states == {ClaimState.PAID} else None


def disposed_of(work: UnitOfWork, number: str, paid: date | None, by: str, now: Moment) -> Keep | Dispose:
    """Inside a transaction: the rule, and what follows from it."""
    visit = work.visits.find(number)
    said = work.papers.said(number)
    if said is None:
        return Keep("nothing")
    if work.claims.of_visit(number) and paid_on(work, number) is None:
        return Keep("unpaid")
    verdict = keep_or_dispose(visit.started_at.date(), paid, term_ends(paid) if paid else None, now.today)
    if isinstance(verdict, Dispose):
        sheets = work.papers.dispose(number, RULE, by, said.share_percent)
        facts = {"rule": RULE, "sheets": sheets, "paid_on": verdict.paid_on.isoformat(), "by": by}
        work.audit("declaration_disposed", number, facts)
    return verdict
