"""A real browser before a real server; the house behind it is the same small one as in tests/web."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, Page

from kiosk.bootstrap import EMULATIONS
from kiosk.checkin.machine.steps import Attract


def small_house() -> ModuleType:
    """The fixtures' module of the web tests, loaded by its path: conftest files have no importable name."""
    name = "small_house_of_the_web_tests"
    if name not in sys.modules:
        path = Path(__file__).parents[2] / "web" / "conftest.py"
        spec = importlib.util.spec_from_file_location(name, path)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@dataclass(frozen=True)
class Glass:
    """A display: its pixels, and how many of them one millimetre takes."""

    name: str
    width: int
    height: int
    per_mm: float


GLASSES = (
    Glass("24-inch-upright", 1080, 1920, 3.61),
    Glass("7-inch", 800, 480, 5.25),
    Glass("15-inch", 1366, 768, 3.95),
)


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


@pytest.fixture(params=GLASSES, ids=lambda glass: glass.name)
def glass(request: pytest.FixtureRequest) -> Glass:
    return request.param


@pytest.fixture
def page(chromium: Browser, glass: Glass) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": glass.width, "height": glass.height}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()
