"""A whole database as one file, taken while others write, and put back where there is none yet."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, inspect, make_url, text

from kiosk.home import private
from kiosk.storage.engine import has_file, make_engine
from kiosk.storage.faults import SIGNS, DatabaseCorrupt, StorageFault, StorageUnavailable, in_our_words
from kiosk.storage.line import AUTHORITY

DUMP = ("pg_dump", "--format=custom", "--no-owner", "--no-privileges")
PUT_BACK = ("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
NEEDED = "install PostgreSQL's own programs (Debian: postgresql-client), of the server's version or newer"


def is_file(url: str) -> bool:
    """Whether the database is a file of this machine."""
    return make_url(url).get_backend_name() == "sqlite"


def take(url: str, to: Path) -> None:
    """All of one moment: by SQLite's backup interface (https://www.sqlite.org/backup.html), or by pg_dump. Nobody waits for it.

    Raises:
        StorageFault: it could not be taken; `to` is not whole then.
    """
    with open(to, "xb", opener=private):
        pass
    if is_file(url):
        _copy(Path(make_url(url).database or ""), to)
    else:
        _run((*DUMP, f"--file={to}"), make_url(url))


def put_back(url: str, taken: Path) -> None:
    """Into a database that holds nothing, or in a file's place: all of it, or nothing. Raises StorageFault."""
    if is_file(url):
        database = Path(make_url(url).database or "")
        new = database.with_name(f"{database.name}.new")
        take(f"sqlite:///{taken}", new)
        for log in ("-wal", "-shm"):
            database.with_name(database.name + log).unlink(missing_ok=True)
        new.replace(database)
    else:
        name = make_url(url).database or ""
        _run((*PUT_BACK, f"--dbname={name}", str(taken)), make_url(url))


def holds_tables(url: str) -> bool:
    """Whether anything is there that a database put back would mix with. Raises StorageFault."""
    engine = make_engine(url, answer=None)
    try:
        if not has_file(engine):
            return False
        with in_our_words(), engine.connect() as connection:
            return bool(inspect(connection).get_table_names())
    finally:
        engine.dispose()


def clear(url: str) -> None:
    """Take away again what was put back into a database that held nothing before."""
    if is_file(url):
        database = Path(make_url(url).database or "")
        for each in database.parent.glob(f"{database.name}*"):
            each.unlink()
        return
    engine = make_engine(url, answer=None)
    try:
        with in_our_words(), engine.begin() as connection:
            for name in inspect(connection).get_table_names():
                connection.execute(text(f'DROP TABLE "{name}" CASCADE'))
    finally:
        engine.dispose()


def _copy(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as kept,
            closing(sqlite3.connect(target)) as copy,
        ):
            kept.backup(copy)
            (sound,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as fault:
        raise _in_our_words(str(fault)) from None
    if sound != "ok":
        raise DatabaseCorrupt("pages of the database are damaged: keep the file, restore a backup beside it")


def _run(program: tuple[str, ...], url: URL) -> None:
    try:
        ran = subprocess.run(program, env=_environment(url), capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise StorageUnavailable(f"{program[0]} is not here: {NEEDED}") from None
    if ran.returncode:
        raise _in_our_words(f"{program[0]}: {ran.stderr.strip().splitlines()[-1:] or ran.returncode}")


def _in_our_words(said: str) -> StorageFault:
    kind = next((kind for sign, kind in SIGNS if sign in said.lower()), StorageUnavailable)
    return kind(said)


def _environment(url: URL) -> Mapping[str, str]:
    """Where libpq goes; a password stands in no list of processes (https://www.postgresql.org/docs/current/libpq-envars.html)."""
    told = {
        "PGHOST": url.host,
        "PGPORT": str(url.port or ""),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
    }
    told["PGDATABASE"] = url.database
    if socket := str(url.query.get("unix_sock", "")):
        folder, _, name = socket.rpartition("/")
        told |= {"PGHOST": folder, "PGPORT": name.rpartition(".")[2]}
    if authority := str(url.query.get(AUTHORITY, "")):
        told |= {"PGSSLROOTCERT": authority, "PGSSLMODE": "verify-full"}
    return dict(os.environ) | {name: str(value) for name, value in told.items() if value}
