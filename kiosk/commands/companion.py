"""Beside the reader that a clinic already has: watches its folder, compares, and shows the desk, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
from contextlib import ExitStack

from kiosk.beside import open_beside
from kiosk.commands.console import Console
from kiosk.commands.occupied import occupied
from kiosk.commands.ports import refuse_taken
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.signals import ended_by_signals
from kiosk.settings.named_files import refuse_unfit
from kiosk.web.app import desk_site
from kiosk.web.listeners import make_server

UNVERIFIED = (
    "unverified against the official software: agree with the clinic and its vendor first (docs/companion.md)"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("--desk-port", type=int, help="instead of the settings' web.desk_port")


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    port = settings.web.desk_port if chosen.desk_port is None else chosen.desk_port
    refuse_unfit(settings)
    with ended_by_signals(), ExitStack() as closing:
        tell_port = closing.enter_context(occupied(settings.home, port, console))
        refuse_taken(port, "--desk-port, or web.desk_port in the settings")
        house = closing.enter_context(open_beside(settings, console.clock, console.errors))
        server = make_server(desk_site(house), settings, port)
        closing.callback(server.close)
        tell_port(int(server.effective_port))
        address = f"http://{settings.web.host}:{server.effective_port}/staff/"
        watched = [str(each) for each in settings.companion.folders]
        console.tell(
            {"desk": address, "folders": watched},
            f"desk {address} · watching {', '.join(watched)}\n{UNVERIFIED}",
        )
        server.run()
    return 0
