"""What every act of the desk stands on: who does it, in which visit, and whether the visit is where the act belongs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kiosk.clock import Moment
from kiosk.desk.standing import ACTS, Act, standing
from kiosk.house import House
from kiosk.storage.faults import Overtaken
from kiosk.storage.unit_of_work import UnitOfWork
from kiosk.storage.visit.visits import VisitRecord


class NotNow(Exception):
    """The visit is not where this act belongs; `code` is the key of the sentence that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


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


def runs(house: House, visit: VisitRecord) -> bool:
    """Whether a lane carries the visit: one of this station, or, as far as we can know, the other station's."""
    if visit.station != house.settings.station:
        return visit.outcome is None
    return any(lane.visit == visit.number for lane in house.conductor.lanes().values())


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
        if act not in ACTS[standing(visit, runs=runs(desk.house, visit))]:
            raise NotNow("moved_on")
        yield Open(visit, work)
        work.commit()
    desk.house.conductor.touch()
