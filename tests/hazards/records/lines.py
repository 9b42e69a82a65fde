"""A line to a database server in a test's hands: it can be cut, or swallow all that is said on it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path


class Line:
    """A unix socket before the server's own, which can be cut, or swallow all that is said on it."""

    def __init__(self, at: Path, server: str) -> None:
        self._server, self._pairs = server, list[socket.socket]()
        self._swallows, self._down = threading.Event(), threading.Event()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(at))
        self._door.listen()
        threading.Thread(target=self._admit, daemon=True).start()

    def swallow(self) -> None:
        self._swallows.set()

    def mend(self) -> None:
        self._swallows.clear()

    def cut(self) -> None:
        while self._pairs:
            self._pairs.pop().close()

    def down(self) -> None:
        """Nobody is let through any more."""
        self._down.set()
        self.cut()

    def up(self) -> None:
        self._down.clear()

    def close(self) -> None:
        self._door.close()
        self.cut()

    def _admit(self) -> None:
        with suppress(OSError):
            while True:
                one, _ = self._door.accept()
                if self._down.is_set():
                    one.close()
                    continue
                other = socket.socket(socket.AF_UNIX)
                other.connect(self._server)
                self._pairs += [one, other]
                for source, sink in ((one, other), (other, one)):
                    threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while said := source.recv(65536):
                if not self._swallows.is_set():
                    sink.sendall(said)
