"""Decisions about a visit that the reader has finished."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request
from werkzeug.wrappers import Response

from kiosk.board import SHOWN_SECONDS, Asked
from kiosk.desk.acting import NotNow
from kiosk.desk.hand_over import hand_over as write_files
from kiosk.desk.hand_over import take_out as take_files_out
from kiosk.desk.outage.draft import draft_seen
from kiosk.desk.visit.companions import Companion, note_companion
from kiosk.desk.visit.consent import Consent, change_consent
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.web.desk.forms import Misread, one_of, person_typed
from kiosk.web.desk.gate import Gate, back, done, undone


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.post("/visits/<number>/application")
    def application(number: str) -> Response:
        match person_typed(request.form):
            case Misread(code=code):
                raise NotNow(code)
            case person:
                enter_application(gate.desk(), number, person)
                return done("application")

    @staff.post("/visits/<number>/draft")
    def draft(number: str) -> Response:
        draft_seen(gate.desk(), number)
        return done("draft_seen")

    @staff.post("/visits/<number>/question")
    def question(number: str) -> Response:
        agrees = {"agrees": True, "differs": False}.get(request.form.get("answer", ""))
        if agrees is None:
            raise NotNow("incomplete")
        answer_question(gate.desk(), number, agrees=agrees)
        beside = "_beside" if gate.house.settings.companion.folders else ""
        return done("question_agrees" if agrees else f"question_differs{beside}")

    @staff.post("/visits/<number>/ask-on-glass")
    def ask_on_glass(number: str) -> Response:
        """患者さんの画面に出す: which items, never a value."""
        shown = gate.visit(number)
        comparison = shown.shown.comparison
        if not shown.can("answer") or comparison is None:
            raise NotNow("moved_on")
        house, now = gate.house, gate.house.clock.now()
        house.board.show(Asked(number, comparison.to_ask, now.ticks + SHOWN_SECONDS))
        house.conductor.touch()
        return done("asked_on_glass")

    @staff.post("/visits/<number>/consent")
    def consent(number: str) -> Response:
        to = one_of(Consent, request.form, "to")
        change_consent(gate.desk(), number, to)
        return done(f"consent_{to.value}")

    @staff.post("/visits/<number>/companion")
    def companion(number: str) -> Response:
        chosen = request.form.get("companion", "")
        if chosen not in {each.value for each in Companion}:
            raise NotNow("incomplete")
        note_companion(gate.desk(), number, Companion(chosen))
        return done("companion")

    @staff.post("/visits/<number>/hand-over")
    def hand_over(number: str) -> Response:
        try:
            replaced = write_files(gate.desk(), number)
        except OSError:
            flash("desk.not_now.folder", "refused")
            return redirect(back())
        return done("handed_over_replaced" if replaced else "handed_over")

    @staff.post("/visits/<number>/take-out")
    def take_out(number: str) -> Response:
        return undone("taken_out", fetched=take_files_out(gate.desk(), number))
