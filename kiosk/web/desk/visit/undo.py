"""Undoing what was decided about a visit; every act carries its reason."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from kiosk.desk import undoing
from kiosk.desk.acting import NotNow
from kiosk.desk.standing import Because
from kiosk.desk.visit.found_card import Went, found_card_given
from kiosk.desk.visit.reassigning import reassigning as both_charts
from kiosk.web.desk.forms import one_of, why_typed
from kiosk.web.desk.gate import Gate, done, undone


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.post("/visits/<number>/take-back")
    def take_back(number: str) -> Response:
        return undone("taken_back", fetched=undoing.take_back(gate.desk(), number, why_typed(request.form)))

    @staff.get("/visits/<number>/reassign")
    def reassigning(number: str) -> str:
        """Both charts, before anything is pressed."""
        patient = request.args.get("patient_id", "").strip()
        return gate.page(
            "desk/visit/reassign.html",
            visit=gate.visit(number),
            seen=both_charts(gate.house, number, patient),
            why=request.args.get("why", ""),
        )

    @staff.post("/visits/<number>/reassign")
    def reassign(number: str) -> Response:
        patient = request.form.get("patient_id", "").strip()
        if both_charts(gate.house, number, patient).differs and request.form.get("looked") != "yes":
            raise NotNow("reassign_differs")
        return undone(
            "reassigned", fetched=undoing.reassign(gate.desk(), number, patient, why_typed(request.form))
        )

    @staff.post("/visits/<number>/put-back")
    def put_back(number: str) -> Response:
        return undone("put_back", fetched=undoing.put_back(gate.desk(), number))

    @staff.post("/visits/<number>/card-later")
    def card_later(number: str) -> Response:
        undoing.card_later(gate.desk(), number)
        return done("card_later")

    @staff.post("/visits/<number>/found-card")
    def found_card(number: str) -> Response:
        found_card_given(gate.desk(), number, one_of(Went, request.form, "to"))
        return done("found_card")

    @staff.post("/visits/<number>/let-go")
    def let_go(number: str) -> Response:
        because = one_of(Because, request.form, "because")
        undoing.let_go(gate.desk(), number, because)
        return done("let_go")

    @staff.post("/visits/<number>/resume")
    def resume(number: str) -> Response:
        return undone("resumed", fetched=undoing.resume(gate.desk(), number, why_typed(request.form)))
