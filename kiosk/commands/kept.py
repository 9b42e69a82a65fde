"""The records of a kiosk that has run before, for commands that look at them. Nothing is made or upgraded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.commands.table import Refused
from kiosk.settings import Settings
from kiosk.storage.unit_of_work import Storage

BY_COMMAND = "command"
"""Who changed a record where nobody was signed in at the desk."""


@contextmanager
def kept_records(settings: Settings) -> Iterator[Storage]:
    """The database as it is.

    Raises:
        Refused: there is none yet.
        StorageFault: it is older, newer, corrupt or cannot be read.
    """
    key = settings.home / "audit.key"
    if not key.is_file():
        raise Refused(f"{settings.home} holds no records yet: start the kiosk once, or name other settings")
    storage = Storage(settings.database_url, key.read_bytes(), settings.station, settings.anchor_file)
    try:
        yield storage
    finally:
        storage.close()
