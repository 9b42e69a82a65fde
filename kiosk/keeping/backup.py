"""A backup of one station's records, taken while it runs. The audit key is no part of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pyrage import x25519

from kiosk.handover.write import written
from kiosk.home import KEY_NAME
from kiosk.keeping.bundle import ANCHOR, DATABASE, ENDING, HANDOVER, KEY_ENDING, Contents, NotRestored, pack
from kiosk.keeping.sealed import seal
from kiosk.keeping.stamps import stamp
from kiosk.storage import snapshot
from kiosk.storage.opening import Place

Take = Callable[[str, Path], None]


class NotKept(NotRestored):
    """No backup was made."""


def back_up(
    place: Place, to: Path, recipient: x25519.Recipient, now: datetime, take: Take = snapshot.take
) -> Path:
    """The database of one moment, the anchor and the hand-over files, sealed, in one file in `to`.

    The anchor is read before the database: it may lag behind and must not lead. Only what was handed over before is taken along.

    Raises:
        NotKept: the audit key lies in `to`: whoever finds both could write a chain of their own.
        StorageFault, OSError: nothing was made.
    """
    _apart(to, KEY_ENDING, "the audit key lies there: keep the two apart, on two media in two places")
    with TemporaryDirectory(prefix=".backup-", dir=place.home) as made:
        folder = Path(made)
        anchor = folder / ANCHOR
        anchor.write_bytes(place.anchor_file.read_bytes())
        files = {f"{HANDOVER}{path.name}": path for _, _, path in written(place.home / "handover")}
        take(place.database_url, folder / DATABASE)
        kind = "sqlite" if snapshot.is_file(place.database_url) else "postgresql"
        contents = Contents(place.station, now.isoformat(), kind)
        pack(folder / "archive", contents, {DATABASE: folder / DATABASE, ANCHOR: anchor, **files})
        sealed = to / f"{place.station}-{now:%Y%m%d-%H%M%S}{ENDING}"
        seal(folder / "archive", sealed, recipient)
    stamp(place.home, backed_up=now.isoformat())
    return sealed


def back_up_key(place: Place, to: Path, recipient: x25519.Recipient) -> Path:
    """The audit key alone; once is enough, it never changes. Raises NotKept, StorageFault, OSError."""
    _apart(to, ENDING, "backups of the records lie there: keep the two apart, on two media in two places")
    sealed = to / f"{place.station}{KEY_ENDING}"
    seal(place.home / KEY_NAME, sealed, recipient)
    return sealed


def _apart(folder: Path, ending: str, why: str) -> None:
    if any(folder.glob(f"*{ending}")):
        raise NotKept(f"nothing was written to {folder}: {why}")
