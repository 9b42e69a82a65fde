"""A whole clinic for a browser: the staged demo, the kiosk's pages before it, and a clock that is stepped over goodbyes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask

from hardware_mocks.dock.hardware import Dock
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.clock import SystemClock
from kiosk.house import House
from kiosk.settings import Settings
from kiosk.storage.audit.chain import AuditRow
from kiosk.storage.inspection import who
from kiosk.storage.visit.visits import VisitRecord
from kiosk.web.listeners import make_server, served_beside
from rehearsal.clock import SteppedClock
from rehearsal.stage import Dress, Stage, Wishes, staged
from rehearsal.visit import Journal
from tests.made_once import desk_of, glass_of

PATIENCE = 45.0
"""Seconds after which something that never comes fails the test; on a quiet machine all come at once."""


@dataclass(frozen=True)
class Clinic:
    """Where its pages are, and what a test may do or look up behind them."""

    stage: Stage
    clock: SteppedClock
    address: str
    """The glass's."""
    desk: str
    """What every page of the desk begins with."""

    @property
    def dock(self) -> Dock:
        return self.stage.dock

    @property
    def lane(self) -> CheckIn:
        lane = self.stage.house.conductor.lane()
        assert lane is not None
        return lane

    def until(self, fits: Callable[[CheckIn], bool], what: str) -> CheckIn:
        """Wait until the reader's lane is so."""
        revision = -1
        while not fits(lane := self.lane):
            following = self.stage.house.conductor.wait(revision, PATIENCE)
            assert following != revision, f"{what} never came; the lane stays at {type(lane.step).__name__}"
            revision = following
        return lane

    def at(self, *kinds: type) -> CheckIn:
        return self.until(
            lambda lane: isinstance(lane.step, kinds), " or ".join(each.__name__ for each in kinds)
        )

    def make_ready(self) -> None:
        """Whoever was here has gone, and the goodbye is over."""
        if self.dock.on_reader:
            self.dock.remove()
        if isinstance(self.at(steps.Closed, steps.Attract).step, steps.Closed):
            self.clock.step(WAITS[steps.Closed].seconds)
        self.at(steps.Attract)

    def lay_without_front(self, persona_id: str) -> None:
        """The card lies there, and the camera over it sees nothing."""
        self.dock.hide_front()
        self.dock._slot.insert(self.dock._issued[persona_id])
        self.dock.on_reader = persona_id

    def record(self, number: str) -> VisitRecord:
        with self.stage.house.storage.reading() as books:
            return books.visits.find(number)

    def audited(self, number: str, kind: str) -> list[AuditRow]:
        return [row for row in who(self.stage.house.storage, visit=number) if row.kind == kind]


@contextmanager
def open_clinic(*, pcsc: bool = False, dress: Dress | None = None) -> Iterator[Clinic]:
    clock = SteppedClock(SystemClock().now().wall)
    wishes = Wishes(pcsc=pcsc, log_to=Journal(), clock=clock, changed=_with_many_streams)
    with staged(wishes, dress) as stage, _served(glass_of, stage) as glass, _served(desk_of, stage) as desk:
        yield Clinic(stage, clock, f"http://127.0.0.1:{glass}", f"http://127.0.0.1:{desk}/staff")


def _with_many_streams(settings: Settings) -> Settings:
    """A page that is left gives its stream back only after a moment, and tests leave pages faster than people.

    Nor does anything hand itself over in the moment in which a test presses for it.
    """
    web = settings.web.model_copy(update={"threads": 48, "streams": 36})
    by_hand = settings.hand_over.model_copy(update={"by_itself": False})
    return settings.model_copy(update={"web": web, "hand_over": by_hand})


@contextmanager
def _served(site_of: Callable[[House], Flask], stage: Stage) -> Iterator[int]:
    """One site's own server on a free port."""
    with served_beside(make_server(site_of(stage.house), stage.settings, port=0)) as port:
        yield port
        stage.house.conductor.touch()  # a stream that has news for a closed page ends
