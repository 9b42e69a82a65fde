"""What a browser may ask of us, and what it may do with our pages. Default is refusal.

Measures and their reasons: OWASP ASVS 5.0, V3.3 (cookies), V3.4 (headers), V3.5 (cross-site requests).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from io import BytesIO
from typing import IO, TYPE_CHECKING

from flask import Flask, Request, Response, abort, current_app, request, session
from werkzeug.exceptions import MisdirectedRequest

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names by which this machine may be called: any other is a page elsewhere, pointed at us."""

LARGEST_FORM = 64 * 1024
"""Bytes of a request body, but for the pages that take files."""
LARGEST_FILE = 32 * 1024 * 1024
LARGEST = "kiosk.largest_body"
"""Under this name a site's app holds how large a body may be, by the address and the cookies of its request."""

ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
POLICY = "; ".join(f"{directive} {source}" for directive, source in ALLOWED.items())

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it browsers send "Origin: null" on forms, and the check below would have nothing to see.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class InMemory(Request):
    """A file that is sent stays in memory: the library would put a larger one on a disk, where patients' names stay."""

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - the base class's signature
        content_type: str | None,  # noqa: ARG002 - as above
        filename: str | None = None,  # noqa: ARG002 - as above
        content_length: int | None = None,  # noqa: ARG002 - as above
    ) -> IO[bytes]:
        return BytesIO()


WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class KnownHost:
    """Answers 421 to a request for any other name, before anything of ours runs (DNS rebinding)."""

    def __init__(self, app: WSGIApplication, names: frozenset[str] = LOOPBACK) -> None:
        self._app = app
        self._names = names

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if host_name(environ.get("HTTP_HOST", "")) in self._names:
            return self._app(environ, start_response)
        return MisdirectedRequest()(environ, start_response)


def host_name(host: str) -> str:
    """The name of a Host header without its port: `[::1]:8700` → `[::1]`."""
    name, _, port = host.rpartition(":")
    return name.lower() if name and port.isdigit() else host.lower()


def guard(app: Flask, site: str) -> None:
    """Put every check in front of the app, and every header behind it.

    Cookies know no ports: by its own name and key each `site` keeps what another on this machine cannot read or end.
    """
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),
        SESSION_COOKIE_NAME=f"kiosk_{site}",
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_HTTPONLY=True,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
    )
    app.request_class = InMemory
    app.wsgi_app = KnownHost(app.wsgi_app)  # type: ignore[method-assign] # the place Flask documents for middleware
    app.before_request(refuse_foreign)
    app.after_request(with_headers)
    app.jinja_env.globals["csrf_token"] = csrf_token


def csrf_token() -> str:
    """This browser session's token; a form carries it as `csrf`, a fetch as the header X-CSRF-Token."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(32)
    return str(session["csrf"])


def refuse_foreign() -> None:
    """A request that writes comes from a page of ours, opened in this browser session."""
    if request.method not in WRITING:
        return
    if LARGEST in current_app.extensions:
        largest = current_app.extensions[LARGEST]
        request.max_content_length = largest(request.path, request.headers.get("Cookie", ""))
    if request.headers.get("Origin") != request.host_url.rstrip("/"):
        abort(403, "origin")
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403, "site")
    sent = request.headers.get("X-CSRF-Token") or request.form.get("csrf", "")
    held = str(session.get("csrf", ""))
    if not held or not hmac.compare_digest(sent.encode(), held.encode()):
        abort(403, "csrf")


def with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
