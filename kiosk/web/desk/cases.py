"""The cases of STOPs: the list, a case, its report, and the two people who lift it."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.desk.acting import NotNow
from kiosk.desk.cases import working
from kiosk.desk.cases.lifting import Saw
from kiosk.desk.cases.lifting import lift as lift_case
from kiosk.desk.cases.lifting import want_lifted as want_case_lifted
from kiosk.desk.staff.sign_in import verify
from kiosk.desk.undoing import go_round as take_up
from kiosk.incidents.model import Handling, Report, ReportItem
from kiosk.web.desk.forms import one_of, why_typed
from kiosk.web.desk.gate import Gate, done, spoken
from kiosk.web.desk.gate import staff as signed_in
from kiosk.web.language import catalogue

HANDLING = ("printed", "stored", "passed_on")


def add_to(staff: Blueprint, gate: Gate) -> None:
    _add_pages(staff, gate)
    _add_writing(staff, gate)
    _add_lifting(staff, gate)


def _add_pages(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/cases")
    def cases_list() -> str:
        found = working.all_cases(gate.house, gate.house.clock.now())
        return gate.page("desk/cases/list.html", pages=found)

    @staff.get("/cases/<int:case>")
    def case(case: int) -> str:
        held, now = signed_in(), gate.house.clock.now()
        page = working.case_page(gate.house, case, now)
        working.record_case_viewed(gate.house, held.name, held.role, page.case, now)
        return gate.page(
            "desk/cases/case.html",
            page=page,
            items=list(ReportItem),
        )

    @staff.get("/cases/<int:case>/report.txt")
    def case_report(case: int) -> Response:
        """The nine items as they stand, to be copied into the form of whoever takes the report."""
        page = working.case_page(gate.house, case, gate.house.clock.now())
        say = catalogue(spoken()).plain
        lines = [
            f"{n} {say(f'desk.case.item.{item.value}')}\n{_written(page, item)}\n"
            for n, item in enumerate(ReportItem, 1)
        ]
        headers = {"Content-Disposition": f'attachment; filename="case-{case}.txt"'}
        return Response("\n".join(lines), mimetype="text/plain", headers=headers)


def _add_writing(staff: Blueprint, gate: Gate) -> None:
    @staff.post("/cases/<int:case>/item")
    def case_item(case: int) -> AnyResponse:
        item = one_of(ReportItem, request.form, "item")
        working.write_item(gate.desk(), case, item, request.form.get("text", ""))
        return done("case_item")

    @staff.post("/cases/<int:case>/handling")
    def case_handling(case: int) -> AnyResponse:
        answers = {name: request.form.get(name, "") for name in (*HANDLING, "wrongful")}
        if any(answer not in {"yes", "no"} for answer in answers.values()):
            raise NotNow("incomplete")
        handling = Handling(**{name: answers[name] == "yes" for name in HANDLING})
        working.answer_handling(gate.desk(), case, handling, wrongful=answers["wrongful"] == "yes")
        return done("case_handling")

    @staff.post("/cases/<int:case>/sent")
    def case_sent(case: int) -> AnyResponse:
        working.tell_sent(gate.desk(), case, one_of(Report, request.form, "report"))
        return done("case_sent")

    @staff.post("/cases/<int:case>/close")
    def case_close(case: int) -> AnyResponse:
        working.close_case(gate.desk(), case, why_typed(request.form))
        return done("case_closed")


def _add_lifting(staff: Blueprint, gate: Gate) -> None:
    @staff.post("/cases/<int:case>/want-lifted")
    def want_lifted(case: int) -> AnyResponse:
        want_case_lifted(gate.desk(), case, why_typed(request.form))
        return _where_it_was_pressed("wanted")

    @staff.post("/cases/<int:case>/lift")
    def lift(case: int) -> AnyResponse:
        _signed_in_anew(gate)
        lift_case(gate.desk(), case, why_typed(request.form), one_of(Saw, request.form, "saw"))
        return _where_it_was_pressed("lifted")

    @staff.post("/visits/<number>/go-round")
    def go_round(number: str) -> AnyResponse:
        take_up(gate.desk(), number, "treated while the STOP stands")
        return done("went_round")


def _signed_in_anew(gate: Gate) -> None:
    """The second person types their own password, at this press: a screen left open lifts nothing. Raises NotNow."""
    password = request.form.get("password", "")
    if verify(gate.house, signed_in().name, password, gate.house.clock.now()) is None:
        raise NotNow("own_password")


def _where_it_was_pressed(said: str) -> AnyResponse:
    """Lifting is offered on the visit and on the case: whoever pressed goes on where they were."""
    number = request.form.get("number", "")
    if not number:
        return done(said)
    flash(f"desk.done.{said}", "done")
    return redirect(url_for("staff.visit", number=number))


def _written(page: working.CasePage, item: ReportItem) -> str:
    entry = page.entries.get(item)
    return f"{entry.text}\n({entry.by} {entry.at:%Y-%m-%d %H:%M})" if entry else "-"
