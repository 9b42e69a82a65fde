"""What the clerk does about a patient whose insurance is still unknown: calls, and chooses the payer if nothing helps."""

from __future__ import annotations

from datetime import date

from kiosk.claims.ledger import OUT
from kiosk.claims.model import Payer
from kiosk.desk.acting import Desk, NotNow, first_come
from kiosk.storage.claims.notes import Contact, Reached


def contacted(desk: Desk, number: str, on: date, outcome: Reached) -> None:
    """患者への連絡: the day goes into the claim (830000508). Raises NotNow for a day to come or before the visit."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        visit = work.visits.find(number)
        if not visit.started_at.date() <= on <= desk.now.today:
            raise NotNow("day_of_call")
        work.claim_notes.contacted(Contact(number, on, outcome, desk.by))
        work.audit("patient_contacted", number, {"outcome": outcome.value, "by": desk.by})
        work.commit()


def choose_payer(desk: Desk, number: str, payer: Payer) -> None:
    """For a kind of insurance that stays unknown the clinic may choose (疑義解釈 2023-08-03 問1)."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work, first_come():
        work.visits.hold(number, desk.seen)
        work.claim_notes.send_to(number, payer, desk.by)
        work.audit("payer_chosen", number, {"payer": payer.value, "by": desk.by})
        work.commit()


def hold_over(desk: Desk, number: str) -> None:
    """月遅れ: the claim of this visit is not sent this month; the day is kept, and the visit stays on the list."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        visit = work.visits.find(number)
        if any(each.state in OUT for each in work.claims.of_visit(number)):
            raise NotNow("not_possible")
        work.claim_notes.hold_over(visit.number, desk.now.today, desk.by)
        work.audit("claim_held_over", number, {"day": desk.now.today.isoformat(), "by": desk.by})
        work.commit()
