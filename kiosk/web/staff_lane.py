"""Acts in a visit that runs: taking it over, a document keyed twice, a document seen."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from kiosk.checkin.events import DocumentTyped, EvidenceSeen, TakenOver
from kiosk.desk.acting import NotNow
from kiosk.desk.documents import FIELDS as DOCUMENT_FIELDS
from kiosk.desk.documents import Unlike, keyed_twice
from kiosk.desk.lanes import press
from kiosk.web.staff_forms import evidence, keyed
from kiosk.web.staff_gate import Gate, done, seq_shown
from kiosk.web.staff_gate import staff as signed_in


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.post("/visits/<number>/take-over")
    def take_over(number: str) -> Response:
        press(gate.house, number, TakenOver(seq_shown(), signed_in().name))
        return done("taken_over")

    @staff.get("/visits/<number>/document")
    def document(number: str) -> str:
        return gate.page(
            "desk/document.html",
            visit=gate.visit(number, writing=True),
            fields=DOCUMENT_FIELDS,
            typed={},
            wrong=(),
        )

    @staff.post("/visits/<number>/document")
    def type_document(number: str) -> Response | tuple[str, int]:
        """Keyed twice; what differs is asked for again, with both keyings kept on the page."""
        kind = evidence(request.form)
        if kind is None:
            raise NotNow("incomplete")
        first, second = keyed(request.form, "first"), keyed(request.form, "second")
        match keyed_twice(first, second, signed_in().name):
            case Unlike(fields=wrong):
                facts = {"fields": DOCUMENT_FIELDS, "typed": request.form, "wrong": wrong}
                return gate.page("desk/document.html", visit=gate.visit(number), **facts), 422
            case typed:
                press(gate.house, number, DocumentTyped(seq_shown(), typed, kind))
                return done("document")

    @staff.post("/visits/<number>/evidence")
    def evidence_seen(number: str) -> Response:
        kind = evidence(request.form)
        if kind is None:
            raise NotNow("incomplete")
        press(gate.house, number, EvidenceSeen(seq_shown(), kind, signed_in().name))
        return done("evidence")
