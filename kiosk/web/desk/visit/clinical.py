"""The page of one visit for whoever treats."""

from __future__ import annotations

from flask import Blueprint

from kiosk.desk.visit.clinical import clinical_page, record_clinical_viewed
from kiosk.web.desk.gate import Gate, is_live
from kiosk.web.desk.gate import staff as signed_in


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/visits/<number>/clinical")
    def clinical(number: str) -> str:
        held, now = signed_in(), gate.house.clock.now()
        shown = clinical_page(gate.house, number)
        if is_live():
            return gate.page("desk/visit/clinical_body.html", page=shown)
        record_clinical_viewed(gate.house, held.name, held.role, shown, now)
        return gate.page("desk/visit/clinical.html", page=shown)
