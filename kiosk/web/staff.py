"""The desk's pages, put together: everything under /staff, behind one gate."""

from __future__ import annotations

import secrets
from functools import partial

from flask import Blueprint

from kiosk.desk.acting import NotNow
from kiosk.desk.sessions import Sessions
from kiosk.house import House
from kiosk.storage.faults import NoSuchRecord, StorageFault
from kiosk.web import (
    staff_acts,
    staff_cases,
    staff_claims,
    staff_clinical,
    staff_emergency,
    staff_evidence,
    staff_lane,
    staff_mode,
    staff_pack,
    staff_papers,
    staff_queue,
    staff_sign_in,
    staff_start,
    staff_table_audit,
    staff_undo,
    staff_visit,
    staff_vouch,
)
from kiosk.web.staff_gate import Gate

ROOMS = (
    staff_sign_in,
    staff_queue,
    staff_start,
    staff_undo,
    staff_visit,
    staff_acts,
    staff_lane,
    staff_vouch,
    staff_mode,
    staff_emergency,
    staff_papers,
    staff_evidence,
    staff_pack,
    staff_cases,
    staff_clinical,
    staff_claims,
    staff_table_audit,
)


def blueprint(house: House) -> Blueprint:
    """Every page and act of the desk. A page that nobody gave a permission to is refused."""
    staff = Blueprint("staff", __name__, url_prefix="/staff")
    gate = Gate(house, Sessions(partial(secrets.token_urlsafe, 32)))
    staff.before_request(gate.admit)
    for room in ROOMS:
        room.add_to(staff, gate)
    staff.register_error_handler(NoSuchRecord, gate.no_such_record)
    staff.register_error_handler(NotNow, gate.not_now)
    staff.register_error_handler(StorageFault, gate.storage_failed)
    return staff
