"""The one place that knows which database it is talking to.

SQLite: write-ahead log, `synchronous=FULL` (an acknowledged visit survives a power cut), `BEGIN IMMEDIATE` for
writers, because a reader that turns writer gets SQLITE_BUSY at once and no time-out helps it
(https://www.sqlite.org/isolation.html). PostgreSQL: many stations write side by side, one station's writers one after
another, since they extend one audit chain. Everything else in this room is portable.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from eligibility_kiosk import lacking
from kiosk.home import private
from kiosk.storage.faults import DriverMissing
from kiosk.storage.line import ANSWER_SECONDS, LOCK_SECONDS, STATEMENT_SECONDS, arguments, for_driver

BUSY_SECONDS = 10
BULK_WAIT_SECONDS = 30
READING = "kiosk_reading"
STAGING = "kiosk_staging"
SOON_CHECKED = 32 * 1024 * 1024
"""Bytes of a file that a start looks through; a fraction of a second."""
NEEDED = ("alembic_version", "accounts", "failure_switches", "incident_cases", "medical_closures")
"""Small tables without which nobody can be signed in or stopped."""
SCRUBBED = (
    "answers",
    "answer_keys",
    "application_items",
    "comparisons",
    "documents",
    "outage_notes",
    "camera_tries",
    "card_tries",
    "tomorrow",
)
"""Tables of which something leaves."""
BULK_CACHE_KIB = 64 * 1024


def make_engine(url: str, answer: float | None = ANSWER_SECONDS) -> Engine:
    """An engine whose SQL never carries parameters into an error message.

    `answer`: how many seconds a server may take for anything, None for work that takes as long as it takes.

    Raises:
        DriverMissing: the extra for PostgreSQL is not installed.
    """
    try:
        place, line = (make_url(url), {}) if url.startswith("sqlite") else _line(make_url(url), answer)
        engine = create_engine(place, hide_parameters=True, **line)
    except ModuleNotFoundError as missing:
        raise DriverMissing(lacking("the database", "postgresql") or str(missing)) from missing
    if engine.dialect.name == "postgresql" and answer is not None:
        event.listen(engine, "connect", _hurried)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
        event.listen(engine, "begin", _begin)
    return engine


def _line(url: URL, answer: float | None) -> tuple[URL, dict[str, Any]]:
    """Where the driver goes, and what a server is given beside it."""
    return for_driver(url), {
        "pool_pre_ping": True,
        "pool_timeout": answer or BULK_WAIT_SECONDS,
        "connect_args": dict(arguments(url, answer)),
    }


def has_file(engine: Engine) -> bool:
    """Whether there is something to connect to without making it; a server always is."""
    return engine.dialect.name != "sqlite" or Path(engine.url.database or "").is_file()


def make_file(engine: Engine) -> None:
    """A file database for its owner's eyes alone; SQLite gives its log the same rights."""
    if not has_file(engine):
        with suppress(OSError), open(str(engine.url.database), "ab", opener=private):
            pass  # where it cannot be made, the connection says so in its own words


def for_reading(connection: Connection) -> Connection:
    """The same connection, in a transaction that cannot write."""
    options = (
        {READING: True, "postgresql_readonly": True}
        if connection.dialect.name == "postgresql"
        else {READING: True}
    )
    return connection.execution_options(**options)


@contextmanager
def staging(connection: Connection) -> Iterator[None]:
    """A transaction for temporary tables alone: it locks nobody out, however long it takes."""
    connection.execution_options(**{STAGING: True})
    try:
        with connection.begin():
            yield
    finally:
        connection.execution_options(**{STAGING: False})


@contextmanager
def with_bulk_cache(connection: Connection) -> Iterator[None]:
    """Room in memory for the pages of a large import; a server has its own."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    (usual,) = driver.execute("PRAGMA cache_size").fetchone()
    driver.execute(f"PRAGMA cache_size = -{BULK_CACHE_KIB}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA cache_size = {usual}")


@contextmanager
def indexed_afterwards(connection: Connection, table: Table) -> Iterator[None]:
    """Fill a table first and index it then: many times faster in a file. A server's readers would have to wait, so not there."""
    indexes = table.indexes if connection.dialect.name == "sqlite" else frozenset()
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def alone(connection: Connection, station: str) -> None:
    """Wait until no other writer of this station is at work; held until the transaction ends. SQLite's are alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(station))))


def clock_of(connection: Connection) -> datetime:
    """The database's own clock, now; a file's is the machine's on which it lies."""
    if connection.dialect.name == "postgresql":
        return cast("datetime", connection.execute(select(func.clock_timestamp())).scalar_one())
    told = connection.execute(select(func.strftime("%Y-%m-%dT%H:%M:%f+00:00", "now"))).scalar_one()
    return datetime.fromisoformat(told)


def is_sound(connection: Connection) -> bool:
    """Whether a file database can be begun on: all of its pages where that is soon done, else the tables that every visit needs.

    A start must not take as long as the records are large. `audit verify` looks at all of them.
    """
    if connection.dialect.name != "sqlite":
        return True
    pages, size = (
        connection.exec_driver_sql(f"PRAGMA {each}").scalar() for each in ("page_count", "page_size")
    )
    if int(pages or 0) * int(size or 0) <= SOON_CHECKED:
        return is_whole(connection)
    checks = (connection.exec_driver_sql(f"PRAGMA quick_check({table})").scalar() for table in NEEDED)
    return all(check == "ok" for check in checks)


def is_whole(connection: Connection) -> bool:
    """Whether all pages of a file database fit together; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return True
    return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"


def scrubbed(connection: Connection) -> None:
    """Empty the log of a file database, whose free pages are overwritten as they fall free; a server clears dead rows."""
    driver = connection.connection.driver_connection
    assert driver is not None
    if connection.dialect.name == "sqlite":
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return
    driver.autocommit = True
    try:
        driver.cursor().execute(f"VACUUM {', '.join(SCRUBBED)}")
    finally:
        driver.autocommit = False


def _hurried(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
    cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
    cursor.close()
    connection.commit()


def _durable(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for statement in (
        f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA secure_delete = ON",
    ):
        cursor.execute(statement)
    cursor.close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    reading, staged = options.get(READING, False), options.get(STAGING, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
    connection.exec_driver_sql("BEGIN" if reading or staged else "BEGIN IMMEDIATE")
