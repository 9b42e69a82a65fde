"""Evidence at the desk: a document typed or seen while the visit runs, and whatever is brought later."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.checkin.machine.events import DocumentTyped, EvidenceSeen
from kiosk.desk.acting import NotNow
from kiosk.desk.lanes import card_there, press
from kiosk.desk.papers.brought_later import Brought, bring_document, bring_seen, settle_visit
from kiosk.desk.papers.documents import Unlike, refusal
from kiosk.desk.papers.later_page import later_page
from kiosk.desk.papers.same_document import same_document
from kiosk.web.desk.forms import evidence, whole_number
from kiosk.web.desk.gate import Gate, done, seq_shown
from kiosk.web.desk.gate import staff as signed_in
from kiosk.web.desk.papers.document_form import document_typed, form_facts, kind_typed

Page = Response | tuple[str, int]


def add_to(staff: Blueprint, gate: Gate) -> None:
    _while_it_runs(staff, gate)
    _later(staff, gate)


def _while_it_runs(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/visits/<number>/document")
    def document(number: str) -> str:
        visit = gate.visit(number, writing=True)
        return gate.page("desk/papers/document.html", visit=visit, **form_facts({}, ()))

    @staff.post("/visits/<number>/document")
    def type_document(number: str) -> Page:
        """What differs between two keyings is asked for again, with both kept on the page."""
        now = gate.house.clock.now()
        kind = kind_typed(request.form, now.today)
        match document_typed(gate.house, request.form, signed_in().name, now):
            case Unlike(fields=wrong):
                facts = form_facts(request.form, wrong)
                return gate.page("desk/papers/document.html", visit=gate.visit(number), **facts), 422
            case typed:
                press(gate.house, number, DocumentTyped(seq_shown(), typed, kind))
                return done("document")

    @staff.post("/visits/<number>/same-document")
    def press_same_document(number: str) -> Response:
        """The paper was held beside the page: nothing is typed."""
        same = same_document(gate.desk(), number)
        press(gate.house, number, DocumentTyped(seq_shown(), same.document, same.kind))
        return done("document")

    @staff.post("/visits/<number>/evidence")
    def evidence_seen(number: str) -> Response:
        kind = evidence(request.form)
        if kind is None:
            raise NotNow("incomplete")
        card = "card" in request.form or card_there(gate.house, number)
        refused = refusal(kind, gate.house.clock.now().today, card=card)
        if refused:
            raise NotNow(refused)
        press(gate.house, number, EvidenceSeen(seq_shown(), kind, signed_in().name, card))
        return done("evidence")


def _later(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/visits/<number>/later")
    def later(number: str) -> str:
        return _later_page(gate, number, form_facts({}, ()))

    @staff.post("/visits/<number>/later/document")
    def bring(number: str) -> Page:
        shown = later_page(gate.house, number)
        kind = kind_typed(request.form, shown.treated_on)
        match document_typed(gate.house, request.form, signed_in().name, gate.house.clock.now()):
            case Unlike(fields=wrong):
                return _later_page(gate, number, form_facts(request.form, wrong)), 422
            case typed:
                brought = bring_document(gate.desk(), number, typed, kind)
                return _said(number, brought)

    @staff.post("/visits/<number>/later/seen")
    def bring_what_is_seen(number: str) -> Response:
        kind = evidence(request.form)
        if kind is None:
            raise NotNow("incomplete")
        bring_seen(gate.desk(), number, kind, card="card" in request.form)
        return _said(number, Brought.CONFIRMED)

    @staff.post("/visits/<number>/later/settle")
    def settle(number: str) -> Response:
        names = ("points", "paid_share", "paid_yen", "due_share")
        numbers = [whole_number(request.form, name) for name in names]
        points, paid_share, paid_yen, due_share = (each for each in numbers)
        if points is None or paid_share is None or paid_yen is None or due_share is None:
            raise NotNow("no_amount")
        settled = settle_visit(gate.desk(), number, points, paid_share, paid_yen, due_share)
        done("settled_as_declared" if settled.paid_as_declared else "settled_unlike_share")
        return redirect(url_for("staff.later", number=number))


def _later_page(gate: Gate, number: str, facts: dict[str, object]) -> str:
    return gate.page(
        "desk/papers/later.html", visit=gate.visit(number), later=later_page(gate.house, number), **facts
    )


def _said(number: str, brought: Brought) -> Response:
    """A question or a case is worked on the visit's own page; the rest goes on here."""
    answer = done(f"brought_{brought.value}")
    return answer if brought is Brought.ASKED else redirect(url_for("staff.later", number=number))
