"""What every act of the desk stands on: who does it, in which visit, and whether the visit is where the act belongs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kiosk.clock import Moment
from kiosk.desk.standing import ACTS, Act, Standing, standing
from kiosk.house import House
from kiosk.storage.faults import Overtaken
from kiosk.storage.unit_of_work import Books, UnitOfWork
from kiosk.storage.visit.visits import VisitRecord


class NotNow(Exception):
    """The visit is not where this act belongs; `code` is the key of the sentence that says why, `facts` what it names."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def facts_in(self, _language: str) -> dict[str, str]:
        """What the sentence of a language is filled with."""
        return self.facts


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's act: `by` is the account, `now` when, `seen` the version of what the page showed.

    Without `seen` the act is on whatever stands there now, as a command's or the kiosk's own is.
    """

    house: House
    by: str
    now: Moment
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A visit inside the transaction that is to change it."""

    visit: VisitRecord
    work: UnitOfWork


def stands(
    house: House, books: Books, visit: VisitRecord, elsewhere: frozenset[str] | None = None
) -> Standing:
    """Where the visit stands now: a lane of this station carries it, or another station's that is alive, or none.

    `elsewhere` are the visits of other stations' lanes, where they have been read already.
    """
    here = house.settings.station
    others = books.lanes.elsewhere(here) if elsewhere is None else elsewhere
    runs = visit.number in others or visit.number in house.conductor.visits()
    return standing(visit, runs=runs, here=here)


@contextmanager
def first_come() -> Iterator[None]:
    """Who comes second is told, and sees the page as it is now: NotNow instead of the database's word."""
    try:
        yield
    except Overtaken:
        raise NotNow("moved_on") from None


@contextmanager
def opened(desk: Desk, number: str, act: Act) -> Iterator[Open]:
    """One transaction about one visit; committed at the end of the block, and every screen is told.

    Raises NotNow when somebody was first or the visit does not stand where `act` belongs, NoSuchRecord when there is no
    such visit.
    """
    with desk.house.storage.unit_of_work(desk.now.wall) as work, first_come():
        visit = work.visits.hold(number, desk.seen)
        if act not in ACTS[stands(desk.house, work, visit)]:
            raise NotNow("moved_on")
        yield Open(visit, work)
        work.commit()
    desk.house.conductor.touch()
