"""閉店前の確認: what must not wait until tomorrow, and what tomorrow has to know."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.clock import Moment
from kiosk.desk.cases.working import at_a_glance
from kiosk.desk.claims.lists import claims_page
from kiosk.desk.day.line import Line, State, counted, line
from kiosk.desk.standing import Standing
from kiosk.desk.visit.queue import queue_of
from kiosk.house import House
from kiosk.outage.mode import SwitchedOn

NEAR = 3
"""Days before claims are due from which the desk is told too."""
ASKED = frozenset({Standing.QUESTION, Standing.APPLICATION})


def closing_check(house: House, now: Moment) -> tuple[Line, ...]:
    """Everything of the day that is open at this moment, and what lies from other days."""
    return tuple(_lines(house, now))


def _lines(house: House, now: Moment) -> Iterator[Line]:
    queue = queue_of(house, now, everything=True)
    waits = [row for row in (*queue.waits, *queue.running) if not row.found]
    asked = [row for row in waits if row.standing in ASKED]
    held = [row for row in waits if row.standing in {Standing.STOPPED, Standing.LIFTING}]
    drafts = [row for row in waits if row.unproved]
    yield counted("questions", len(asked), "staff.queue")
    yield counted("held", len(held), "staff.queue")
    yield counted("drafts", len(drafts), "staff.queue", State.BAD)
    yield counted("open", len(waits) - len(asked) - len(held) - len(drafts), "staff.queue")
    with house.storage.reading() as books:
        found = books.found.open()
        noted = books.outages.waiting()
        cases = at_a_glance(books, now.today)
    yield counted("found", len(found), "staff.queue", State.BAD)
    yield counted("noted", len(noted), "staff.mode")
    yield line("mode", State.LOOK if isinstance(queue.mode, SwitchedOn) else State.GOOD, "staff.mode")
    yield counted("cases", cases.open, "staff.cases_list", State.BAD if cases.overdue else State.LOOK)
    yield from _claims(house, now)
    yield counted("strips", len(house.strips()), "staff.queue", State.BAD)


def _claims(house: House, now: Moment) -> Iterator[Line]:
    """Calls of which nobody reached anybody yet, and the days that are left."""
    page = claims_page(house, now)
    calls = [each for each in (*page.unbilled, *page.late) if not each.contacts]
    yield counted("calls", len(calls), "staff.claims")
    left = page.deadlines.days_left
    state = State.LOOK if 0 <= left <= NEAR else State.GOOD
    yield line("deadline", state, "staff.claims", day=page.deadlines.send_by, days=left)
