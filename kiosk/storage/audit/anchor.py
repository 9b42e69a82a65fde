"""The audit's anchor: the last row's number and hash, in a file outside the database.

Whoever cuts the tail off the table cannot cut it off this file. It is written after the commit, so after a crash it
may lag behind the table; it never leads.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock

SETTLE_SECONDS = 5.0
REST_SECONDS = 0.2


class AnchorUnreadable(Exception):
    """There is no anchor, or what is there was not sealed with this key for this station."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """The last row known outside the database; `seq` 0 is the chain before its first row."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """One station's anchor file, sealed by HMAC-SHA256 (RFC 2104) so that an invented one is told."""

    path: Path
    station: str
    key: bytes

    def read(self) -> Anchored:
        """Raises AnchorUnreadable."""
        try:
            table = json.loads(self.path.read_text("utf-8"))
            anchored = Anchored(int(table["seq"]), str(table["hash"]))
            genuine = hmac.compare_digest(str(table["seal"]), self._seal(anchored))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise AnchorUnreadable(type(error).__name__) from None
        if not genuine:
            raise AnchorUnreadable("wrong seal")
        return anchored

    def advance(self, to: Anchored) -> None:
        """Replace the file in one step, and only forward; raises OSError when it cannot be written."""
        if self._is_at(to.seq):
            return
        text = json.dumps({"station": self.station, "seq": to.seq, "hash": to.hash, "seal": self._seal(to)})
        new = self.path.with_name(self.path.name + ".new")
        with new.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path)
        _sync_folder(self.path.parent)

    def _is_at(self, seq: int) -> bool:
        try:
            return self.read().seq >= seq
        except AnchorUnreadable:
            return False

    def _seal(self, anchored: Anchored) -> str:
        text = f"{self.station}\n{anchored.seq}\n{anchored.hash}"
        return hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()


class Following:
    """The anchor on its way behind the chain: beside the writers, and once for a burst of commits.

    It rests before each step, because its sync would hold up the very next commit. A file that cannot be written now is written with the next commit; until then `verify` tells how many rows it lags.
    """

    def __init__(self, anchor: Anchor) -> None:
        self._anchor = anchor
        self._newest: Anchored | None = None
        self._changing = Lock()
        self._hurry = Event()
        self._walker = ThreadPoolExecutor(1, thread_name_prefix="audit-anchor")

    def reach(self, to: Anchored) -> None:
        """Let the anchor come to `to`, soon."""
        with self._changing:
            underway, self._newest = self._newest is not None, to
        if not underway:
            self._walker.submit(self._walk)

    def settle(self) -> None:
        """Wait until the anchor has come or has failed to; a share that hangs is not waited for."""
        self._hurry.set()
        with suppress(TimeoutError):
            self._walker.submit(self._hurry.clear).result(SETTLE_SECONDS)

    def close(self) -> None:
        self._hurry.set()
        self._walker.shutdown()

    def _walk(self) -> None:
        self._hurry.wait(REST_SECONDS)
        with self._changing:
            to, self._newest = self._newest, None
        if to is not None:
            with suppress(OSError):
                self._anchor.advance(to)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
