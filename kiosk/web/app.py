"""The two sites of one house, put together: neither has a page, a session or a cookie of the other."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Flask
from werkzeug.exceptions import HTTPException

from kiosk.desk.staff.codes import vouching
from kiosk.desk.staff.sessions import Sessions
from kiosk.house import House
from kiosk.web import feed, security
from kiosk.web.desk import gate
from kiosk.web.desk import site as desk
from kiosk.web.desk.uploads import Uploads
from kiosk.web.glass import previews
from kiosk.web.glass import site as glass
from kiosk.web.language import EXTENSION, FIRST, load_catalogues, page

PAGES = Path(__file__).parent
"""`templates` and `static`: links to the top level in a checkout, folders where a wheel was installed."""


def _a_form(path: str, cookies: str) -> int:  # noqa: ARG001 - whoever asks, and for what
    return security.LARGEST_FORM


def glass_site(house: House) -> Flask:
    """What the patient sees. Staff have nothing here but a code of six digits for a staff look.

    Raises:
        CatalogueIncomplete: the languages do not say the same things; the kiosk must not start so.
    """
    app = _site("glass", house, lambda _: page("error.html", FIRST))
    app.register_blueprint(glass.blueprint(house, vouching))
    if house.settings.demo:
        app.register_blueprint(previews.blueprint(house))
    return app


def desk_site(house: House) -> Flask:
    """What staff see, behind a sign-in. Raises as `glass_site`."""
    app = _site("desk", house, gate.cannot_open)
    sessions = Sessions(partial(secrets.token_urlsafe, 32))
    app.register_blueprint(desk.blueprint(house, sessions))
    app.add_url_rule("/", "first", desk.first)
    app.extensions[security.LARGEST] = Uploads(app, sessions, house.clock)
    return app


def _site(name: str, house: House, cannot_open: Callable[[int], str]) -> Flask:
    """What both share: language, checks, the stream, and an error that is a calm page with a way on."""
    app = Flask(f"kiosk.web.{name}", template_folder=str(PAGES / "templates"), static_folder=str(PAGES / "static"))  # fmt: skip
    app.jinja_env.add_extension("jinja2.ext.loopcontrols")
    app.extensions[EXTENSION] = load_catalogues()
    app.extensions[security.LARGEST] = _a_form
    security.guard(app, name)
    app.register_blueprint(feed.blueprint(house))

    def refused(error: HTTPException) -> tuple[str, int]:
        status = error.code or 500
        return cannot_open(status), status

    app.register_error_handler(HTTPException, refused)
    return app
