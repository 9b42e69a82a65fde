"""The kiosk itself, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
from contextlib import ExitStack

from waitress.server import WSGIServer

from kiosk.bootstrap import open_house
from kiosk.commands.console import Console
from kiosk.commands.occupied import occupied
from kiosk.commands.ports import refuse_taken
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.signals import ended_by_signals
from kiosk.commands.table import Refused
from kiosk.house import House
from kiosk.settings.named_files import refuse_unfit
from kiosk.web.app import create_app, make_server
from kiosk.web.language import CatalogueIncomplete


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("--port", type=int, help="instead of the settings' web.port")


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    port = settings.web.port if chosen.port is None else chosen.port
    refuse_unfit(settings)
    with ended_by_signals(), ExitStack() as closing:
        tell_port = closing.enter_context(occupied(settings.home, port, console))
        refuse_taken(port, "--port, or web.port in the settings")
        house = closing.enter_context(open_house(settings, console.clock, console.errors))
        server = bound(house, port)
        tell_port(int(server.effective_port))
        address = f"http://{settings.web.host}:{server.effective_port}"
        facts = {"patient": f"{address}/", "desk": f"{address}/staff/"}
        console.tell(facts, f"patient screen {facts['patient']} · desk {facts['desk']}")
        serve(server)
    return 0


def bound(house: House, port: int) -> WSGIServer:
    """The house's web server, bound and not yet running."""
    try:
        return make_server(create_app(house), house.settings, port)
    except CatalogueIncomplete as incomplete:
        raise Refused(f"the kiosk does not start with half a language: {incomplete}") from incomplete


def serve(server: WSGIServer) -> None:
    """Serve until interrupted, then let go of the port."""
    try:
        server.run()
    finally:
        server.close()
