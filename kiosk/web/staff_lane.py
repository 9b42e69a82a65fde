"""Acts in a visit that runs: taking it over, a document, a declaration, a note for later."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from kiosk.checkin.events import (
    Declared,
    DeemedDeclared,
    DocumentTyped,
    EvidenceSeen,
    Noted,
    TakenOver,
)
from kiosk.declaration.form import FIELDS
from kiosk.declaration.model import Declaration, missing, share_is_plausible
from kiosk.desk.acting import NotNow
from kiosk.desk.documents import FIELDS as DOCUMENT_FIELDS
from kiosk.desk.documents import Unlike, keyed_twice
from kiosk.desk.lanes import keep_open, press
from kiosk.desk.prefill import declaration_of
from kiosk.desk.visit_page import VisitPage, visit_page
from kiosk.web.staff_forms import Misread, declaration_typed, evidence, keyed, note_typed
from kiosk.web.staff_gate import Gate, done, seq_shown
from kiosk.web.staff_gate import staff as signed_in


def add_to(staff: Blueprint, gate: Gate) -> None:
    def writing(number: str) -> VisitPage:
        keep_open(gate.house, number)
        return shown(number)

    def shown(number: str) -> VisitPage:
        return visit_page(gate.house, number, signed_in().role, gate.house.clock.now())

    @staff.post("/visits/<number>/take-over")
    def take_over(number: str) -> Response:
        press(gate.house, number, TakenOver(seq_shown(), signed_in().name))
        return done("taken_over")

    @staff.get("/visits/<number>/document")
    def document(number: str) -> str:
        return gate.page(
            "desk/document.html", visit=writing(number), fields=DOCUMENT_FIELDS, typed={}, wrong=()
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
                return gate.page("desk/document.html", visit=shown(number), **facts), 422
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

    @staff.get("/visits/<number>/declaration")
    def declaration(number: str) -> str:
        known = declaration_of(gate.house, number)
        return gate.page("desk/declaration.html", visit=writing(number), fields=FIELDS, known=known)

    @staff.post("/visits/<number>/declaration")
    def declare(number: str) -> Response:
        match declaration_typed(request.form, gate.house.clock.now().today):
            case Misread(code=code):
                raise NotNow(code)
            case written:
                press(gate.house, number, Declared(seq_shown(), written, signed_in().name))
                return done(_remark(written, gate))

    @staff.post("/visits/<number>/deem")
    def deem(number: str) -> Response:
        """Nothing has changed since that visit, says the patient; the box for having asked must be ticked."""
        earlier = {each.number for each in shown(number).earlier}
        record = request.form.get("record", "")
        if record not in earlier or request.form.get("asked") != "yes":
            raise NotNow("incomplete")
        press(gate.house, number, DeemedDeclared(seq_shown(), signed_in().name, record))
        return done("deemed")

    @staff.get("/visits/<number>/note")
    def note(number: str) -> str:
        return gate.page("desk/note.html", visit=writing(number))

    @staff.post("/visits/<number>/note")
    def write_note(number: str) -> Response:
        match note_typed(request.form, signed_in().name, gate.house.clock.now().wall):
            case Misread(code=code):
                raise NotNow(code)
            case typed:
                press(gate.house, number, Noted(seq_shown(), typed))
                return done("noted")


def _remark(declaration: Declaration, gate: Gate) -> str:
    """What staff should look at again; a blank or an odd share is never a refusal."""
    if not share_is_plausible(declaration, gate.house.clock.now().today):
        return "declared_odd_share"
    return "declared_blanks" if missing(declaration) else "declared"
