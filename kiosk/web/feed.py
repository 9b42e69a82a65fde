"""The stream that tells a page "something is new": a revision number and nothing else. The page then asks for itself.

An open stream holds a thread of the server, so there is a cap, and a stream ends as soon as its client is gone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from flask import Blueprint, Response, request

from kiosk.checkin.conductor.conductor import Conductor
from kiosk.house import House

LOOK = 0.5
"""Seconds between two looks whether the client is still there."""
LOOKS_BEFORE_BEAT = 20
"""So many looks without news, and a comment goes out: it finds the clients that vanished without a word."""
RETRY_SECONDS = 5
"""Said to a page that found no place."""
RECONNECT_MS = 500
"""Said to a page whose stream broke."""


def blueprint(house: House) -> Blueprint:
    feed = Blueprint("feed", __name__)
    places = threading.BoundedSemaphore(house.settings.web.streams)

    @feed.get("/feed")
    def stream() -> Response:
        """`id` and `data` are the revision, at once and on every change; 503 with Retry-After when all places are taken."""
        if not places.acquire(blocking=False):
            return Response(status=503, headers={"Retry-After": str(RETRY_SECONDS)})
        response = Response(revisions(house.conductor, _vanished()), mimetype="text/event-stream")
        response.call_on_close(places.release)
        return response

    return feed


def revisions(conductor: Conductor, vanished: Callable[[], bool]) -> Iterator[str]:
    """Frames of the stream: the revision as it is now, then each that is newer."""
    sent = conductor.revision
    yield f"retry: {RECONNECT_MS}\n{_frame(sent)}"
    quiet = 0
    while not vanished():
        newer = conductor.wait(sent, LOOK)
        quiet = 0 if newer != sent else quiet + 1
        if newer != sent:
            sent = newer
            yield _frame(sent)
        elif quiet % LOOKS_BEFORE_BEAT == 0:
            yield ": still here\n\n"


def _frame(revision: int) -> str:
    return f"id: {revision}\ndata: {revision}\n\n"


def _vanished() -> Callable[[], bool]:
    """Waitress's own question, where the server has it (channel_request_lookahead above 0)."""
    asked: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
    return asked
