"""目視確認 at the desk: chip photograph and live picture side by side, and the password again."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.events import StaffRefused, StaffVouched
from kiosk.desk.acting import NotNow
from kiosk.desk.lanes import lane_of, press
from kiosk.desk.staff.sign_in import verify
from kiosk.qualification.grounds import Method
from kiosk.web.desk.gate import Gate, done, seq_shown
from kiosk.web.desk.gate import staff as signed_in
from reader.errors import PhotoUnreadable
from reader.face.photo import decoded_photo
from reader.picture import as_jpeg


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/visits/<number>/look")
    def look(number: str) -> str:
        return gate.page("desk/visit/look.html", visit=gate.visit(number))

    @staff.get("/visits/<number>/chip.jpg")
    def chip_picture(number: str) -> Response:
        """The photograph of the card that lies on the reader now, out of memory."""
        lane = lane_of(gate.house, number)
        if lane is None or not isinstance(lane.step, steps.AwaitingStaff) or lane.step.card.photo is None:
            abort(404)
        return _jpeg(lane.step.card.photo)

    @staff.get("/visits/<number>/live.jpg")
    def live_picture(number: str) -> Response:
        """One frame of the camera, only while this visit waits for a look."""
        lane = lane_of(gate.house, number)
        picture = (
            gate.house.face.live_picture(face_alone=True)
            if lane and isinstance(lane.step, steps.AwaitingStaff)
            else None
        )
        if picture is None:
            abort(404)
        return Response(picture, mimetype="image/jpeg")

    @staff.post("/visits/<number>/vouch")
    def vouch(number: str) -> AnyResponse:
        """Whoever looked proves again who they are: a screen left open vouches for nobody."""
        held = signed_in()
        account = verify(gate.house, held.name, request.form.get("password", ""), gate.house.clock.now())
        if account is None:
            raise NotNow("password")
        press(gate.house, number, StaffVouched(seq_shown(), Method.STAFF_AT_DESK, account.name))
        return done("vouched")

    @staff.post("/visits/<number>/refuse")
    def refuse(number: str) -> AnyResponse:
        press(gate.house, number, StaffRefused(seq_shown(), signed_in().name))
        return done("refused")


def _jpeg(photo: bytes) -> Response:
    try:
        return Response(as_jpeg(decoded_photo(photo)), mimetype="image/jpeg")
    except PhotoUnreadable:
        abort(404)
