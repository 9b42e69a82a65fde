"""A visit without a card on the reader: look for the patient in the clinic's table, then begin."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.desk.acting import NotNow
from kiosk.desk.lanes import start as begin
from kiosk.desk.patients.looking import Asked, look_for
from kiosk.web.desk.forms import day, text
from kiosk.web.desk.gate import Gate


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/new")
    def new() -> str:
        return gate.page("desk/visit/new.html", typed={}, asked=False, found=())

    @staff.post("/new/search")
    def search() -> str:
        """Everybody who fits is listed; one hit is listed too, and nobody is taken by the machine.

        A search is sent like a press, so that no patient's birth date stands in an address or a log.
        """
        typed = {name: text(request.form, name) for name in ("patient_id", "kana", "birthdate")}
        asked = Asked(typed["patient_id"], typed["kana"], day(request.form, "birthdate"))
        found = look_for(gate.house, asked)
        return gate.page("desk/visit/new.html", typed=typed, asked=asked.enough, found=found)

    @staff.post("/new")
    def start() -> Response:
        patient_id = text(request.form, "patient_id") or None
        if patient_id and not look_for(gate.house, Asked(patient_id)):
            raise NotNow("no_such_patient")
        number = begin(gate.desk(), patient_id)
        return redirect(url_for("staff.visit", number=number))
