"""The claims clerk's pages: standing lists, files sent, the payer's answers, calls, and choices accepted in writing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask import Response as WebResponse
from werkzeug.wrappers import Response

from kiosk.claims.ledger import Act
from kiosk.claims.model import Payer
from kiosk.desk.acting import NotNow
from kiosk.desk.claims.answers import paid, take_in
from kiosk.desk.claims.calls import choose_payer, contacted, hold_over
from kiosk.desk.claims.choices import accept, text_version
from kiosk.desk.claims.history import file_page, write_down
from kiosk.desk.claims.incoming import BY_ID
from kiosk.desk.claims.lists import claims_page
from kiosk.desk.claims.month_page import month_page, sent_as_taken, take_files, take_out
from kiosk.desk.claims.payer_answer import Reason
from kiosk.desk.claims.sending import Again, sent
from kiosk.desk.claims.told import told_numbers
from kiosk.storage.claims.notes import Reached
from kiosk.web.desk.forms import day, text, upload
from kiosk.web.desk.gate import Gate, back, done

FILE_NAME = "RECEIPTC.UKE"
"""What a payer's reception wants a medical claim file to be called."""


def add_to(staff: Blueprint, gate: Gate) -> None:
    _of_month(staff, gate)
    _one_by_one(staff, gate)
    _standing_lists(staff, gate)


def _standing_lists(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/claims")
    def claims() -> str:
        now = gate.house.clock.now()
        return gate.page("desk/claims/page.html", claims=claims_page(gate.house, now), today=now.today)

    @staff.post("/claims/sent")
    def claims_sent() -> Response:
        return _said_sent(sent(gate.desk(), upload(request.files), _again()))

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

    @staff.post("/claims/visits/<number>/hold")
    def claims_hold(number: str) -> Response:
        hold_over(gate.desk(), number)
        return done("claims_held")

    @staff.post("/claims/visits/<number>/told")
    def claims_told(number: str) -> Response:
        """Numbers read out on the telephone: asked about at once, for the day of treatment."""
        names = ("insurer_number", "symbol", "number", "branch")
        brought = told_numbers(gate.desk(), number, *(text(request.form, each) for each in names))
        return done(f"told_{brought.value}")

    @staff.get("/claims/choices")
    def claims_choices() -> str:
        """A form to read and sign: each choice with what nobody could look up."""
        shown = claims_page(gate.house, gate.house.clock.now()).choices
        return gate.page("desk/claims/choices.html", choices=shown, version=text_version)

    @staff.post("/claims/choices")
    def claims_accept() -> Response:
        accept(gate.desk(), frozenset(request.form.getlist("version")), text(request.form, "signed"))
        return done("claims_accepted")


def _of_month(staff: Blueprint, gate: Gate) -> None:
    """The month on one page."""

    @staff.get("/claims/month")
    def claims_month() -> str:
        shown = month_page(gate.house)
        show = request.args.get("show", "questions")
        return gate.page("desk/claims/month.html", month=shown, show=show, rules=BY_ID)

    @staff.post("/claims/month/files")
    def claims_take() -> Response:
        contents = [each.read() for each in request.files.getlist("files") if each.filename]
        if not contents:
            raise NotNow("no_file")
        take_files(gate.desk(), contents)
        flash("desk.done.claims_taken_up", "done")
        return redirect(url_for("staff.claims_month"))

    @staff.post("/claims/month/out/<payer>")
    def claims_out(payer: str) -> Response:
        if payer not in {each.value for each in Payer}:
            raise NotNow("incomplete")
        content = take_out(gate.desk(), Payer(payer))
        name = f"attachment; filename={FILE_NAME}"
        return WebResponse(
            content, mimetype="application/octet-stream", headers={"Content-Disposition": name}
        )

    @staff.post("/claims/month/sent")
    def claims_month_sent() -> Response:
        return _said_sent(sent_as_taken(gate.desk(), _again()))


def _one_by_one(staff: Blueprint, gate: Gate) -> None:
    """What a portal or a letter says of one claim."""

    @staff.get("/claims/files/<digest>")
    def claims_file(digest: str) -> str:
        shown = file_page(gate.house, digest)
        return gate.page(
            "desk/claims/file.html", shown=shown, today=gate.house.clock.now().today, reasons=tuple(Reason)
        )

    @staff.post("/claims/files/<digest>/<int:claim>")
    def claims_act(digest: str, claim: int) -> Response:
        on, act = day(request.form, "day"), request.form.get("act", "")
        reason = request.form.get("reason", "")
        if on is None or act not in {each.value for each in Act}:
            raise NotNow("incomplete")
        known = Reason(reason) if reason in {each.value for each in Reason} else None
        write_down(gate.desk(), claim, Act(act), on, known, text(request.form, "note"))
        flash("desk.done.claims_moved", "done")
        return redirect(url_for("staff.claims_file", digest=digest))


def _again() -> Again | None:
    """What the clerk says was done about claims that are out already."""
    said = request.form.get("again", "")
    return Again(said) if said in {each.value for each in Again} else None


def _said_sent(claims: int) -> Response:
    return done("claims_sent" if claims else "claims_asked_back")
