"""What is written down with the patient while a visit runs: a declaration, or four items for later."""

from __future__ import annotations

from enum import Enum

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.checkin.machine.events import Declared, DeemedDeclared, Noted
from kiosk.declaration.deemed import Deemed, Lacking, Unheard
from kiosk.declaration.form import layout
from kiosk.declaration.model import Declaration, is_blank, missing, share_is_plausible
from kiosk.desk.acting import NotNow
from kiosk.desk.lanes import press
from kiosk.desk.papers.deeming import deemed_by
from kiosk.desk.papers.disposal import dispose as dispose_of
from kiosk.desk.papers.prefill import declaration_of
from kiosk.web.desk.forms import Misread, day, declaration_typed, note_typed
from kiosk.web.desk.gate import Gate, done, seq_shown
from kiosk.web.desk.gate import staff as signed_in


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/visits/<number>/declaration")
    def declaration(number: str) -> str:
        known = declaration_of(gate.house, number)
        lacking = frozenset(request.args.get("lacking", "").split(","))
        facts: dict[str, object] = {
            "fields": layout().fields,
            "known": known,
            "lacking": lacking,
            "ticked": _ticked,
        }
        facts["blank"] = "blank" in request.args
        return gate.page("desk/papers/declaration.html", visit=gate.visit(number, writing=True), **facts)

    @staff.post("/visits/<number>/declaration")
    def declare(number: str) -> Response:
        match declaration_typed(request.form, gate.house.clock.now().today):
            case Misread(code=code):
                raise NotNow(code)
            case written if is_blank(written) and "blank" not in request.form:
                flash("desk.not_now.blank_declaration", "refused")
                return redirect(url_for("staff.declaration", number=number, blank="yes"))
            case written:
                press(gate.house, number, Declared(seq_shown(), written, signed_in().name))
                return done(_remark(written, gate))

    @staff.post("/visits/<number>/deem")
    def deem(number: str) -> Response:
        """Nothing has changed since that visit, says the patient; what the clinic does not hold is written down instead."""
        heard = request.form.get("asked") == "yes"
        match deemed_by(gate.desk(), number, request.form.get("record", ""), unchanged=heard):
            case Unheard():
                raise NotNow("unheard")
            case Lacking(items=items):
                flash("desk.not_now.not_all_held", "refused")
                return redirect(url_for("staff.declaration", number=number, lacking=",".join(items)))
            case Deemed() as deemed:
                press(gate.house, number, DeemedDeclared(seq_shown(), deemed))
                return done("deemed")

    @staff.post("/visits/<number>/dispose")
    def dispose(number: str) -> Response:
        dispose_of(gate.desk(), number, day(request.form, "paid_on"))
        return done("disposed")

    @staff.get("/visits/<number>/note")
    def note(number: str) -> str:
        return gate.page("desk/papers/note.html", visit=gate.visit(number, writing=True))

    @staff.post("/visits/<number>/note")
    def write_note(number: str) -> Response:
        match note_typed(request.form, signed_in().name, gate.house.clock.now().wall):
            case Misread(code=code):
                raise NotNow(code)
            case typed:
                press(gate.house, number, Noted(seq_shown(), typed))
                return done("noted")


def _ticked(known: Declaration, name: str) -> str:
    """Which box of a field is ticked already."""
    value = getattr(known, name)
    return str(value.value if isinstance(value, Enum) else value)


def _remark(declaration: Declaration, gate: Gate) -> str:
    """What staff should look at again; a blank or an odd share is never a refusal."""
    if not share_is_plausible(declaration, gate.house.clock.now().today):
        return "declared_odd_share"
    return "declared_blanks" if missing(declaration) else "declared"
