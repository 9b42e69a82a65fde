"""The page of one visit, its trace, and its printed declaration."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from kiosk.desk.staff.roles import Permission, may
from kiosk.desk.visit.page import record_viewed
from kiosk.storage.inspection import who
from kiosk.web.desk.gate import Gate, is_live
from kiosk.web.desk.gate import staff as signed_in


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/visits/<number>")
    def visit(number: str) -> str:
        held, now = signed_in(), gate.house.clock.now()
        shown = gate.visit(number)
        also = gate.together.looks(number, held.name, now.ticks)
        if is_live():
            return gate.page("desk/visit/body.html", visit=shown, also=also)
        record_viewed(gate.house, held.name, held.role, shown, now)
        return gate.page("desk/visit/page.html", visit=shown, also=also)

    @staff.get("/visits/<number>/trace")
    def trace(number: str) -> str:
        """The audit of a visit: codes, no names; for those who may see nothing else too."""
        return gate.page(
            "desk/audit/visit.html",
            number=number,
            rows=who(gate.house.storage, visit=number),
            sees_visit=may(signed_in().role, Permission.SEE_VISITS),
        )

    @staff.get("/visits/<number>/declaration.pdf")
    def declaration_sheet(number: str) -> Response:
        """申立書 as it was kept, byte for byte."""
        with gate.house.storage.reading() as reading:
            kept = reading.papers.latest(number)
        if kept is None:
            abort(404)
        headers = {"Content-Disposition": f'inline; filename="declaration-{number}.pdf"'}
        return Response(kept.sheet, mimetype="application/pdf", headers=headers)
