"""The patient's pages."""

from __future__ import annotations

from flask import Blueprint, request, session

from kiosk.house import House
from kiosk.web.language import FIRST, LANGUAGES, page


def blueprint(house: House) -> Blueprint:
    patient = Blueprint("patient", __name__)

    @patient.get("/")
    def shell() -> str:
        return page("patient/shell.html", FIRST, clinic=house.settings.institution.name)

    @patient.post("/language")
    def language() -> str:
        wanted = request.form.get("to", FIRST)
        session["language"] = wanted if wanted in LANGUAGES else FIRST
        return shell()

    return patient
