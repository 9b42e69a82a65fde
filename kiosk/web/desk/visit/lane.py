"""Taking a visit over while it runs."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from kiosk.checkin.machine.events import TakenOver
from kiosk.desk.lanes import press
from kiosk.web.desk.gate import Gate, done, seq_shown
from kiosk.web.desk.gate import staff as signed_in


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.post("/visits/<number>/take-over")
    def take_over(number: str) -> Response:
        press(gate.house, number, TakenOver(seq_shown(), signed_in().name))
        return done("taken_over")
