"""One connection: TLS with a client certificate, HTTP/1.1 kept alive, the WSGI application behind it.

Werkzeug's own server closes every connection after one answer, and a clinic asks four times per visit. This also is where
the faults live that break the transport and not the message.
"""

from __future__ import annotations

import io
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any, Protocol, cast
from wsgiref.types import WSGIApplication

from werkzeug.test import run_wsgi_app

from hardware_mocks.national.faults import Fault, Switches

OVERSIZE_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how late a late answer is, and between two bytes of a slow one."""

    late: float = 30.0
    slow: float = 0.05


class Serving(Protocol):
    """What a conversation asks of the server that it belongs to."""

    port: int
    application: WSGIApplication
    switches: Switches
    pace: Pace
    stopping: Event


class Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "MOCK-national"
    wbufsize = -1
    disable_nagle_algorithm = True

    @property
    def _listener(self) -> Serving:
        return cast("Serving", self.server)

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        switches = self._listener.switches
        if Fault.REFUSE in switches:
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if Fault.BLACK_HOLE in switches:
            self._listener.stopping.wait()
        if Fault.LATE in switches:
            self._listener.stopping.wait(self._listener.pace.late)
        answered, status, headers = run_wsgi_app(
            self._listener.application, self._environ(body), buffered=True
        )
        if Fault.REDIRECT in switches:
            status = "302 FOUND"
            headers.set("Location", f"https://127.0.0.1:{self._listener.port}/health")
        whole = b"".join(answered) + (b" " * OVERSIZE_BYTES if Fault.OVERSIZED in switches else b"")
        headers.set("Content-Length", str(len(whole)))
        self._send(status, list(headers), whole)

    def _send(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        for piece in self._pieces(body):
            self.wfile.write(piece)
            self.wfile.flush()

    def _pieces(self, body: bytes) -> Iterator[bytes]:
        switches, stopping = self._listener.switches, self._listener.stopping
        if Fault.CUT in switches:
            self.close_connection = True
            yield body[: len(body) // 2]
        elif Fault.SLOW in switches:
            for byte in body:
                if stopping.wait(self._listener.pace.slow):
                    return
                yield bytes([byte])
        else:
            yield body

    def _environ(self, body: bytes) -> dict[str, Any]:
        path, _, query = self.path.partition("?")
        certificate = cast("ssl.SSLSocket", self.connection).getpeercert(binary_form=True)
        return {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": str(self._listener.port),
            "SERVER_PROTOCOL": self.request_version,
            "SSL_CLIENT_CERT": ssl.DER_cert_to_PEM_cert(certificate) if certificate else "",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nothing: a log of requests would be a log of patients."""
