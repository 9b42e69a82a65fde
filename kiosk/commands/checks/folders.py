"""The folders of the approved reader's terminals: reachable, mounted, readable, and what lies in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kiosk.beside import terminals_of
from kiosk.commands.checks.finding import Finding, Subject, fail, ok, warn
from kiosk.companion.folder import AccessRefused, Folder, FolderFault, NotMounted
from kiosk.companion.names import Maker, read_name
from kiosk.companion.watching import wanted

REMEDIES: dict[type[FolderFault], str] = {
    AccessRefused: "the terminal does not let this account in: ask the vendor for a read-only account (their maintenance takes unknown ones away)",
    NotMounted: "mount the share read-only on that path, or set companion.mounted = false for a trial on this machine's own folder",
}
AWAY = "look at the terminal, the network and the mount; while a terminal restarts or updates this lasts some minutes"
OLD_DAYS = 7


def folders(subject: Subject) -> Iterator[Finding]:
    """One line for each terminal; nothing is opened, only listed."""
    told = subject.settings.companion
    for terminal, path in zip(terminals_of(subject.settings), told.folders, strict=True):
        try:
            yield _lying(f"{path}", terminal.face, subject.clock.now().wall, mounted=told.mounted)
        except FolderFault as fault:
            kind = {AccessRefused: "access refused", NotMounted: "not mounted"}.get(
                type(fault), "not reachable"
            )
            yield fail("folder", f"{path}: {kind} ({fault})", REMEDIES.get(type(fault), AWAY))


def _lying(path: str, face: Folder, now: datetime, *, mounted: bool) -> Finding:
    names = [read_name(name) for name in face.listing(wanted)]
    ages = [(now - each.made_at).days for each in names if each.made_at]
    proof = "a mounted share" if mounted else "this machine's own folder, for a trial"
    seen = f"{path}: {proof}, {len(names)} files of readers"
    if ages:
        seen += f", the oldest {max(ages)} days old"
    if any(each.maker is Maker.ENCRYPTED for each in names):
        return warn("folder", f"{seen}, some encrypted", "this site encrypts: a companion cannot read those")
    if ages and max(ages) >= OLD_DAYS:
        return warn(
            "folder",
            seen,
            "nobody deletes them: ask the vendor, for personal data lies there; we delete nothing",
        )
    return ok("folder", seen)
