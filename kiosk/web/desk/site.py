"""The desk's pages, put together: everything under /staff, behind one gate."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from kiosk.desk.acting import NotNow
from kiosk.desk.staff.sessions import Sessions
from kiosk.house import House
from kiosk.storage.faults import NoSuchRecord, StorageFault
from kiosk.web.desk import arrivals, audit, cases, claims, day, figures, patients, staff, tomorrow
from kiosk.web.desk.gate import FIRST_PAGES, Gate
from kiosk.web.desk.outage import emergency, mode
from kiosk.web.desk.papers import evidence, pack, papers
from kiosk.web.desk.visit import acts, clinical, lane, page, queue, start, undo, vouch

ROOMS = (
    staff,
    queue,
    arrivals,
    tomorrow,
    day,
    audit,
    figures,
    start,
    undo,
    page,
    acts,
    lane,
    vouch,
    mode,
    emergency,
    papers,
    evidence,
    pack,
    cases,
    clinical,
    claims,
    patients,
)


def first() -> Response:
    """Whoever types the address alone."""
    return redirect(url_for(FIRST_PAGES[0]))


def blueprint(house: House, sessions: Sessions) -> Blueprint:
    """Every page and act of the desk. A page that nobody gave a permission to is refused."""
    pages = Blueprint("staff", __name__, url_prefix="/staff")
    gate = Gate(house, sessions)
    pages.before_request(gate.admit)
    for room in ROOMS:
        room.add_to(pages, gate)
    pages.register_error_handler(NoSuchRecord, gate.no_such_record)
    pages.register_error_handler(NotNow, gate.not_now)
    pages.register_error_handler(StorageFault, gate.storage_failed)
    return pages
