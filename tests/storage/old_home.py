"""Homes of earlier releases, frozen as text, put back where a kiosk finds them: in a file or on a server."""

from __future__ import annotations

import shutil
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, column, create_engine, func, inspect, select, table

from kiosk.settings import Settings, load

HOMES = Path(__file__).parent / "old_homes"
RELEASES = tuple(sorted(each.name for each in HOMES.glob("release_*")))
TEXT_ALONE = ("*.sql", "*.md", "holds.toml")
"""What lies beside a frozen home and is no part of it."""
SERIALS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_default LIKE 'nextval%' ORDER BY table_name
"""
Rows = dict[str, Counter[tuple[object, ...]]]


@dataclass(frozen=True)
class OldHome:
    """A home as its release left it; nothing of a later release has touched it yet."""

    frozen: Path
    settings: Settings
    settings_file: Path

    @property
    def holds(self) -> dict[str, Any]:
        """What the release wrote into it (see holds.toml)."""
        return tomllib.loads((self.frozen / "holds.toml").read_text("utf-8"))

    @property
    def key(self) -> bytes:
        return (self.settings.home / "audit.key").read_bytes()

    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of each table, as they stand in the database now."""
        with _engine(self.settings) as engine:
            seen = inspect(engine)
            return {
                name: tuple(each["name"] for each in seen.get_columns(name))
                for name in seen.get_table_names()
            }

    def rows(self, columns: dict[str, tuple[str, ...]]) -> Rows:
        """Every row of these columns, as the driver gives it."""
        with _engine(self.settings) as engine, engine.connect() as connection:
            found = {}
            for name, wanted in columns.items():
                rows = connection.execute(select(*map(column, wanted)).select_from(table(name)))
                found[name] = Counter(map(tuple, rows))
            return found


def unpack(release: str, folder: Path, server: str = "") -> OldHome:
    """The home in `folder`; its database in a file there, or on the empty database at the URL `server`."""
    frozen = HOMES / release
    home = folder / "kiosk"
    shutil.copytree(frozen, home, ignore=shutil.ignore_patterns(*TEXT_ALONE))
    home.chmod(0o700)
    (home / "audit.key").chmod(0o600)
    frozen_at = tomllib.loads((frozen / "holds.toml").read_text("utf-8"))["frozen_at"]
    file = home / "kiosk.toml"
    text = file.read_text("utf-8").replace(frozen_at, str(folder))
    file.write_text(f'database = "{server}"\n{text}' if server else text, "utf-8")
    _fill_server(frozen, server) if server else _fill_file(frozen, home / "kiosk.sqlite")
    return OldHome(frozen, load(file), file)


def _fill_file(frozen: Path, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for name in ("schema_sqlite.sql", "rows.sql"):
            connection.executescript((frozen / name).read_text("utf-8"))
        connection.commit()
    file.chmod(0o600)


def _fill_server(frozen: Path, server: str) -> None:
    """The same rows; PostgreSQL calls bytes by another name, and its sequences count on from the rows."""
    rows = (frozen / "rows.sql").read_text("utf-8").replace(" AS BLOB)", " AS BYTEA)")
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql("SET TIME ZONE 'UTC'")
        connection.exec_driver_sql((frozen / "schema_postgresql.sql").read_text("utf-8"))
        connection.exec_driver_sql(rows)
        for name, serial in connection.exec_driver_sql(SERIALS).all():
            last = select(func.max(column(serial))).select_from(table(name)).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(name, serial), last)))
    engine.dispose()


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    """An engine for as long as the block lasts."""
    made = create_engine(settings.database_url)
    yield made
    made.dispose()
