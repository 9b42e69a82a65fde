from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage
from tests.made_once import empty_database
from tests.storage.away.station import KEY, Station


@pytest.fixture(params=["sqlite", "postgresql"])
def url(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return empty_database(tmp_path / "server.db")
    made: str = request.getfixturevalue("postgres").database()
    upgrade(made)
    return made


@pytest.fixture
def server(url: str, tmp_path: Path) -> Iterator[Storage]:
    """The server as another station sees it."""
    made = Storage(url, KEY, "desk-9", tmp_path / "desk-9.anchor")
    yield made
    made.close()


@pytest.fixture
def station(url: str, tmp_path: Path) -> Iterator[Station]:
    made = Station(url, tmp_path)
    yield made
    made.stores.close()
