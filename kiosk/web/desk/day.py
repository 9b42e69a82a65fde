"""The morning check, the closing check, and help by situations."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.desk.day.checked import Time, check_page, went_through
from kiosk.desk.day.situations import situations_of
from kiosk.web.desk.gate import Gate
from kiosk.web.desk.gate import staff as signed_in


def add_to(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/day/<time>")
    def day(time: str) -> str:
        shown = check_page(gate.house, _time(time), gate.house.clock.now())
        return gate.page("desk/day/check.html", check=shown)

    @staff.post("/day/<time>")
    def day_checked(time: str) -> Response:
        went_through(gate.desk(), _time(time), open_lines=request.form.get("open", 0, type=int))
        flash("desk.done.day_checked", "done")
        return redirect(url_for("staff.day", time=time))

    @staff.get("/help")
    def help_page() -> str:
        return gate.page("desk/day/help.html", situations=situations_of(signed_in().role))


def _time(told: str) -> Time:
    if told not in {each.value for each in Time}:
        abort(404)
    return Time(told)
