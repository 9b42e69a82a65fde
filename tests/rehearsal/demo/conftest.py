from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import cv2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hardware_mocks.card.issue import issue_card
from hardware_mocks.dock.hardware import Dock
from hardware_mocks.dock.panel import add_panel
from hardware_mocks.heads.photographs import still
from hardware_mocks.national.serve import NationalService
from hardware_mocks.pcsc.slot_requests import Status
from hardware_mocks.personas.model import persona
from hardware_mocks.pki.issuing import Pki
from hardware_mocks.world import World
from kiosk.web.security import guard
from reader.events import ReaderEvent
from rehearsal.stage import InProcessSlot

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ORIGIN = "http://localhost"


class ListedPcsc:
    """A PC/SC service that writes down what was done to it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def status(self) -> Status:
        return Status(daemon=None if self.done[-1:] == ["stop"] else 4711, card=False, verify_count=2)

    def stop_daemon(self) -> None:
        self.done.append("stop")

    def start_daemon(self) -> None:
        self.done.append("start")

    def hang(self) -> None:
        self.done.append("hang")

    def resume(self) -> None:
        self.done.append("resume")


@dataclass
class Bench:
    """The panel in a browser, and the things that it works on."""

    app: Flask
    dock: Dock
    service: NationalService
    pcsc: ListedPcsc | None
    heard: list[ReaderEvent]
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def see(self, path: str = "/") -> str:
        return self.client.get(path).get_data(as_text=True)

    def press(self, path: str, headers: dict | None = None, **fields: object) -> TestResponse:
        token = self.see().split('name="csrf" value="')[1].split('"')[0]
        told = headers if headers is not None else {"Origin": ORIGIN}
        return self.client.post(path, data={"csrf": token, **fields}, headers=told)


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> World:
    pki = Pki.make(NOW)
    cards = {each: issue_card(persona(each), pki, None, NOW) for each in ("sato", "infant")}
    return World(tmp_path_factory.mktemp("world"), NOW, pki, cards)


def bench_of(world: World, pcsc: ListedPcsc | None) -> Iterator[Bench]:
    slot, heard = InProcessSlot(), []
    slot.reader(heard.append)
    dock = Dock(world, slot)
    with NationalService(world.registry(), world.pki, lambda: NOW) as service:
        app = Flask("test dock")
        add_panel(app, dock, service, pcsc, guard)
        yield Bench(app, dock, service, pcsc, heard)


@pytest.fixture
def bench(world: World) -> Iterator[Bench]:
    yield from bench_of(world, None)


@pytest.fixture
def bench_with_pcsc(world: World) -> Iterator[Bench]:
    yield from bench_of(world, ListedPcsc())


@pytest.fixture(scope="session")
def picture(tmp_path_factory) -> Path:
    """A picture file of "one's own"."""
    path = tmp_path_factory.mktemp("own") / "own.png"
    path.write_bytes(cv2.imencode(".png", still("stranger_1", "frontal", 0))[1].tobytes())
    return path
