"""What every test would make anew and is the same each time: an up-to-date empty database, and compiled templates."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from kiosk.house import House
from kiosk.storage.schema import upgrade
from kiosk.web.app import desk_site, glass_site


def empty_database(file: Path) -> str:
    """The URL of a database file at this release's schema, as `upgrade` leaves it."""
    file.write_bytes(_upgraded())
    file.chmod(0o600)
    return f"sqlite:///{file}"


@cache
def _upgraded() -> bytes:
    with tempfile.TemporaryDirectory(prefix="made-once-") as folder:
        file = Path(folder) / "kiosk.db"
        upgrade(f"sqlite:///{file}")
        return file.read_bytes()


def glass_of(house: House) -> Flask:
    """The patient's site of a house, its templates compiled once a run."""
    return _with_templates(glass_site(house))


def desk_of(house: House) -> Flask:
    """The desk's site of a house, likewise."""
    return _with_templates(desk_site(house))


def _with_templates(app: Flask) -> Flask:
    app.jinja_env.bytecode_cache = _compiled()
    return app


@cache
def _compiled() -> FileSystemBytecodeCache:
    return FileSystemBytecodeCache(tempfile.mkdtemp(prefix="compiled-"))
