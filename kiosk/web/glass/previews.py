"""Every screen on one page, to look at: in demo mode only, of made-up samples, and without any press taking effect."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, request

from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.turn import Lane
from kiosk.house import House
from kiosk.settings.languages import FURTHER
from kiosk.settings.panels import PANELS, Panel, panel_of
from kiosk.web.glass.panel import TEXT_SIZES, sheet
from kiosk.web.glass.samples import SAMPLES
from kiosk.web.glass.site import Look, rendered, shell_page
from kiosk.web.glass.wishes import CONTRASTS, USUAL, Wishes
from kiosk.web.language import FIRST, LANGUAGES, page

CHOICES = {
    "panel": tuple(PANELS),
    "language": (*LANGUAGES, *FURTHER),
    "size": tuple(TEXT_SIZES),
    "contrast": CONTRASTS,
}
"""What may be asked for by the address of a preview, beside `low`, `keys`, `failing` and `bare`."""


def blueprint(house: House) -> Blueprint:
    previews = Blueprint("previews", __name__)

    @previews.get("/preview")
    def listed() -> str:
        """Every screen, on the glass and with the wishes that were chosen here."""
        chosen = {name: request.args[name] for name in CHOICES if name in request.args}
        return page("glass/previews.html", FIRST, samples=SAMPLES, choices=CHOICES, chosen=chosen)

    @previews.get("/preview/<name>")
    def preview(name: str) -> str:
        """What `CHOICES` names may be asked for; `bare` is without the banner of the demo."""
        if name not in SAMPLES:
            abort(404)
        sample = SAMPLES[name]
        shown = replace(house, emulated=()) if "bare" in request.args else house
        panel = _panel(request.args.get("panel", house.settings.web.glass))
        asked = request.args
        wishes = Wishes(
            asked.get("language", FIRST),
            asked.get("size", USUAL.size),
            asked.get("contrast", USUAL.contrast),
            low="low" in asked,
            keys="keys" in asked,
        )
        look = Look(wishes, "failing" in request.args, part=sample.part, panel=panel, asked=sample.question)
        return shell_page(shown, rendered(shown, CheckIn(Lane.READER, sample.step), look), panel)

    @previews.get("/preview.css")
    def lengths() -> Response:
        return Response(sheet(_panel(request.args.get("panel", ""))), mimetype="text/css")

    return previews


def _panel(said: str) -> Panel:
    try:
        return panel_of(said)
    except ValueError:
        abort(404)
