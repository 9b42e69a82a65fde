"""The clinic's own table: a new list from the receipt computer, the audit with its findings, judging and signing off."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.desk.acting import NotNow
from kiosk.desk.audit.week import unsigned
from kiosk.desk.patients import audit as table_audit
from kiosk.desk.patients.import_refusals import ImportRefused
from kiosk.desk.patients.taking_in import WaitingFile, preview, take_in
from kiosk.intake.csv.faults import LayoutError
from kiosk.intake.model import COLUMNS
from kiosk.intake.table_findings import State
from kiosk.matching.duplicates import KINDS
from kiosk.web.desk.forms import text, upload
from kiosk.web.desk.gate import Gate, spoken

_STATES = {each.value: each for each in table_audit.JUDGEMENTS}


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/table")
    def table() -> str:
        now = gate.house.clock.now()
        return gate.page(
            "desk/patients/audit.html",
            table=table_audit.table_page(gate.house, now.wall),
            states=list(State),
            why=_why(),
            week_unsigned=unsigned(gate.house, now),
        )

    @staff.post("/table")
    def audit_table() -> Response:
        table_audit.run_audit(gate.desk())
        return _said("table_audited")

    waiting = WaitingFile()

    @staff.post("/table/preview")
    def preview_table() -> Response | str:
        content = upload(request.files)
        token = waiting.keep(content, gate.house.clock.now().ticks)
        return _preview(gate, token, content, (), fewer=False)

    @staff.post("/table/import")
    def import_table() -> Response | str:
        token = text(request.form, "file")
        content = waiting.look(token, gate.house.clock.now().ticks)
        without, fewer = request.form.getlist("without"), bool(request.form.get("fewer"))
        try:
            take_in(gate.desk(), content, without, fewer=fewer)
        except ImportRefused:
            return _preview(gate, token, content, without, fewer=fewer)
        waiting.forget()
        return _said("table_imported")

    @staff.post("/table/<int:audit>/sign")
    def sign_table(audit: int) -> Response:
        try:
            table_audit.sign(gate.desk(), audit)
        except NotNow as refused:
            return _refused(refused)
        return _said("table_signed")

    @staff.get("/table/findings/<int:finding>")
    def finding(finding: int) -> str:
        page = table_audit.finding_page(gate.desk(), finding)
        return gate.page(
            "desk/patients/finding.html", page=page, judgements=table_audit.JUDGEMENTS, why=_why()
        )

    @staff.post("/table/findings/<int:finding>")
    def judge(finding: int) -> Response:
        chosen = _STATES.get(request.form.get("state", ""), State.OPEN)
        try:
            table_audit.mark(gate.desk(), finding, chosen, text(request.form, "note"))
        except NotNow as refused:
            return _refused(refused)
        return _said("finding_judged")


def _preview(
    gate: Gate, token: str, content: bytes, without: Sequence[str], *, fewer: bool
) -> Response | str:
    try:
        seen = preview(gate.desk(), content, without, fewer=fewer)
    except LayoutError as refused:
        flash(f"desk.not_now.file_{refused.code}", "refused")
        return redirect(url_for("staff.table"))
    return gate.page(
        "desk/patients/preview.html", seen=seen, token=token, without=without, fewer=fewer, columns=COLUMNS
    )


def _why() -> dict[str, str]:
    """Each kind of finding with its reason, in the language of the desk."""
    return {kind: said[spoken()] for kind, said in KINDS.items()}


def _said(what: str) -> Response:
    flash(f"desk.done.{what}", "done")
    return redirect(url_for("staff.table"))


def _refused(refused: NotNow) -> Response:
    """Back to the list, which everybody may see who could press here."""
    flash(f"desk.not_now.{refused.code}", "refused")
    return redirect(url_for("staff.table"))
