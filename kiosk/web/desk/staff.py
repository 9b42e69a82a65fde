"""Log-in, log-out, lock, one's own code for the reader, and the language of the desk."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from kiosk.desk.staff.codes import code_state, set_code
from kiosk.desk.staff.sessions import Place
from kiosk.desk.staff.sign_in import MustWait, Refused, SignedIn, check, record_lock, verify
from kiosk.web.desk.gate import TOKEN, Gate, first_page, spoken
from kiosk.web.desk.gate import staff as signed_in
from kiosk.web.language import LANGUAGES


def add_to(staff: Blueprint, gate: Gate) -> None:
    _add_signing_in(staff, gate)
    _add_staying(staff, gate)
    _add_own_code(staff, gate)


def _add_signing_in(staff: Blueprint, gate: Gate) -> None:
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


def _add_staying(staff: Blueprint, gate: Gate) -> None:
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


def _add_own_code(staff: Blueprint, gate: Gate) -> None:
    @staff.get("/code")
    def own_code() -> str:
        return gate.page("desk/staff/code.html", state=code_state(gate.house, signed_in().name))

    @staff.post("/code")
    def set_own_code() -> Response:
        """Under the password: a screen left open sets nobody's code."""
        held, now, code = signed_in(), gate.house.clock.now(), request.form.get("code", "")
        if code != request.form.get("again", ""):
            return _code_said("not_now.code_again", "refused")
        if verify(gate.house, held.name, request.form.get("password", ""), now) is None:
            return _code_said("not_now.code_password", "refused")
        try:
            set_code(gate.house, held.name, code, now)
        except ValueError:
            return _code_said("not_now.code_easy", "refused")
        return _code_said("done.code", "done")


def _code_said(key: str, kind: str) -> Response:
    flash(f"desk.{key}", kind)
    return redirect(url_for("staff.own_code"))


def _place() -> Place:
    chosen = request.form.get("place", "")
    return Place(chosen) if chosen in {each.value for each in Place} else Place.COUNTER


def _inside(path: str) -> str:
    """Only a page of the desk; empty for anything else."""
    inside = path.startswith("/staff/") and path.isprintable()
    return path if inside and "//" not in path and "\\" not in path else ""
