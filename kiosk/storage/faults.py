"""What can go wrong with the database, in the desk's words instead of a driver's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, SQLAlchemyError


class StorageFault(Exception):
    """The root of what storage raises. The unit of work that met it has been rolled back."""


class StorageFull(StorageFault):
    """No room left for the database. Nothing of this unit of work was kept."""


class StorageBusy(StorageFault):
    """Another writer held the database for longer than we wait."""


class StorageUnavailable(StorageFault):
    """The database cannot be opened or written at all: read-only, no such folder, connection lost."""


class ServerAway(StorageUnavailable):
    """No server answers: the line is cut, or it is not up. One that answers and refuses is another matter."""


class DriverMissing(StorageFault):
    """What speaks with this kind of database is not installed."""


class DatabaseCorrupt(StorageFault):
    """The file is no database, or its pages are damaged. It is left as it is: restore a backup beside it."""


class DatabaseNewer(StorageFault):
    """A newer release has written this database. It is left as it is: start that release."""


class DatabaseOlder(StorageFault):
    """The database waits for its migration: run the upgrade first."""


class KeyLost(StorageFault):
    """The audit key is gone or not whole while records or an anchor are there. Nothing is made in its place."""


class RecordsLost(StorageFault):
    """The anchor knows rows that the database does not. Nothing is made or written."""


class RecordConflict(StorageFault):
    """A unique key said no: somebody else wrote the same thing first."""


class Overtaken(StorageFault):
    """Somebody else changed the record since it was seen. Nothing of this unit of work was kept."""


class NoSuchRecord(StorageFault):
    """The number or name names nothing that is kept here."""


SIGNS: tuple[tuple[str, type[StorageFault]], ...] = (
    ("disk is full", StorageFull),
    ("no space left", StorageFull),
    ("disk i/o error", StorageFull),
    ("database is locked", StorageBusy),
    ("lock timeout", StorageBusy),
    ("malformed", DatabaseCorrupt),
    ("not a database", DatabaseCorrupt),
)
"""What SQLite says, in lower case, and what it means here. It reports a file-size limit as an I/O error."""

STATES: tuple[tuple[str, type[StorageFault]], ...] = (
    ("23", RecordConflict),
    ("53100", StorageFull),
    ("55P03", StorageBusy),
    ("57014", StorageBusy),
    ("40", StorageBusy),
    ("57P0", ServerAway),
    ("08", ServerAway),
    ("XX001", DatabaseCorrupt),
    ("XX002", DatabaseCorrupt),
)
"""How a server's SQLSTATE begins, and what it means here (PostgreSQL, Appendix A: Error Codes)."""


def translated(error: SQLAlchemyError) -> StorageFault:
    """The fault behind a driver's error; its parameters stay out of the sentence, for they hold names."""
    if isinstance(error, IntegrityError):
        return RecordConflict("a unique key or reference refused this record")
    state = _state(error)
    if state:
        fault = next((fault for begins, fault in STATES if state.startswith(begins)), StorageUnavailable)
        return fault(f"the server refused with SQLSTATE {state}")
    if isinstance(error, InterfaceError):
        return ServerAway("no database server answers")
    said = str(error.orig).lower() if isinstance(error, DBAPIError) else type(error).__name__.lower()
    kind = next((fault for sign, fault in SIGNS if sign in said), StorageUnavailable)
    return kind(said)


def _state(error: SQLAlchemyError) -> str:
    """A server's five-character code. The words beside it repeat what was being written, so nobody reads them."""
    told = error.orig.args if isinstance(error, DBAPIError) and error.orig else ()
    return str(told[0].get("C", "")) if told and isinstance(told[0], dict) else ""


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn every driver's error inside the block into a StorageFault."""
    try:
        yield
    except SQLAlchemyError as error:
        raise translated(error) from None
    except (TimeoutError, ConnectionError):  # the driver lets them through
        raise ServerAway("the line to the database server does not answer") from None
