"""The paper pack: blank forms and a list of patients, printed before the power goes."""

from __future__ import annotations

from flask import Blueprint, Response, request

from kiosk.desk.acting import NotNow
from kiosk.desk.papers.pack import MOST_BLANKS, print_pack
from kiosk.web.desk.forms import whole_number
from kiosk.web.desk.gate import Gate

USUAL_BLANKS = 10


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/paper-pack")
    def pack() -> str:
        return gate.page("desk/papers/pack.html", blanks=USUAL_BLANKS, most=MOST_BLANKS)

    @staff.post("/paper-pack")
    def print_pack_now() -> Response:
        blanks = whole_number(request.form, "blanks")
        if blanks is None or blanks > MOST_BLANKS:
            raise NotNow("no_amount")
        expected = tuple(request.form.get("expected", "").split())
        sheet = print_pack(gate.desk(), blanks, expected)
        headers = {"Content-Disposition": 'inline; filename="paper-pack.pdf"'}
        return Response(sheet, mimetype="application/pdf", headers=headers)
