"""The claims clerk's pages: standing lists, files sent, the payer's answers, calls, and choices accepted in writing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request
from werkzeug.wrappers import Response

from kiosk.claims.model import Payer
from kiosk.desk.acting import NotNow
from kiosk.desk.claims.answers import paid, take_in
from kiosk.desk.claims.calls import choose_payer, contacted
from kiosk.desk.claims.choices import accept, text_version
from kiosk.desk.claims.lists import claims_page
from kiosk.desk.claims.sending import sent
from kiosk.storage.claims.notes import Reached
from kiosk.web.desk.forms import day, text, upload
from kiosk.web.desk.gate import Gate, back, done


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/claims")
    def claims() -> str:
        now = gate.house.clock.now()
        return gate.page("desk/claims/page.html", claims=claims_page(gate.house, now), today=now.today)

    @staff.post("/claims/sent")
    def claims_sent() -> Response:
        sent(gate.desk(), upload(request.files))
        return done("claims_sent")

    @staff.post("/claims/answer")
    def claims_answer() -> Response:
        taken = take_in(gate.desk(), upload(request.files).decode("utf-8", "replace"))
        flash("desk.done.claims_returned" if taken.returned_visits else "desk.done.claims_answered", "done")
        return redirect(back())

    @staff.post("/claims/paid")
    def claims_paid() -> Response:
        paid(gate.desk(), text(request.form, "file"))
        return done("claims_paid")

    @staff.post("/claims/visits/<number>/call")
    def claims_call(number: str) -> Response:
        outcome, on = request.form.get("outcome", ""), day(request.form, "day")
        if on is None or outcome not in {each.value for each in Reached}:
            raise NotNow("incomplete")
        contacted(gate.desk(), number, on, Reached(outcome))
        return done("claims_call")

    @staff.post("/claims/visits/<number>/payer")
    def claims_payer(number: str) -> Response:
        chosen = request.form.get("payer", "")
        if chosen not in {each.value for each in Payer}:
            raise NotNow("incomplete")
        choose_payer(gate.desk(), number, Payer(chosen))
        return done("claims_payer")

    @staff.get("/claims/choices")
    def claims_choices() -> str:
        """A form to read and sign: each choice with what nobody could look up."""
        shown = claims_page(gate.house, gate.house.clock.now()).choices
        return gate.page("desk/claims/choices.html", choices=shown, version=text_version)

    @staff.post("/claims/choices")
    def claims_accept() -> Response:
        accept(gate.desk(), frozenset(request.form.getlist("version")), text(request.form, "signed"))
        return done("claims_accepted")
