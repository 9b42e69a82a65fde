"""The live list of cards shown at the approved reader."""

from __future__ import annotations

from flask import Blueprint

from kiosk.desk.arrivals.listing import arrivals_of
from kiosk.web.desk.gate import Gate, is_live


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/arrivals")
    def arrivals() -> str:
        """The whole page, or for a page that renews itself only its changing part."""
        found = arrivals_of(gate.house, gate.house.clock.now())
        template = "desk/arrivals/rows.html" if is_live() else "desk/arrivals/page.html"
        return gate.page(template, arrivals=found)
