"""The day's visits."""

from __future__ import annotations

from flask import Blueprint, request

from kiosk.desk.queue import queue_of
from kiosk.web.staff_gate import Gate, is_live


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/")
    def queue() -> str:
        """The whole page, or for a page that renews itself only its changing part."""
        everything = request.args.get("all") == "1"
        found = queue_of(gate.house, gate.house.clock.now(), everything=everything)
        template = "desk/queue_rows.html" if is_live() else "desk/queue.html"
        return gate.page(template, queue=found, everything=everything)
