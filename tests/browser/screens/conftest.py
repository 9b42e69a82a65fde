"""A real browser before a real server; the house behind it is the same small one as in tests/web."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from kiosk.bootstrap import EMULATIONS
from kiosk.checkin.machine.steps import Attract
from tests.browser.small_house import small_house


@dataclass(frozen=True)
class Site:
    """The running kiosk: where it is, the lane that tests put a step on, and whether failure mode is on."""

    address: str
    lane: object
    failure: list[bool]


@pytest.fixture(scope="session")
def running() -> Iterator[Site]:
    web = small_house()
    lane = web.OneLane()
    house = web.house_of(lane, emulated=EMULATIONS, streams=12)
    with web.served(house) as port:
        yield Site(f"http://127.0.0.1:{port}", lane, house.ports.failure)


@pytest.fixture
def site(running: Site) -> Site:
    """The one server, with nobody at its reader."""
    running.failure[0] = False
    running.lane.posted.clear()
    running.lane.stands_at(Attract(), seq=0, visit=None)
    return running
