"""A station that starts while its server is away begins in its own store, and believes the server only once it was looked over."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, make_url

from kiosk.bootstrap import hung_at, records_of
from kiosk.clock import SystemClock
from kiosk.settings import Institution, ReaderSettings, ServiceSettings, Settings
from kiosk.station.line import Line as RecordsLine
from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.away.handing_in import Came
from kiosk.storage.away.two_stores import TwoStores
from kiosk.storage.faults import RecordsLost, ServerAway
from kiosk.storage.opening import refuse_lost
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage
from tests.hazards.records.lines import Line
from tests.postgres import Postgres
from tests.storage.away.station import KEY, NOW, Station, noted_at, visits_at

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class Starting(Station):
    """A station whose server is looked over as at any start."""

    def opened(self) -> TwoStores:
        anchor, own = self.folder / f"{self.name}.anchor", self.folder / self.name

        def look_over() -> None:
            refuse_lost(self.url, self.name, anchor, KEY)

        return TwoStores(self.url, KEY, self.name, anchor, own, lambda: self.away, look_over)


@pytest.fixture
def database(postgres: Postgres) -> str:
    made: str = postgres.database()
    upgrade(made)
    return made


@pytest.fixture
def line(database: str, tmp_path: Path) -> Iterator[Line]:
    with closing(Line(tmp_path / "line", str(make_url(database).query["unix_sock"]))) as made:
        yield made
    gc.collect()  # here, where the warning of a socket that was left is expected


@pytest.fixture
def station(database: str, line: Line, tmp_path: Path) -> Iterator[Starting]:
    server = str(make_url(database).query["unix_sock"])
    made = Starting(database.replace(server, str(tmp_path / "line")), tmp_path)
    yield made
    made.stores.close()


@pytest.fixture
def server(database: str, tmp_path: Path) -> Iterator[Storage]:
    with closing(Storage(database, KEY, "desk-9", tmp_path / "desk-9.anchor")) as made:
        yield made


def starts_without(station: Starting, line: Line) -> None:
    station.stores.close()
    line.down()
    station.away = True
    station.stores = station.opened()


def test_visits_are_kept_here_and_handed_in_once_when_the_line_is_back(
    station: Starting, line: Line, server: Storage
) -> None:
    before = station.note()
    starts_without(station, line)
    assert station.stores.is_unseen
    numbers = station.notes(2)
    line.up()
    assert station.comes_back() == Came(kept=tuple(numbers))
    assert not station.stores.is_unseen
    assert noted_at(server) == sorted([before, *numbers])


def test_a_line_that_is_back_before_anything_was_written_is_looked_over_all_the_same(
    station: Starting, line: Line
) -> None:
    starts_without(station, line)
    line.up()
    station.away = False
    assert visits_at(station.stores) == []
    assert station.stores.is_at_home, "nobody has looked the server over"
    assert station.comes_back() == Came()
    assert not station.stores.is_at_home


def test_a_server_that_lacks_what_the_anchor_knows_is_not_believed(
    station: Starting, line: Line, server: Storage
) -> None:
    station.note()
    station.stores.following.settle()
    starts_without(station, line)
    number = station.note()
    with server.unit_of_work(NOW.wall) as work:
        work.chain.ledger.change(delete(tables.audit_rows).where(tables.audit_rows.c.station == "desk-1"))
        work.commit()
    line.up()
    with pytest.raises(RecordsLost):
        station.comes_back()
    assert station.stores.is_strange
    assert station.stores.is_at_home
    assert visits_at(station.stores) == [number]


def test_starts_again_and_again_in_one_outage_lose_nothing(
    station: Starting, line: Line, server: Storage
) -> None:
    numbers = []
    for _ in range(4):
        starts_without(station, line)
        numbers += station.notes(2)
    line.up()
    station.comes_back()
    assert noted_at(server) == sorted(numbers)
    assert len(set(numbers)) == 8


def test_a_station_that_was_never_beside_its_server_does_not_start_without_it(
    database: str, line: Line, tmp_path: Path
) -> None:
    line.down()
    server = str(make_url(database).query["unix_sock"])
    url, key = database.replace(server, str(tmp_path / "line")), AuditKeys(KEY)
    with pytest.raises(ServerAway):
        TwoStores(url, key.root, "desk-3", tmp_path / "desk-3.anchor", tmp_path / "desk-3", lambda: True)


def test_the_house_begins_at_home_and_says_so_at_once(database: str, line: Line, tmp_path: Path) -> None:
    server, nowhere = str(make_url(database).query["unix_sock"]), tmp_path / "nowhere"
    told = Settings(
        home=tmp_path / "home",
        demo=True,
        station="desk-4",
        database=database.replace(server, str(tmp_path / "line")),
        institution=Institution(code="9910000001", name="さくら見本クリニック"),
        service=ServiceSettings(
            url="https://127.0.0.1:1", client_certificate=nowhere, client_key=nowhere, authority=nowhere
        ),
        reader=ReaderSettings(name="VIRTUAL"),
        anchors=(nowhere,),
    )
    clock = SystemClock()
    storage, at_home = records_of(told, records := RecordsLine(clock))
    assert isinstance(storage, TwoStores)
    storage.prepare(clock.now().wall)
    assert not at_home()
    storage.close()
    line.down()
    storage, at_home = records_of(told, records := RecordsLine(clock))
    assert records.is_away()
    assert at_home()
    assert hung_at(storage, told.station) == ()
    storage.close()
