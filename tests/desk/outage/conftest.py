from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest

from kiosk.clock import JAPAN, Moment
from kiosk.qualification.grounds import OutageNote
from kiosk.qualification.model import Answer, Validity
from kiosk.qualification.port import Inquiry
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.visits import VisitRecord
from tests.made_once import empty_database

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)


@dataclass
class StoppedClock:
    wall: datetime = NOW

    def now(self) -> Moment:
        return Moment(self.wall, 0.0)


@dataclass
class ScriptedService:
    """Answers each inquiry from a script by visit number; an exception there is raised, and once only."""

    script: dict[str, object] = field(default_factory=dict)
    asked: list[Inquiry] = field(default_factory=list)

    def challenge(self, visit):
        raise NotImplementedError

    def registered(self, proof):
        raise NotImplementedError

    def register(self, proof):
        raise NotImplementedError

    def qualify(self, inquiry: Inquiry) -> Answer:
        self.asked.append(inquiry)
        match self.script.pop(inquiry.visit, None):
            case None:
                return Answer(inquiry.visit, inquiry.identifier, NOW, inquiry.on, Validity.VALID)
            case Answer() as answer:
                return answer
            case fault:
                raise fault


def noted(storage: Storage, count: int) -> list[str]:
    numbers = []
    for place in range(count):
        with storage.unit_of_work(NOW) as work:
            number = work.visits.next_number(NOW.date())
            work.visits.open(VisitRecord(number, "desk-1", "desk", NOW, "1001", "noted_in_outage"))
            items = OutageNote("佐藤　花子", date(1985, 4, 12), "2", "東京都", "suzuki", NOW)
            work.outages.note(number, f"inquiry-{place}", items)
            work.commit()
        numbers.append(number)
    return numbers


@pytest.fixture(params=["sqlite", "postgresql"])
def url(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An empty clinic, in a file and on a server."""
    if request.param == "sqlite":
        return empty_database(tmp_path / "kiosk.db")
    made = request.getfixturevalue("postgres").database()
    upgrade(made)
    return made


@pytest.fixture
def station(url: str, tmp_path: Path) -> Iterator[Callable[[str], Storage]]:
    """A station's door to that clinic, by the station's name."""
    with ExitStack() as closing:

        def opened(name: str) -> Storage:
            made = Storage(url, b"a key for tests", name, tmp_path / f"{name}.anchor")
            closing.callback(made.close)
            return made

        yield opened


@pytest.fixture
def storage(station: Callable[[str], Storage]) -> Storage:
    return station("desk-1")


@pytest.fixture
def three(storage: Storage) -> list[str]:
    return noted(storage, 3)


@pytest.fixture
def service() -> ScriptedService:
    return ScriptedService()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()
