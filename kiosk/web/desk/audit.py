"""The auditor's questions, and the week that is signed off."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import Moment
from kiosk.desk.audit.questions import QUESTIONS, ask, export
from kiosk.desk.audit.week import WEEK, last_week, sign_week, week_page
from kiosk.storage.audit.asked import MOST, Wanted
from kiosk.web.desk.gate import Gate
from kiosk.web.desk.gate import staff as signed_in

FIRST = "viewed"


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/audit")
    def audit() -> str:
        question = request.args.get("question", "")
        rows = ask(gate.desk(), question, _wanted(gate.house.clock.now())) if question in QUESTIONS else ()
        return gate.page(
            "desk/audit/ask.html",
            questions=QUESTIONS,
            question=question,
            asked=question in QUESTIONS,
            rows=rows[:MOST],
            more=len(rows) > MOST,
            typed=request.args,
        )

    @staff.get("/audit.csv")
    def audit_csv() -> Response:
        question = request.args.get("question", "")
        if question not in QUESTIONS:
            abort(404)
        headers = {"Content-Disposition": f'attachment; filename="audit-{question}.csv"'}
        return Response(
            export(gate.desk(), question, _wanted(gate.house.clock.now())),
            mimetype="text/csv",
            headers=headers,
        )

    @staff.get("/week")
    def week() -> str:
        now = gate.house.clock.now()
        shown = week_page(gate.house, _day(request.args.get("of", "")) or last_week(now.today))
        return gate.page(
            "desk/audit/week.html", page=shown, before=shown.week - WEEK, last=last_week(now.today)
        )

    @staff.post("/week", endpoint="sign_week")
    def sign_week_off() -> AnyResponse:
        of = _day(request.form.get("of", ""))
        if of is None:
            abort(400)
        sign_week(gate.desk(), signed_in().role, of)
        flash("desk.done.week_signed", "done")
        return redirect(url_for("staff.week", of=of.isoformat()))


def _wanted(now: Moment) -> Wanted:
    """Where nothing narrows the question, this month: the whole audit is years."""
    told = request.args
    whom, since = told.get("whom", "").strip(), _moment(told.get("since", ""))
    if since is None and not whom:
        since = now.today.replace(day=1)
    return Wanted(by=told.get("by", "").strip(), whom=whom, since=since, until=_moment(told.get("until", "")))


def _moment(said: str) -> date | datetime | None:
    """A day, or a minute of it."""
    try:
        return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
    except ValueError:
        return None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
