"""The one place that knows which database it is talking to.

SQLite: write-ahead log, `synchronous=FULL` (an acknowledged visit survives a power cut), `BEGIN IMMEDIATE` for
writers, because a reader that turns writer gets SQLITE_BUSY at once and no time-out helps it
(https://www.sqlite.org/isolation.html). Everything else in this room is portable.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 10
READING = "kiosk_reading"


def make_engine(url: str) -> Engine:
    """An engine whose SQL never carries parameters into an error message."""
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _durable)
        event.listen(engine, "begin", _begin)
    return engine


def for_reading(connection: Connection) -> Connection:
    """The same connection, in a transaction that cannot write."""
    options = (
        {READING: True, "postgresql_readonly": True}
        if connection.dialect.name == "postgresql"
        else {READING: True}
    )
    return connection.execution_options(**options)


def is_sound(connection: Connection) -> bool:
    """Whether the pages of a file database fit together; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return True
    return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"


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
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
