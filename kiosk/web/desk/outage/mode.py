"""Failure mode: its state, its switch, and the visits noted to be asked later."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.desk.outage.emergency import outage
from kiosk.desk.outage.failure import ask_noted as ask_them
from kiosk.desk.outage.failure import switch as press_switch
from kiosk.desk.outage.strips import take_strip_down
from kiosk.web.desk.forms import text, why_typed
from kiosk.web.desk.gate import Gate, back


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/failure-mode")
    def mode() -> str:
        with gate.house.storage.reading() as reading:
            waiting = reading.outages.waiting()
            switches = reading.outages.switches()
        return gate.page(
            "desk/outage/failure_mode.html",
            waiting=waiting,
            switches=switches[::-1][:12],
            institution=gate.house.settings.institution,
            conflicts=gate.house.conflicts(),
            outage=outage(gate.house, gate.house.clock.now()),
        )

    @staff.post("/failure-mode")
    def switch() -> Response:
        on = request.form.get("on") == "yes"
        press_switch(gate.desk(), on=on, why=why_typed(request.form) if on else text(request.form, "why"))
        flash("desk.done.mode_on" if on else "desk.done.mode_off", "done")
        return redirect(url_for("staff.mode"))

    @staff.post("/strips/<code>")
    def strip_down(code: str) -> Response:
        take_strip_down(gate.desk(), code)
        flash("desk.done.strip_down", "done")
        return redirect(back())

    @staff.post("/failure-mode/ask")
    def ask_noted() -> Response:
        done = ask_them(gate.desk())
        outcome = "still_down" if done.still_down else "asked_refused" if done.refused else "asked"
        flash(f"desk.done.{outcome}", "refused" if done.still_down else "done")
        return redirect(url_for("staff.mode"))
