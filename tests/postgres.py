"""A PostgreSQL server of our own: the distribution's package, a private folder, a unix socket, an ordinary user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine

OWNER = "kiosk"
ORDINARY_USER = "postgres"
"""Who runs the server when the tests run as root: PostgreSQL refuses to be root's."""


class PostgresMissing(Exception):
    """No server programs of PostgreSQL are installed."""


def programs() -> Path:
    """The folder with `initdb` and `postgres`; raises PostgresMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        raise PostgresMissing("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


def _as_ordinary_user(command: Sequence[str]) -> list[str]:
    if os.getuid() != 0:
        return list(command)
    return ["setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups", *command]


class Postgres:
    """A running server; each call of `database` makes an empty one and gives its URL."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def url(self, database: str) -> str:
        return f"postgresql+pg8000://{OWNER}@/{database}?unix_sock={self._folder}/.s.PGSQL.5432"

    def database(self) -> str:
        name = f"clinic_{next(self._numbers)}"
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        return self.url(name)


@contextmanager
def running() -> Iterator[Postgres]:
    """A server for as long as the block lasts. Nothing of it is synced: it proves locks and SQL, not power cuts."""
    where = programs()
    folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-"))
    if os.getuid() == 0:
        user = pwd.getpwnam(ORDINARY_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    make = [where / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    options = (
        f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c log_min_messages=fatal"
    )
    control = [where / "pg_ctl", "-D", data, "-w", "-s"]
    try:
        _run(make)
        _run([*control, "-o", options, "-l", folder / "log", "start"])
        try:
            yield Postgres(folder)
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(
        _as_ordinary_user([str(each) for each in command]), check=True, stdout=subprocess.DEVNULL, cwd="/"
    )
