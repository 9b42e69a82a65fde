"""A line to the server that is cut or swallows everything, and a server that somebody else may have put there."""

from __future__ import annotations

import gc
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from kiosk.storage.faults import StorageBusy, StorageFault, StorageUnavailable
from kiosk.storage.line import AUTHORITY, arguments, for_driver, is_here, tls
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage
from tests.hazards.records.lines import Line
from tests.postgres import Postgres
from tests.storage.conftest import NOW, open_visit

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""The driver cannot say goodbye on a line that was cut, and leaves its socket to the garbage collector."""

SOON = 1.0
"""Seconds that the server may take in these tests."""


@pytest.fixture
def line(postgres: Postgres, tmp_path: Path) -> Iterator[tuple[Line, str]]:
    url = postgres.database()
    upgrade(url)
    server = make_url(url).query["unix_sock"]
    at = tmp_path / "line"
    with closing(Line(at, str(server))) as made:
        yield made, url.replace(str(server), str(at))


@pytest.fixture
def storage(line: tuple[Line, str], tmp_path: Path) -> Iterator[Storage]:
    made = Storage(line[1], b"a key for tests that lies nowhere else", "desk-1", tmp_path / "anchor", SOON)
    yield made
    made.close()
    gc.collect()  # here, where the warning of a socket that was left is expected, and not in somebody else's test


def look(storage: Storage) -> int:
    with storage.reading() as books:
        return books.patients.count()


def test_hazard_a_line_that_swallows_everything_is_given_up_and_heals_without_a_restart(
    line: tuple[Line, str], storage: Storage
) -> None:
    assert look(storage) == 0
    line[0].swallow()
    with pytest.raises(StorageFault):
        look(storage)
    line[0].mend()
    line[0].cut()  # what was swallowed is gone, as on a real line
    assert look(storage) == 0


def test_hazard_a_line_cut_in_mid_act_keeps_nothing_of_the_act(
    line: tuple[Line, str], storage: Storage
) -> None:
    def cut_before_it_is_kept() -> None:
        with storage.unit_of_work(NOW) as work:
            open_visit(work)
            line[0].cut()
            work.commit()

    with pytest.raises(StorageUnavailable):
        cut_before_it_is_kept()
    with storage.reading() as books:
        assert books.visits.of_day(NOW.date()) == ()


def test_a_statement_that_takes_too_long_is_ended_by_the_server(storage: Storage) -> None:
    def sleep() -> None:
        with storage.reading() as books:
            said = books.visits.ledger.connection.exec_driver_sql
            said("SET LOCAL statement_timeout = '50ms'")
            said("SELECT pg_sleep(5)")

    with pytest.raises(StorageBusy):
        sleep()


@pytest.mark.parametrize("host", ["db.clinic.example", "192.0.2.7", "db"])
def test_a_server_off_the_machine_is_spoken_to_over_verified_tls_alone(host: str) -> None:
    context = tls(make_url(f"postgresql+pg8000://kiosk@{host}/clinic"))

    assert context is not None
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


@pytest.mark.parametrize("where", ["127.0.0.1", "localhost", "[::1]", ""])
def test_nothing_that_stays_on_the_machine_needs_tls(where: str) -> None:
    url = make_url(f"postgresql+pg8000://kiosk@{where}/clinic")

    assert is_here(url)
    assert "ssl_context" not in arguments(url, SOON)


def test_a_named_authority_is_trusted_alone_and_kept_from_the_driver(tmp_path: Path) -> None:
    url = make_url(f"postgresql+pg8000://kiosk@db.example/clinic?{AUTHORITY}={tmp_path}/ca.pem")

    with pytest.raises(OSError, match="No such file"):
        tls(url)
    assert AUTHORITY not in for_driver(url).query
