"""Every screen on one page, to look at: in demo mode only, of made-up samples, and without any press taking effect."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, request
from markupsafe import Markup

from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.turn import Lane
from kiosk.house import House
from kiosk.web.glass.samples import SAMPLES
from kiosk.web.glass.site import Look, rendered
from kiosk.web.language import FIRST, catalogues, page


def blueprint(house: House) -> Blueprint:
    previews = Blueprint("previews", __name__)

    @previews.get("/preview")
    def listed() -> str:
        return page("glass/previews.html", FIRST, samples=SAMPLES)

    @previews.get("/preview/<name>")
    def preview(name: str) -> str:
        """`language`, `failing` and `bare` (without the banner of the demo) may be asked for."""
        if name not in SAMPLES:
            abort(404)
        sample = SAMPLES[name]
        shown = replace(house, emulated=()) if "bare" in request.args else house
        look = Look(request.args.get("language", FIRST), "failing" in request.args, part=sample.part)
        screen = rendered(shown, CheckIn(Lane.READER, sample.step), look)
        clinic = house.settings.institution.name
        return page("glass/shell.html", FIRST, clinic=clinic, spoken=catalogues(), preview=Markup(screen))  # noqa: S704 - our own template's output

    return previews
