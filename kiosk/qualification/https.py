"""One HTTPS connection to one service, asked from any thread, with one deadline for all of a call.

No other scheme is spoken, whatever the settings say. Nothing comes from the environment: no proxy, no CA bundle, no
netrc; redirects are not followed. The connection is kept, because a visit asks four times and every handshake with a
client certificate costs more than an answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import TypeVar

import aiohttp

from kiosk.qualification.port import AnswerMalformed, ServiceFault, ServiceUnreachable, ServiceUntrusted

SCHEME = "https://"
PIECE_BYTES = 64 * 1024
SMALL_BYTES = 64 * 1024
"""What every answer but a qualification or a revocation list fits into many times over."""
CLOSING_PASSES, CLOSING_PAUSE = 1000, 0.005
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the service is and who we are to it. Files are PEM; `deadline` is in seconds and covers a whole call."""

    url: str
    institution: str
    ca: Path
    certificate: Path
    key: Path = field(repr=False)
    deadline: float = 10.0


@dataclass(frozen=True, slots=True)
class Reply:
    """`date` is the header of that name (RFC 9110, 6.6.1): the other side's clock, empty when it does not tell."""

    status: int
    body: bytes = field(repr=False)
    date: str = ""


class Https:
    """The connection with its own event loop in its own thread. Every fault is a ServiceFault."""

    def __init__(self, connection: Connection) -> None:
        """Raises ServiceUntrusted for an address that is not https, before anything is sent."""
        if not connection.url.startswith(SCHEME):
            raise ServiceUntrusted(f"{connection.url} is not {SCHEME}…; nothing is sent in clear")
        self._connection = connection
        self._tls = mutual_tls(connection)
        self._session: aiohttp.ClientSession | None = None
        self._sockets: list[socket.socket] = []
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="national-client", daemon=True)
        self._thread.start()
        self._closing = Lock()
        self._closed = False

    def run(self, call: Coroutine[None, None, Result]) -> Result:
        """Carry out one call in the loop, within the deadline; the caller's thread waits."""
        if self._closed:
            call.close()
            raise ServiceUnreachable("the connection was closed")
        return asyncio.run_coroutine_threadsafe(self._within_deadline(call), self._loop).result()

    async def _within_deadline(self, call: Coroutine[None, None, Result]) -> Result:
        try:
            async with asyncio.timeout(self._connection.deadline):
                return await call
        except TimeoutError as late:
            raise ServiceUnreachable(f"no complete answer in {self._connection.deadline} s") from late

    async def send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        content_type: str = "application/json",
        limit: int = SMALL_BYTES,
    ) -> Reply:
        """One request; again once if it met a kept connection that the other side had just closed.

        An answer of more than `limit` bytes is AnswerMalformed.
        """
        try:
            return await self._send(method, path, body, content_type, limit)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as dropped:
            if isinstance(dropped, aiohttp.ClientConnectorError) or _distrust(dropped):
                raise _fault(dropped) from dropped
        except (aiohttp.ClientError, OSError) as broken:
            raise _fault(broken) from broken
        try:
            return await self._send(method, path, body, content_type, limit)
        except (aiohttp.ClientError, OSError) as broken:
            raise _fault(broken) from broken

    async def _send(self, method: str, path: str, body: bytes, content_type: str, limit: int) -> Reply:
        headers = {"Content-Type": content_type, "Accept-Encoding": "identity"}
        session = self._open_session()
        async with session.request(
            method,
            self._connection.url + path,
            data=body or None,
            headers=headers,
            allow_redirects=False,
            ssl=self._tls,
        ) as response:
            return Reply(response.status, await _limited(response, limit), response.headers.get("Date", ""))

    def _socket(self, address: aiohttp.AddrInfoType) -> socket.socket:
        """A socket that `close` can still find when its connection was given up."""
        family, kind, protocol, *_ = address
        opened = socket.socket(family, kind, protocol)
        opened.settimeout(0)
        self._sockets = [each for each in self._sockets if each.fileno() >= 0] + [opened]
        return opened

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                trust_env=False,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                connector=aiohttp.TCPConnector(socket_factory=self._socket),
                timeout=aiohttp.ClientTimeout(total=None),
            )
        return self._session

    def close(self) -> None:
        """End connection, loop and thread; a second call does nothing."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        """End what is still being read, and every socket, also those whose TLS still waits for a farewell that a broken service never says."""
        if self._session:
            await self._session.close()
        await self._loop.shutdown_default_executor()
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for _ in range(CLOSING_PASSES):
            if all(each.fileno() < 0 for each in self._sockets):
                return
            await asyncio.sleep(CLOSING_PAUSE)


async def _limited(response: aiohttp.ClientResponse, limit: int) -> bytes:
    if (response.content_length or 0) > limit:
        response.close()
        raise AnswerMalformed("more bytes announced than a message may have")
    body = bytearray()
    async for piece in response.content.iter_chunked(PIECE_BYTES):
        body += piece
        if len(body) > limit:
            response.close()
            raise AnswerMalformed("more bytes than a message may have")
    return bytes(body)


def _fault(broken: BaseException) -> ServiceFault:
    """A refused certificate, ours or theirs, is distrust; everything else on the way is no connection."""
    kind = ServiceUntrusted if _distrust(broken) else ServiceUnreachable
    return kind(type(broken).__name__)


def _distrust(error: BaseException | None) -> bool:
    """Whether TLS itself said no. A cut handshake is an SSLError too, and no verdict."""
    while error is not None:
        if isinstance(error, ssl.SSLError) and not isinstance(
            error, ssl.SSLEOFError | ssl.SSLZeroReturnError
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def mutual_tls(connection: Connection) -> ssl.SSLContext:
    """Our own CA file alone, host name checked (by subjectAltName, RFC 9525, 6.3), our certificate shown."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.hostname_checks_common_name = False
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=connection.ca)
    context.load_cert_chain(connection.certificate, connection.key)
    return context
