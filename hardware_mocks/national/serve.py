"""The service on a port of this machine: HTTPS that asks for a client certificate."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from types import TracebackType
from typing import Protocol, Self
from wsgiref.types import WSGIApplication

from hardware_mocks.national.app import Desk, national_app
from hardware_mocks.national.challenges import Challenges
from hardware_mocks.national.clearing import Authority, Clearing
from hardware_mocks.national.document import Encoding
from hardware_mocks.national.faults import Fault, Switches
from hardware_mocks.national.registry import Registry
from hardware_mocks.national.wire import Conversation, Pace

LOOPBACK = "127.0.0.1"
Request = socket.socket | tuple[bytes, socket.socket]
HANDSHAKE_SECONDS = 10
POLL_SECONDS = 0.02


class TlsIdentity(Protocol):
    @property
    def cert_pem(self) -> bytes: ...

    @property
    def key_pem(self) -> bytes: ...


class WorldPki(Authority, Protocol):
    """The CA, and the certificates of this connection."""

    @property
    def tls_ca(self) -> bytes: ...

    def server_identity(self, host: str) -> TlsIdentity: ...


class Listener(ThreadingHTTPServer):
    """A thread per connection; the handshake happens there, so a mute client holds up nobody else."""

    daemon_threads = False
    block_on_close = True

    def __init__(
        self, port: int, context: ssl.SSLContext, application: WSGIApplication, switches: Switches, pace: Pace
    ) -> None:
        super().__init__((LOOPBACK, port), Conversation)
        self.port: int = self.server_address[1]
        self.application = application
        self.switches = switches
        self.pace = pace
        self.stopping = Event()
        self.accepted = 0
        self._context = context
        self._open: set[socket.socket] = set()

    def verify_request(self, request: object, client_address: object) -> bool:  # noqa: ARG002 - the base class's signature
        self.accepted += 1
        return Fault.REFUSE not in self.switches

    def finish_request(self, request: Request, client_address: object) -> None:
        assert isinstance(request, socket.socket)
        request.settimeout(HANDSHAKE_SECONDS)
        with contextlib.suppress(OSError), self._context.wrap_socket(request, server_side=True) as secured:
            secured.settimeout(None)
            self._open.add(secured)
            try:
                if not self.stopping.is_set():
                    super().finish_request(secured, client_address)
            finally:
                self._open.discard(secured)

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller who breaks off is no event here."""

    def stop(self) -> None:
        """Let nobody wait any longer, then join every conversation."""
        self.stopping.set()
        self.shutdown()
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self.server_close()


class NationalService:
    """Start and stop; `url`, `faults` and `registry` are what a test or the dev dock needs of it."""

    def __init__(
        self,
        registry: Registry,
        pki: WorldPki,
        clock: Callable[[], datetime],
        *,
        port: int = 0,
        encoding: Encoding = Encoding.UTF_8,
        pace: Pace | None = None,
    ) -> None:
        self.registry = registry
        self.faults = Switches()
        self.desk = Desk(Clearing(registry, pki, Challenges()), pki, clock, self.faults, encoding)
        self._listener = Listener(
            port, _mutual_tls(pki), national_app(self.desk).wsgi_app, self.faults, pace or Pace()
        )
        self._thread = Thread(
            target=self._listener.serve_forever, args=(POLL_SECONDS,), name="national-service"
        )

    @property
    def url(self) -> str:
        return f"https://{LOOPBACK}:{self._listener.port}"

    @property
    def port(self) -> int:
        return self._listener.port

    @property
    def connections(self) -> int:
        """How many were accepted since the start."""
        return self._listener.accepted

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._listener.stop()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _mutual_tls(pki: WorldPki) -> ssl.SSLContext:
    """Only certificates of this world's TLS CA, and never none: CERT_REQUIRED is the whole lock."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=pki.tls_ca.decode("ascii"))
    identity = pki.server_identity(LOOPBACK)
    with TemporaryDirectory() as folder:
        certificate, key = Path(folder, "certificate.pem"), Path(folder, "key.pem")
        certificate.write_bytes(identity.cert_pem)
        key.touch(mode=0o600)
        key.write_bytes(identity.key_pem)
        context.load_cert_chain(certificate, key)
    return context
