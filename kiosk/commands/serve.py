"""The kiosk itself, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import errno

from waitress.server import WSGIServer

from kiosk.bootstrap import open_house
from kiosk.commands.console import Console
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.signals import ended_by_signals
from kiosk.commands.table import Refused
from kiosk.house import House
from kiosk.web.app import create_app, make_server
from kiosk.web.language import CatalogueIncomplete


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("--port", type=int, help="instead of the settings' web.port")


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    with ended_by_signals(), open_house(settings, console.clock, console.errors) as house:
        server = bound(house, chosen.port, "--port or web.port in the settings")
        address = f"http://{settings.web.host}:{server.effective_port}"
        console.tell(
            {"patient": f"{address}/", "desk": f"{address}/staff/"},
            f"kiosk: {address}/ · desk: {address}/staff/",
        )
        serve(server)
    return 0


def bound(house: House, port: int | None, option: str) -> WSGIServer:
    """The house's web server, bound and not yet running; Refused names the `option` when the port is taken."""
    try:
        return make_server(create_app(house), house.settings, port)
    except CatalogueIncomplete as incomplete:
        raise Refused(f"the kiosk does not start with half a language: {incomplete}") from incomplete
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        taken = house.settings.web.port if port is None else port
        raise Refused(f"port {taken} is taken by another program: choose another with {option}") from error


def serve(server: WSGIServer) -> None:
    """Serve until interrupted, then let go of the port."""
    try:
        server.run()
    finally:
        server.close()
