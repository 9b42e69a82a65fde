"""What a connection may bring, judged while it arrives: nothing that is refused is kept, and nothing goes to a disk.

A body is judged by what its head announces, before a byte of it is taken. Chunks announce nothing and are refused, which
no browser notices. A request has one deadline from its first byte to its last: a timeout between bytes alone is no limit
to somebody who sends one now and then.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.utilities import BadRequest, RequestEntityTooLarge

LARGEST_HEAD = 16 * 1024
"""Bytes of a request line with its headers."""
REQUEST_SECONDS = 15.0
"""From the first byte of a request to its last."""
QUIET_SECONDS = 30
"""After so long without a word a connection that asks nothing is closed."""
LOOK_SECONDS = 2
"""Between two looks for those that are late."""
MOST_CONNECTIONS = 240
"""Of one site. Who comes then waits until another goes; the other site is not touched."""
IN_MEMORY = 64 * 1024 * 1024
"""Beyond this waitress would write to a temporary file; no body or answer of ours is as large."""


class Largest(Protocol):
    """How many bytes a body may have, by the address and the cookies of its request."""

    def __call__(self, path: str, cookies: str) -> int: ...


class Arriving(HTTPRequestParser):
    """One request while it comes in."""

    def __init__(self, adj: object, largest: Largest) -> None:
        super().__init__(adj)
        self.began = time.monotonic()
        self._largest = largest
        self._judged = False

    def received(self, data: bytes) -> int:
        consumed = super().received(data)
        if self.headers_finished and not self._judged and self.error is None and not self.empty:
            self._judged = True
            self.error = self._refused()
            self.completed = self.completed or self.error is not None
        return consumed

    def _refused(self) -> BadRequest | None:
        if self.chunked:
            return BadRequest("say the length: chunks are not taken here")
        if self.content_length > self._largest(self.path, self.headers.get("COOKIE", "")):
            return RequestEntityTooLarge("more than this page takes, or nobody is signed in")
        return None


class Connection(HTTPChannel):
    """One browser's connection."""

    def __init__(self, server: Listener, sock: object, addr: object, adj: object, map: object = None) -> None:  # noqa: A002 - waitress names it
        super().__init__(server, sock, addr, adj, map)
        self.parser_class = partial(Arriving, largest=server.largest)

    def began_before(self, ticks: float) -> bool:
        """Whether a request has begun here before that and has not come to its end."""
        request = self.request
        return isinstance(request, Arriving) and request.began < ticks


class Listener(TcpWSGIServer):
    """One site's server, bound and not yet running."""

    channel_class = Connection

    def __init__(
        self, application: Callable[..., object], largest: Largest, host: str, port: int, threads: int
    ) -> None:
        self.largest = largest
        super().__init__(
            application,
            host=host,
            port=port,
            threads=threads,
            # Lets a stream learn that its client is gone; without it, vanished pages hold threads.
            channel_request_lookahead=1,
            ident=None,
            max_request_header_size=LARGEST_HEAD,
            channel_timeout=QUIET_SECONDS,
            cleanup_interval=LOOK_SECONDS,
            connection_limit=MOST_CONNECTIONS,
            asyncore_use_poll=True,
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=IN_MEMORY,
        )

    def maintenance(self, now: float) -> None:
        """Waitress asks for this every few seconds: whoever is quiet or late is let go of."""
        super().maintenance(now)
        self.let_go(time.monotonic() - REQUEST_SECONDS)

    def let_go(self, ticks: float) -> None:
        """Close what began before that and is still no whole request."""
        for channel in list(self.active_channels.values()):
            if isinstance(channel, Connection) and channel.began_before(ticks):
                channel.will_close = True
