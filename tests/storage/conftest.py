from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.clock import JAPAN
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage, UnitOfWork
from kiosk.storage.visit.visits import VisitRecord
from tests.made_once import empty_database

KEY = b"a key for tests that lies nowhere else"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)


class Clinic:
    """A database with one station, and short ways to put a visit into it."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self.key = KEY
        if url:
            upgrade(url)
        self.url = url or empty_database(folder / "kiosk.db")
        self.storage = self.station("desk-1")

    def station(self, name: str) -> Storage:
        return Storage(self.url, KEY, name, self.folder / f"{name}.anchor")

    def visit(self, patient_id: str | None = None) -> str:
        with self.storage.unit_of_work(NOW) as work:
            number = open_visit(work, patient_id)
            work.audit("visit_opened", number, {"lane": "reader"})
            work.commit()
        return number


def open_visit(work: UnitOfWork, patient_id: str | None = None) -> str:
    number = work.visits.next_number(NOW.date())
    work.visits.open(VisitRecord(number, "desk-1", "reader", NOW, patient_id))
    return number


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(params=["sqlite", "postgresql"])
def clinic(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Clinic]:
    """The same records in a file and on a server."""
    on_server = request.param == "postgresql"
    made = Clinic(tmp_path, request.getfixturevalue("postgres").database() if on_server else "")
    yield made
    made.storage.close()


@pytest.fixture
def file_clinic(tmp_path: Path) -> Iterator[Clinic]:
    """For what only a database file can meet: a full disk, damaged pages."""
    made = Clinic(tmp_path)
    yield made
    made.storage.close()
