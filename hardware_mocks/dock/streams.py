"""Two live cameras over HTTP on loopback, so that the kiosk opens them like any other camera."""

from __future__ import annotations

import threading
import time
from itertools import takewhile
from types import TracebackType
from typing import Self

from flask import Flask, Response
from werkzeug.serving import WSGIRequestHandler, make_server

from hardware_mocks.camera.clips import BOUNDARY, RealPace, mjpeg
from hardware_mocks.dock.hardware import Dock, Scene

LOOPBACK = "127.0.0.1"
STOPPING = "dock_stopping"
"""Where the app keeps the event that ends its endless streams."""
MULTIPART = f"multipart/x-mixed-replace; boundary={BOUNDARY}"


def add_streams(app: Flask, dock: Dock) -> None:
    """`/camera.mjpg` and `/front.mjpg`."""
    stopping = app.extensions.setdefault(STOPPING, threading.Event())

    def stream(scene: Scene) -> Response:
        frames = mjpeg(scene, RealPace(time.monotonic))
        return Response(takewhile(lambda _frame: not stopping.is_set(), frames), mimetype=MULTIPART)

    app.add_url_rule("/camera.mjpg", "camera", lambda: stream(dock.patient))
    app.add_url_rule("/front.mjpg", "front", lambda: stream(dock.front))


class Quiet(WSGIRequestHandler):
    """Without a line a request: the kiosk's log is the one to read. Who stops reading is let go after `timeout` seconds."""

    timeout = 5

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class Served:
    """A Flask app on a port of this machine for as long as the `with` block lasts."""

    def __init__(self, app: Flask, port: int = 0) -> None:
        self._server = make_server(LOOPBACK, port, app, threaded=True, request_handler=Quiet)
        self._server.daemon_threads = False  # type: ignore[attr-defined]  # werkzeug's threaded server is a ThreadingMixIn
        self._stopping: threading.Event = app.extensions.setdefault(STOPPING, threading.Event())
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="dock", daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
