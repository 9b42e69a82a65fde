"""Tomorrow's list, for the desk alone."""

from __future__ import annotations

from flask import Blueprint

from kiosk.desk.tomorrow.page import tomorrow_page
from kiosk.web.desk.gate import Gate


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/tomorrow")
    def tomorrow() -> str:
        return gate.page("desk/tomorrow/page.html", days=tomorrow_page(gate.house, gate.house.clock.now()))
