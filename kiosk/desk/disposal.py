"""A declaration whose claim is paid: the form goes, the trace of it stays."""

from __future__ import annotations

from datetime import date

from kiosk.clock import Moment
from kiosk.declaration.keeping import RULE, Dispose, Keep, keep_or_dispose
from kiosk.desk.acting import Desk, NotNow
from kiosk.storage.unit_of_work import UnitOfWork


def dispose(desk: Desk, number: str, paid_on: date | None) -> None:
    """Staff say on which day the claim was paid. Raises NotNow when the rule keeps the form, or when none is kept."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        match disposed_of(work, number, paid_on, desk.by, desk.now):
            case Keep(because=because):
                raise NotNow(f"kept_{because}")
            case Dispose():
                work.commit()
    desk.house.conductor.touch()


def disposed_of(work: UnitOfWork, number: str, paid_on: date | None, by: str, now: Moment) -> Keep | Dispose:
    """Inside a transaction: the rule, and what follows from it."""
    visit = work.visits.find(number)
    if work.papers.latest(number) is None:
        return Keep("nothing")
    verdict = keep_or_dispose(visit.started_at.date(), paid_on, now.today)
    if isinstance(verdict, Dispose):
        sheets = work.papers.dispose(number, RULE, by)
        facts = {"rule": RULE, "sheets": sheets, "paid_on": verdict.paid_on.isoformat(), "by": by}
        work.audit("declaration_disposed", number, facts)
    return verdict
