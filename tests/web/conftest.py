"""A house whose conductor is the real machine without its threads: every press is answered at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.advance import CheckIn, advance
from kiosk.checkin.machine.effects import Effect
from kiosk.checkin.machine.timeouts import WAITS
from kiosk.checkin.machine.turn import Facts, Lane
from kiosk.clock import JAPAN, Moment
from kiosk.house import House
from kiosk.settings import Institution, ReaderSettings, ServiceSettings, Settings, WebSettings
from kiosk.web.listeners import make_server, served_beside
from tests.made_once import glass_of

NOW = Moment(datetime(2026, 11, 21, 9, 0, tzinfo=JAPAN), 1000.0)
ORIGIN = "http://localhost"


class StoppedClock:
    def now(self) -> Moment:
        return NOW


@dataclass
class OneLane:
    """The conductor's surface over the pure machine: one lane, no threads, every posted event kept."""

    check_in: CheckIn = field(default_factory=lambda: CheckIn(Lane.READER))
    facts: Facts = field(default_factory=Facts)
    posted: list[events.Event] = field(default_factory=list)
    asked: list[Effect] = field(default_factory=list)
    revision: int = 0

    def __post_init__(self) -> None:
        self.changed = threading.Condition()

    def stands_at(self, step: steps.Step, seq: int = 7, visit: str | None = "V-1") -> None:
        wait = WAITS.get(type(step))
        deadline = NOW.ticks + wait.seconds if wait else None
        self.check_in = CheckIn(Lane.READER, step, seq, visit, deadline)
        self.touch()

    def lane(self, name: str = "reader") -> CheckIn | None:
        return self.check_in

    def lanes(self) -> dict[str, CheckIn]:
        return {"reader": self.check_in}

    def visits(self) -> frozenset[str]:
        return frozenset({self.check_in.visit or ""})

    def touch(self) -> None:
        with self.changed:
            self.revision += 1
            self.changed.notify_all()

    def wait(self, revision: int, timeout: float) -> int:
        with self.changed:
            self.changed.wait_for(lambda: self.revision != revision, timeout)
            return self.revision

    def post(self, event: events.Event, lane: str = "reader") -> Future[CheckIn]:
        self.posted.append(event)
        self.check_in, effects = advance(self.check_in, event, self.facts, NOW)
        self.asked.extend(effects)
        done: Future[CheckIn] = Future()
        done.set_result(self.check_in)
        return done


@dataclass
class StillCamera:
    """Shows one picture while somebody looks."""

    picture: bytes | None = b"\xff\xd8picture"

    def asks(self) -> str:
        return ""

    def live_picture(self, *, face_alone: bool = False) -> bytes | None:
        return self.picture


@dataclass(frozen=True)
class Outside:
    """The only thing of the ports that screens ask."""

    failure: list[bool] = field(default_factory=lambda: [False])

    def failure_mode(self) -> bool:
        return self.failure[0]


def settings(*, demo: bool, streams: int, threads: int) -> Settings:
    nowhere = Path("/nonexistent")
    return Settings(
        home=nowhere,
        demo=demo,
        station="front",
        institution=Institution(code="1310000001", name="さくら見本クリニック"),
        service=ServiceSettings(
            url="https://127.0.0.1:1", client_certificate=nowhere, client_key=nowhere, authority=nowhere
        ),
        reader=ReaderSettings(name="VIRTUAL"),
        anchors=(nowhere,),
        web=WebSettings(threads=threads, streams=streams),
    )


def house_of(
    conductor: object, *, demo: bool = True, emulated: tuple[str, ...] = ("virtual_reader",), streams: int = 3
) -> House:
    return House(
        settings=settings(demo=demo, streams=streams, threads=streams + 4),
        clock=StoppedClock(),
        storage=None,  # no patient screen reads the storage
        conductor=conductor,
        ports=Outside(),
        face=StillCamera(),
        emulated=emulated,
        log=lambda *_: None,
    )


@contextmanager
def served(house: House) -> Iterator[int]:
    """The glass on a free port; gives the port."""
    with served_beside(make_server(glass_of(house), house.settings, port=0)) as port:
        yield port


@pytest.fixture
def lane() -> OneLane:
    return OneLane()


@pytest.fixture
def house(lane: OneLane) -> House:
    return house_of(lane)


@pytest.fixture
def app(house: House) -> Flask:
    return glass_of(house)


@pytest.fixture
def port(house: House) -> Iterator[int]:
    with served(house) as port:
        yield port


@pytest.fixture(scope="session")
def still_house() -> House:
    """For tests that render and never press: made once, because templates are compiled with the app."""
    return house_of(OneLane())


@pytest.fixture(scope="session")
def still_app(still_house: House) -> Flask:
    return glass_of(still_house)


@dataclass
class Browser:
    """A browser that has opened the patient page: it knows its token and says where it comes from."""

    client: FlaskClient
    token: str

    def press(self, name: str, seq: int, **fields: str) -> object:
        return self.send(f"/press/{name}", seq=str(seq), **fields)

    def send(self, path: str, **fields: str) -> object:
        headers = {"Origin": ORIGIN, "X-CSRF-Token": self.token, "Sec-Fetch-Site": "same-origin"}
        return self.client.post(path, data=fields, headers=headers)

    def screen(self) -> str:
        return self.client.get("/screen").get_data(as_text=True)


@pytest.fixture
def browser(app: Flask) -> Iterator[Browser]:
    with app.test_client() as client:
        page = client.get("/").get_data(as_text=True)
        yield Browser(client, page.split('name="csrf-token" content="')[1].split('"')[0])
