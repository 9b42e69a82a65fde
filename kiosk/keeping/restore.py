"""The way back from a backup: all of it, looked over before anything is put anywhere, or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pyrage import x25519

from kiosk.handover.write import written
from kiosk.home import KEY_NAME, make_private, private
from kiosk.keeping.bundle import ANCHOR, DATABASE, HANDOVER, Contents, NotRestored, contents_of, unpack
from kiosk.keeping.sealed import unseal, unsealed
from kiosk.keeping.stamps import stamp
from kiosk.storage import snapshot
from kiosk.storage.audit.anchor import Anchor, AnchorUnreadable, sync_folder
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.inspection import Intact, verify
from kiosk.storage.opening import KEY_BYTES, Place, refuse_lost
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class Sealed:
    """A backup and what opens it. `key` is the audit key, which came another way."""

    file: Path
    identity: x25519.Identity
    key: bytes


@dataclass(frozen=True, slots=True)
class Restored:
    """`rows` of the audit that were walked through."""

    contents: Contents
    rows: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """A backup, open in `folder` and found whole; its database is at `url`."""

    folder: Path
    url: str
    restored: Restored


def audit_key(file: Path, identity: x25519.Identity) -> bytes:
    """As it lies in a home, or sealed. Raises NotRestored, SealRefused, OSError."""
    key = unsealed(file, identity) if file.suffix == ".age" else file.read_bytes()
    if len(key) != KEY_BYTES:
        raise NotRestored(f"{file} is no audit key: it holds {len(key)} bytes instead of {KEY_BYTES}")
    return key


def restore(place: Place, sealed: Sealed, now: datetime, by: str) -> Restored:
    """Records into a home that has none, brought to this release's schema; the audit goes on with a row that says so.

    Raises:
        NotRestored, SealRefused, StorageFault, OSError: nothing was put anywhere.
    """
    if (place.home / KEY_NAME).exists() or snapshot.holds_tables(place.database_url):
        raise NotRestored(
            f"{place.home} or its database holds records already, and nothing is mixed: name an empty home and an empty database"
        )
    make_private(place.home)
    with _looked_over(place.home, place.station, place.database_url, sealed) as seen, ExitStack() as undoing:
        if not snapshot.is_file(place.database_url):
            undoing.callback(snapshot.clear, place.database_url)
        if place.anchor_file.exists():
            refuse_lost(seen.url, place.station, place.anchor_file, sealed.key)
        _note(seen, place, sealed.key, now, by)
        _put_files(seen, place, sealed.key, undoing)
        if snapshot.is_file(place.database_url):
            undoing.callback(snapshot.clear, place.database_url)
            snapshot.put_back(place.database_url, seen.folder / DATABASE)
        undoing.pop_all()
    return seen.restored


def rehearse(place: Place, sealed: Sealed, now: datetime, server: str = "") -> Restored:
    """The same beside the running records, and gone again. `server`: the URL of an empty database, for a backup of one.

    Raises:
        NotRestored, SealRefused, StorageFault, OSError: it would not have come back.
    """
    if server and snapshot.holds_tables(server):
        raise NotRestored("the database for the rehearsal holds tables already: name an empty one")
    with _looked_over(place.home, place.station, server, sealed) as seen, ExitStack() as undoing:
        if server:
            undoing.callback(snapshot.clear, server)
    stamp(place.home, rehearsed=now.isoformat(), of=seen.restored.contents.made_at)
    return seen.restored


@contextmanager
def _looked_over(home: Path, station: str, url: str, sealed: Sealed) -> Iterator[_Seen]:
    with TemporaryDirectory(prefix=".restoring-", dir=home) as made:
        folder = Path(made)
        unseal(sealed.file, folder / "archive", sealed.identity)
        contents = contents_of(folder / "archive")
        _refuse_other(contents, station, url)
        unpack(folder / "archive", folder)
        _refuse_other_key(folder / ANCHOR, station, sealed.key)
        if contents.kind == "sqlite":
            url = f"sqlite:///{folder / DATABASE}"
            yield _Seen(
                folder,
                url,
                Restored(contents, walked(url, folder / ANCHOR, folder / HANDOVER, station, sealed.key)),
            )
            return
        with ExitStack() as undoing:
            undoing.callback(snapshot.clear, url)
            snapshot.put_back(url, folder / DATABASE)
            rows = walked(url, folder / ANCHOR, folder / HANDOVER, station, sealed.key)
            undoing.pop_all()
        yield _Seen(folder, url, Restored(contents, rows))


def _refuse_other(contents: Contents, station: str, url: str) -> None:
    if contents.station != station:
        raise NotRestored(
            f"the backup is of station {contents.station!r}, the settings name {station!r}: correct `station`, or take the other backup"
        )
    kind = "sqlite" if not url or snapshot.is_file(url) else "postgresql"
    if contents.kind != kind:
        raise NotRestored(
            f"the backup is of a database of kind {contents.kind}, and one of kind {kind} was named: name an empty one of kind {contents.kind}"
        )


def _refuse_other_key(anchor: Path, station: str, key: bytes) -> None:
    try:
        Anchor(anchor, station, AuditKeys(key).derived("anchor")).read()
    except AnchorUnreadable:
        raise NotRestored(
            "the audit key is another one than the records were written with: find the key of this station"
        ) from None


def walked(url: str, anchor: Path, handover: Path, station: str, key: bytes) -> int:
    """Rows of the audit, once the schema is this release's and the audit and what it speaks of were found whole."""
    upgrade(url)
    storage = Storage(url, key, station, anchor, answer=None)
    try:
        whole = storage.is_whole()
        verdict = verify(storage, written(handover))
    finally:
        storage.close()
    if not whole or not isinstance(verdict, Intact):
        raise NotRestored(f"the records are not whole ({verdict}): take the backup before this one")
    return verdict.rows


def _note(seen: _Seen, place: Place, key: bytes, now: datetime, by: str) -> None:
    storage = Storage(seen.url, key, place.station, seen.folder / ANCHOR, answer=None)
    try:
        with storage.unit_of_work(now) as work:
            work.audit("backup_restored", "", {"by": by})
            work.commit()
    finally:
        storage.close()


def _put_files(seen: _Seen, place: Place, key: bytes, undoing: ExitStack) -> None:
    """Hand-over files, the anchor, and the key last."""
    folder = place.home / "handover"
    if (seen.folder / HANDOVER).is_dir() and not folder.exists():
        undoing.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.mkdir(0o700)
        for _, _, path in written(seen.folder / HANDOVER):
            put(folder / path.name, path.read_bytes())
    if place.anchor_file.exists():
        before = place.anchor_file.read_bytes()
        undoing.callback(put, place.anchor_file, before)
    else:
        undoing.callback(place.anchor_file.unlink, missing_ok=True)
    put(place.anchor_file, (seen.folder / ANCHOR).read_bytes())
    undoing.callback((place.home / KEY_NAME).unlink, missing_ok=True)
    put(place.home / KEY_NAME, key)


def put(path: Path, data: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    with open(new, "wb", opener=private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)
