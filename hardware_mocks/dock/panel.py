"""The dev dock's page: put a card down, choose who stands before the camera, break something. Shipped with the demo alone."""

from __future__ import annotations

from collections.abc import Callable

import cv2
from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequestKeyError, NotFound
from werkzeug.wrappers import Response as Answer

from hardware_mocks.card.faults import CATALOGUE
from hardware_mocks.dock.hardware import Dock, Scene
from hardware_mocks.dock.view import View
from hardware_mocks.national.faults import Fault
from hardware_mocks.national.serve import NationalService
from hardware_mocks.pcsc.private import PcscUnavailable, PrivatePcsc
from hardware_mocks.personas.model import persona

LARGEST_PICTURE = 16 * 1024 * 1024
Act = Callable[[], None]


def add_panel(
    app: Flask,
    dock: Dock,
    service: NationalService,
    pcsc: PrivatePcsc | None,
    guard: Callable[[Flask, str], object],
) -> None:
    """The dock's pages on the server that also gives the camera streams. `guard` refuses what a browser must not ask."""
    guard(app, "dock")
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_PICTURE)
    app.register_blueprint(Panel(dock, service, pcsc).blueprint())


class Panel:
    """The page and everything that can be pressed on it."""

    def __init__(self, dock: Dock, service: NationalService, pcsc: PrivatePcsc | None) -> None:
        self._dock = dock
        self._service = service
        self._pcsc = pcsc
        self._view = View(dock, service, pcsc)

    def blueprint(self) -> Blueprint:
        pages = Blueprint(
            "panel",
            __name__,
            template_folder="pages",
            static_folder="pages",
            static_url_path="/page",
        )
        pages.add_url_rule("/", "page", self.page)
        pages.add_url_rule("/now/camera.jpg", "camera_now", lambda: _now(self._dock.patient))
        pages.add_url_rule("/now/front.jpg", "front_now", lambda: _now(self._dock.front))
        for path, act in self._acts().items():
            pages.add_url_rule(path, path[1:].replace("/", "_"), _pressed(act), methods=["POST"])
        return pages

    def page(self) -> str:
        """Everything there is to see and press, for the person chosen by `?persona=`."""
        try:
            return render_template("dock.html", **self._view.facts(request.args.get("persona", "sato")))
        except KeyError as unknown:
            raise NotFound(str(unknown.args[0])) from unknown

    def _acts(self) -> dict[str, Act]:
        return {
            "/card": self._insert,
            "/card/remove": self._dock.remove,
            "/card/other": lambda: self._dock.insert_other(request.form["kind"]),
            "/card/hold": lambda: self._dock.hold(request.form["persona"]),
            "/card/lift": lambda: self._dock.lift(request.form["persona"]),
            "/card/photograph": self._photograph,
            "/front/hide": self._dock.hide_front,
            "/camera": lambda: self._dock.stand(request.form["head"] or None),
            "/camera/attack": lambda: self._dock.attack(request.form["head"], request.form["species"]),
            "/camera/turn": lambda: self._dock.turn(float(request.form["yaw"])),
            "/camera/picture": lambda: self._dock.stand_with(_picture()),
            "/service": self._break_service,
            "/pcsc": self._break_pcsc,
        }

    def _insert(self) -> None:
        chosen = persona(request.form["persona"])
        if "stand" in request.form:
            self._dock.stand(chosen.head)
        self._dock.insert(chosen.id, CATALOGUE[request.form["fault"]])

    def _photograph(self) -> None:
        """The new chip has a new certificate: the service has to learn whose it is."""
        chosen = request.form["persona"]
        self._dock.photograph(chosen, _picture())
        self._service.registry.enrol(self._dock.certificate(chosen), chosen)

    def _break_service(self) -> None:
        wanted = {Fault(each) for each in request.form.getlist("fault")}
        self._service.faults.off(*(set(Fault) - wanted))
        self._service.faults.on(*wanted)

    def _break_pcsc(self) -> None:
        if self._pcsc is None:
            raise PcscUnavailable("there is no private PC/SC service: the reader is in this process")
        acts = {
            "stop": self._pcsc.stop_daemon,
            "start": self._pcsc.start_daemon,
            "hang": self._pcsc.hang,
            "resume": self._pcsc.resume,
        }
        acts[request.form["what"]]()


def _pressed(act: Act) -> Callable[[], Answer]:
    """Do it, say what could not be done, and show the page again."""

    def press() -> Answer:
        try:
            act()
        except BadRequestKeyError:
            raise
        except (PcscUnavailable, ValueError, KeyError) as refused:
            flash(str(refused.args[0] if refused.args else refused))
        return redirect(url_for("panel.page", persona=request.form.get("chosen") or None), 303)

    return press


def _picture() -> bytes:
    picture: bytes = request.files["picture"].read()
    return picture


def _now(scene: Scene) -> Response:
    jpeg = cv2.imencode(".jpg", scene())[1].tobytes()
    return Response(jpeg, mimetype="image/jpeg")
