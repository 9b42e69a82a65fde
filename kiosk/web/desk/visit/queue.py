"""The day's visits."""

from __future__ import annotations

from flask import Blueprint, request

from kiosk.desk.audit.week import unsigned
from kiosk.desk.day.checked import Time, checked_today
from kiosk.desk.patients import audit
from kiosk.desk.tomorrow.page import expected_today
from kiosk.desk.visit.queue import queue_of
from kiosk.web.desk.gate import Gate, is_live


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/")
    def queue() -> str:
        """The whole page, or for a page that renews itself only its changing part."""
        everything = request.args.get("all") == "1"
        now = gate.house.clock.now()
        found = queue_of(gate.house, now, everything=everything)
        if is_live():
            return gate.page("desk/visit/queue_rows.html", queue=found, everything=everything, have=_have())
        late = audit.late(gate.house, now.wall)
        return gate.page(
            "desk/visit/queue.html",
            queue=found,
            everything=everything,
            table_audit_late=late,
            week_unsigned=unsigned(gate.house, now),
            checked=checked_today(gate.house, Time.MORNING, now),
            expected=expected_today(gate.house, now.today),
            have={},
        )


def _have() -> dict[str, str]:
    """The rows that the page shows already, each with its mark: they are not sent again."""
    told = (each.partition("=") for each in request.headers.get("X-Have", "").split(","))
    return {number: mark for number, _, mark in told if mark}
