"""The web room put together, and the server in front of it."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, request
from waitress.server import WSGIServer, create_server
from werkzeug.exceptions import HTTPException

from kiosk.desk.staff.sign_in import verify
from kiosk.house import House
from kiosk.settings import Settings, SettingsError
from kiosk.web import feed, security
from kiosk.web.desk import gate
from kiosk.web.desk import site as desk
from kiosk.web.glass import previews
from kiosk.web.glass import site as glass
from kiosk.web.language import EXTENSION, FIRST, load_catalogues, page

PAGES = Path(__file__).parent
"""`templates` and `static`: links to the top level in a checkout, folders where a wheel was installed."""

DESK = "/staff/"


def create_app(house: House) -> Flask:
    """The whole site of one house.

    Raises:
        CatalogueIncomplete: the languages do not say the same things; the kiosk must not start so.
    """
    app = Flask("kiosk.web", template_folder=str(PAGES / "templates"), static_folder=str(PAGES / "static"))
    app.extensions[EXTENSION] = load_catalogues()
    security.guard(app)
    app.register_blueprint(feed.blueprint(house))
    app.register_blueprint(glass.blueprint(house, verify))
    app.register_blueprint(desk.blueprint(house))
    if house.settings.demo:
        app.register_blueprint(previews.blueprint(house))
    app.register_error_handler(HTTPException, _refused)
    return app


def _refused(error: HTTPException) -> tuple[str, int]:
    """Every error is a calm page: at the desk with what to do next, on the glass in both languages and without a code."""
    status = error.code or 500
    if request.path.startswith(DESK):
        return gate.cannot_open(status), status
    return page("error.html", FIRST), status


def make_server(app: Flask, settings: Settings, port: int | None = None) -> WSGIServer:
    """A server that is bound but not yet running.

    `channel_request_lookahead` lets a stream learn that its client is gone; without it, vanished pages hold threads.

    Raises:
        SettingsError: the host is not this machine; other machines come through a TLS proxy.
    """
    web = settings.web
    if web.host not in {"127.0.0.1", "::1", "localhost"}:
        raise SettingsError(
            f"web.host is {web.host}; plain HTTP stays on 127.0.0.1, put a TLS proxy before it"
        )
    return create_server(
        app,
        host=web.host,
        port=web.port if port is None else port,
        threads=web.threads,
        channel_request_lookahead=1,
        ident=None,
    )


def serve(app: Flask, settings: Settings) -> None:
    """Serve until interrupted."""
    make_server(app, settings).run()
