"""One running kiosk for all hazards: if one of them broke it, the next patient of the others would not be served."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import pytest

from hardware_mocks.national.wire import Pace
from kiosk.clock import SystemClock
from kiosk.settings import Settings
from rehearsal.clock import SteppedClock
from rehearsal.stage import Wishes, staged
from rehearsal.visit import Journal
from tests.hazards.rehearsal import Cameras, Hurry, Rehearsal

DEADLINE = 4.0
"""Seconds for one call to the service: long enough for a busy machine, short enough to wait for."""


def impatient(settings: Settings) -> Settings:
    return replace(settings, service=replace(settings.service, deadline=DEADLINE))


@contextmanager
def rehearsal(
    *, pcsc: bool = False, changed: Callable[[Settings], Settings] = impatient
) -> Iterator[Rehearsal]:
    clock, journal, cameras = SteppedClock(SystemClock().now().wall), Journal(), Cameras()
    wishes = Wishes(
        pcsc=pcsc,
        log_to=journal,
        clock=clock,
        around_cameras=cameras,
        pace=Pace(late=0.3, slow=0.05),
        changed=changed,
    )
    with staged(wishes) as stage, Hurry(stage, clock):
        yield Rehearsal(stage, clock, journal, cameras.patient)


@pytest.fixture(scope="session")
def running() -> Iterator[Rehearsal]:
    with rehearsal() as made:
        yield made


@pytest.fixture
def kiosk(running: Rehearsal) -> Iterator[Rehearsal]:
    """The running kiosk; after each hazard the next patient is served as if nothing had happened."""
    yield running
    running.stage.service.faults.off(*running.stage.service.faults._on)
    running.camera.condition = "working"
    assert running.next_patient().outcome == "confirmed"


@pytest.fixture(scope="session")
def another_kiosk() -> Callable[..., AbstractContextManager[Rehearsal]]:
    """For a hazard that wants a house to itself."""
    return rehearsal
