"""The records of a kiosk that has run before, for commands that look at them. Nothing is made or upgraded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.commands.table import Refused
from kiosk.home import KEY_NAME
from kiosk.settings import Settings
from kiosk.storage.opening import read_key, refuse_lost
from kiosk.storage.unit_of_work import Storage

BY_COMMAND = "command"
"""Who changed a record where nobody was signed in at the desk."""


@contextmanager
def kept_records(settings: Settings, *, even_cut: bool = False) -> Iterator[Storage]:
    """The database as it is. `even_cut`: also where it has lost rows, for whoever looks into that and writes nothing.

    Raises:
        Refused: there is none yet.
        StorageFault: it is older, newer, corrupt, not whole or cannot be read.
    """
    key = read_key(settings.home / KEY_NAME)
    if key is None or not even_cut:
        refuse_lost(settings.database_url, settings.station, settings.anchor_file, key)
    if key is None:
        raise Refused(f"{settings.home} holds no records yet: start the kiosk once, or name other settings")
    storage = Storage(settings.database_url, key, settings.station, settings.anchor_file, answer=None)
    try:
        yield storage
    finally:
        storage.close()
