"""Before a station's records are opened: are its key, its database and its anchor still those that belong together?

A kiosk that began anew on an emptied database would look healthy and have forgotten every stopped link.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import func, inspect, select

from kiosk.home import KEY_NAME, make_private, private
from kiosk.storage import tables
from kiosk.storage.audit.anchor import Anchor, AnchorUnreadable, sync_folder
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.engine import for_reading, has_file, make_engine
from kiosk.storage.faults import KeyLost, RecordsLost, ServerAway, in_our_words
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage

KEY_BYTES = 32
ANEW = "to begin anew deliberately, move database, audit.key and anchor aside, all three"


class Place(Protocol):
    """Where a station keeps its records; the settings say it."""

    @property
    def home(self) -> Path: ...
    @property
    def database_url(self) -> str: ...
    @property
    def station(self) -> str: ...
    @property
    def anchor_file(self) -> Path: ...


Door = Callable[[str, bytes, str, Path], Storage]
"""Makes a station's storage of URL, key, station and anchor."""


def open_storage(place: Place, door: Door = Storage) -> Storage:
    """The station's database, brought to this release's schema, with the audit key beside it and not in it.

    Where no server answers, `door` decides whether it stands without one.

    Raises:
        HomeRefused: others may read the home.
        StorageFault: key, database and anchor are not whole; nothing was made in place of what is lost.
    """
    make_private(place.home)
    key_file = place.home / KEY_NAME
    key = read_key(key_file)
    try:
        look_over(place, key)
    except ServerAway:
        if key is None:
            raise
        return door(place.database_url, key, place.station, place.anchor_file)
    storage = door(place.database_url, key or make_key(key_file), place.station, place.anchor_file)
    storage.renew_keys()
    return storage


def look_over(place: Place, key: bytes | None) -> None:
    """Key, database and anchor belong together, and the schema is this release's. Raises StorageFault."""
    refuse_lost(place.database_url, place.station, place.anchor_file, key)
    upgrade(place.database_url)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a database knows: whether any station has audited anything in it, this station's last row, and its visits."""

    anything: bool
    last: int
    visits: bool = False


def read_key(path: Path) -> bytes | None:
    """The audit key, None where there is none.

    Raises:
        KeyLost: it is not whole.
    """
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    if len(key) != KEY_BYTES:
        raise KeyLost(
            f"{path} holds {len(key)} bytes instead of {KEY_BYTES}: put it back from its backup; {ANEW}"
        )
    return key


def make_key(path: Path) -> bytes:
    """A new key, whole on the disk before it has its name. Back it up apart from the database: nothing can be verified without."""
    key = secrets.token_bytes(KEY_BYTES)
    new = path.with_name(f"{path.name}.new")
    with open(new, "wb", opener=private) as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)
    return key


def refuse_lost(url: str, station: str, anchor: Path, key: bytes | None) -> None:
    """Look at what is there, and make nothing.

    Raises:
        KeyLost: there are records, or an anchor, and no key.
        RecordsLost: the anchor knows rows of this station that the database does not, or its visits are there and no row is.
        StorageFault: the database cannot be read.
    """
    kept = _kept(url, station)
    if kept.visits and kept.last == 0:
        raise RecordsLost(
            f"the database has visits of {station!r} and not one row of its audit: the rows were deleted. Restore the newest backup"
            f"; {ANEW}"
        )
    if key is None:
        if kept.anything or _is_there(anchor):
            raise KeyLost(
                "audit.key is not in `home`, though there are records or an anchor: put it back from its backup "
                f"(a further station of a shared database gets a copy of the first one's); {ANEW}"
            )
        return
    try:
        anchored = Anchor(anchor, station, AuditKeys(key).derived("anchor")).read()
    except AnchorUnreadable as unreadable:
        if kept.last == 0 and _is_there(anchor):
            raise RecordsLost(
                f"{anchor} was sealed for another station or with another audit.key, and the database knows no record of {station!r}: "
                f"compare `station` and `database` in the settings with what they were, or restore the backup; {ANEW}"
            ) from unreadable
        return
    if kept.last < anchored.seq:
        raise RecordsLost(
            f"the audit of {station!r} ends at row {kept.last} in the database and at row {anchored.seq} in {anchor}, so records were lost: "
            "compare `database` in the settings with what it was, or restore the newest backup, and where that is older than the anchor move the anchor "
            f"aside and keep it, since it shows what is missing; {ANEW}"
        )


def _kept(url: str, station: str) -> Kept:
    engine = make_engine(url)
    table = tables.audit_rows
    try:
        if not has_file(engine):
            return Kept(anything=False, last=0)
        with in_our_words(), engine.connect() as connection, for_reading(connection).begin():
            if not inspect(connection).has_table(table.name):
                return Kept(anything=False, last=0)
            anything = connection.execute(select(table.c.seq).limit(1)).first() is not None
            own = select(func.max(table.c.seq)).where(table.c.station == station)
            here = select(tables.visits.c.number).where(tables.visits.c.station == station).limit(1)
            visits = inspect(connection).has_table("visits") and connection.execute(here).first() is not None
            return Kept(anything, connection.execute(own).scalar() or 0, visits)
    finally:
        engine.dispose()


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return False
    return True
