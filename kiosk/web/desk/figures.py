"""The manager's month."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, request

from kiosk.desk.figures.month import MonthPage, month_page, table_of
from kiosk.web.desk.gate import Gate


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/figures")
    def figures() -> str:
        return gate.page("desk/figures/month.html", page=_page(gate))

    @staff.get("/figures.csv")
    def figures_csv() -> Response:
        shown = _page(gate)
        headers = {"Content-Disposition": f'attachment; filename="figures-{shown.month:%Y-%m}.csv"'}
        return Response(table_of(shown), mimetype="text/csv", headers=headers)


def _page(gate: Gate) -> MonthPage:
    """Of the month that is asked for, else this one."""
    try:
        month = date.fromisoformat(request.args.get("of", ""))
    except ValueError:
        month = gate.house.clock.now().today
    return month_page(gate.house, month)
