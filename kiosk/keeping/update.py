"""From one release's schema to the next, with everything of before beside it until it has proved itself."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kiosk.keeping.bundle import NotRestored
from kiosk.keeping.restore import put, walked
from kiosk.storage import snapshot
from kiosk.storage.audit.anchor import Anchor, Anchored, AnchorUnreadable
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.opening import Place, refuse_lost
from kiosk.storage.schema import head, revision_of

BEFORE = "before-update-"
GIVEN_UP = ".given-up"


@dataclass(frozen=True, slots=True)
class Updated:
    """Revisions of the schema, equal where nothing was to be done; `rows` of the audit that were walked through."""

    before: str
    now: str
    rows: int


def update(place: Place, key: bytes) -> Updated:
    """Nothing else may run on the database meanwhile. What goes wrong leads back by itself.

    Raises:
        NotRestored, StorageFault, OSError: the database is as it was before.
    """
    refuse_lost(place.database_url, place.station, place.anchor_file, key)
    before = revision_of(place.database_url)
    if before is None:
        raise NotRestored("there are no records to update: start the kiosk once, which makes them")
    kept = _kept(place.home, before)
    with ExitStack() as undoing:
        if before != head():
            for each in place.home.glob(f"{BEFORE}*"):
                each.unlink()
            _keep(place, kept)
            undoing.callback(_put_back, place, kept)
        rows = walked(place.database_url, place.anchor_file, place.home / "handover", place.station, key)
        undoing.pop_all()
    return Updated(before, head() or "", rows)


def go_back(place: Place, key: bytes, losing: int) -> str:
    """The database of before the last update, for the release of before; gives its revision.

    `losing` is how many rows of the audit were written since and go: whoever does it shall know. What the anchor was stays beside it.

    Raises:
        NotRestored: there was no update, or `losing` is another number; nothing was changed.
    """
    kept = next((each for each in place.home.glob(f"{BEFORE}*") if each.suffix != ".anchor"), None)
    if kept is None:
        raise NotRestored("there is no update to go back from: restore a backup into an empty home instead")
    since = (
        _anchored(place.anchor_file, place.station, key).seq
        - _anchored(_anchor(kept), place.station, key).seq
    )
    if since != losing:
        raise NotRestored(
            f"{since} rows of the audit were written since the update, and what they tell of would be lost: "
            f"make a backup, then say so: --back --losing {since}"
        )
    put(place.anchor_file.with_name(place.anchor_file.name + GIVEN_UP), place.anchor_file.read_bytes())
    _put_back(place, kept)
    return kept.name.removeprefix(BEFORE)


def _keep(place: Place, kept: Path) -> None:
    try:
        snapshot.take(place.database_url, kept)
        put(_anchor(kept), place.anchor_file.read_bytes())
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


def _put_back(place: Place, kept: Path) -> None:
    if not snapshot.is_file(place.database_url):
        snapshot.clear(place.database_url)
    snapshot.put_back(place.database_url, kept)
    put(place.anchor_file, _anchor(kept).read_bytes())


def _kept(home: Path, revision: str) -> Path:
    return home / f"{BEFORE}{revision}"


def _anchor(kept: Path) -> Path:
    return kept.with_name(f"{kept.name}.anchor")


def _anchored(file: Path, station: str, key: bytes) -> Anchored:
    try:
        return Anchor(file, station, AuditKeys(key).derived("anchor")).read()
    except AnchorUnreadable:
        raise NotRestored(f"{file} is gone, or was not sealed with this station's key") from None
