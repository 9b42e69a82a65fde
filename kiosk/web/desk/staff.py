"""Log-in, log-out, lock, and the language of the desk."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from kiosk.desk.staff.sessions import Place
from kiosk.desk.staff.sign_in import MustWait, Refused, SignedIn, check, record_lock
from kiosk.web.desk.gate import TOKEN, Gate, first_page, spoken
from kiosk.web.desk.gate import staff as signed_in
from kiosk.web.language import LANGUAGES


def add_to(staff: Blueprint, gate: Gate) -> None:
    def asked_again(said: str = "", seconds: int = 0, name: str = "", status: int = 200) -> tuple[str, int]:
        held = gate.held()
        known = held.name if held else name
        wanted = _inside(request.values.get("next", ""))
        facts = {"said": said, "seconds": seconds, "name": known, "locked": held is not None, "next": wanted}
        return gate.page("desk/staff/sign_in.html", **facts), status

    @staff.get("/sign-in")
    def sign_in() -> tuple[str, int]:
        return asked_again()

    @staff.post("/sign-in")
    def try_sign_in() -> tuple[str, int] | Response:
        name = request.form.get("name", "").strip()[:32]
        now = gate.house.clock.now()
        match check(gate.house, name, request.form.get("password", ""), now):
            case MustWait(seconds=seconds):
                return asked_again("wait", seconds, name, 429)
            case Refused():
                return asked_again("refused", 0, name, 401)
            case SignedIn(account=account):
                held = gate.held()
                gate.leave("again" if held and held.name == account.name else "other_name")
                opened = gate.sessions.open(account, _place(), now.ticks)
                session[TOKEN] = opened.token
                return redirect(_inside(request.form.get("next", "")) or first_page(account.role))

    @staff.post("/sign-out")
    def leave() -> Response:
        gate.leave("pressed")
        return redirect(url_for("staff.sign_in"))

    @staff.post("/lock")
    def lock() -> Response:
        held = signed_in()
        gate.sessions.lock(held.token)
        record_lock(gate.house, held.name, gate.house.clock.now())
        return redirect(url_for("staff.sign_in"))

    @staff.get("/awake")
    def awake() -> Response:
        """For a page that only wants to know whether its screen is locked meanwhile."""
        return Response(status=204)

    @staff.post("/language")
    def language() -> Response:
        chosen = request.form.get("to", "")
        session["language"] = chosen if chosen in LANGUAGES else spoken()
        return redirect(_inside(request.form.get("next", "")) or url_for("staff.sign_in"))


def _place() -> Place:
    chosen = request.form.get("place", "")
    return Place(chosen) if chosen in {each.value for each in Place} else Place.COUNTER


def _inside(path: str) -> str:
    """Only a page of the desk; empty for anything else."""
    return path if path.startswith("/staff/") and "//" not in path and "\\" not in path else ""
