"""The schema's age: bringing a database up to date, and refusing one that must not be touched."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from kiosk.storage.engine import has_file, is_sound, make_engine, make_file
from kiosk.storage.faults import DatabaseCorrupt, DatabaseNewer, DatabaseOlder, in_our_words

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`, making it when there is none.

    Raises DatabaseNewer or DatabaseCorrupt before anything is touched, StorageFull and its kin when it fails; a
    failed migration is rolled back.
    """
    engine = make_engine(url, answer=None)
    make_file(engine)
    try:
        with in_our_words(), engine.begin() as connection:
            current = _refuse_unfit(connection)
            if revision == "head" and current == head():
                return
            command.upgrade(_config(connection), revision)
    finally:
        engine.dispose()


def downgrade(url: str, revision: str = "base") -> None:
    """Bring the database back to an older `revision`; what that release did not know is lost."""
    engine = make_engine(url, answer=None)
    try:
        with in_our_words(), engine.begin() as connection:
            command.downgrade(_config(connection), revision)
    finally:
        engine.dispose()


def revision_of(url: str) -> str | None:
    """Where the database stands, None where there is nothing. Raises DatabaseNewer, DatabaseCorrupt and their kin."""
    engine = make_engine(url, answer=None)
    try:
        if not has_file(engine):
            return None
        with in_our_words(), engine.connect() as connection:
            return _refuse_unfit(connection)
    finally:
        engine.dispose()


def refuse_unready(connection: Connection) -> None:
    """Raises DatabaseNewer, DatabaseCorrupt or DatabaseOlder unless the database is exactly this release's."""
    current = _refuse_unfit(connection)
    if current != head():
        raise DatabaseOlder(
            f"the database is at revision {current or 'none'}, this release at {head()}: upgrade it"
        )


def head() -> str | None:
    """The revision of this release."""
    return _scripts().get_current_head()


def _refuse_unfit(connection: Connection) -> str | None:
    if not is_sound(connection):
        raise DatabaseCorrupt("the database's pages are damaged: keep the file, restore a backup beside it")
    current = MigrationContext.configure(connection).get_current_revision()
    try:
        _scripts().get_revision(current or "base")
    except CommandError:
        raise DatabaseNewer(
            f"revision {current} is newer than this release: start the newer release"
        ) from None
    return current


@cache
def _scripts() -> ScriptDirectory:
    """The migrations of this release: files of the package, the same as long as it runs."""
    return ScriptDirectory.from_config(_config())


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
