"""The operating body's emergency function step by step, and disasters with what patients agree to by mouth."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.desk.acting import NotNow
from kiosk.desk.outage.emergency import announce, end_disaster, hear, take_step
from kiosk.outage.disaster import SpokenConsent
from kiosk.outage.emergency import ONLY_ADMINISTRATOR, EmergencyStep
from kiosk.web.desk.forms import day, one_of, text
from kiosk.web.desk.gate import Gate


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.post("/failure-mode/emergency")
    def emergency() -> Response:
        step = one_of(EmergencyStep, request.form, "step")
        if step in ONLY_ADMINISTRATOR:
            raise NotNow("administrator")
        return _stepped(step)

    @staff.post("/failure-mode/emergency/activate")
    def activate() -> Response:
        return _stepped(EmergencyStep.ACTIVATED)

    def _stepped(step: EmergencyStep) -> Response:
        take_step(gate.desk(), step, text(request.form, "words"))
        flash("desk.done.emergency_step", "done")
        return redirect(url_for("staff.mode"))

    @staff.post("/failure-mode/disaster")
    def disaster() -> Response:
        announce(
            gate.desk(), text(request.form, "area"), day(request.form, "since"), day(request.form, "until")
        )
        flash("desk.done.disaster", "done")
        return redirect(url_for("staff.mode"))

    @staff.post("/failure-mode/disaster/over")
    def disaster_over() -> Response:
        end_disaster(gate.desk())
        flash("desk.done.disaster_over", "done")
        return redirect(url_for("staff.mode"))

    @staff.post("/visits/<number>/spoken")
    def spoken(number: str) -> Response:
        hear(gate.desk(), number, one_of(SpokenConsent, request.form, "said"))
        flash("desk.done.spoken", "done")
        return redirect(url_for("staff.visit", number=number))
