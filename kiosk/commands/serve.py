"""The kiosk itself, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
from contextlib import ExitStack

from kiosk.bootstrap import open_house
from kiosk.commands.console import Console
from kiosk.commands.occupied import occupied
from kiosk.commands.ports import refuse_taken
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.signals import ended_by_signals
from kiosk.commands.table import Refused
from kiosk.house import House
from kiosk.settings.named_files import refuse_unfit
from kiosk.web.language import CatalogueIncomplete
from kiosk.web.listeners import Listeners, bind


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("--glass-port", "--port", type=int, help="instead of the settings' web.glass_port")
    parser.add_argument("--desk-port", type=int, help="instead of the settings' web.desk_port")


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    glass = settings.web.glass_port if chosen.glass_port is None else chosen.glass_port
    desk = settings.web.desk_port if chosen.desk_port is None else chosen.desk_port
    refuse_unfit(settings)
    if not settings.has_own_reader:
        raise Refused(
            "these settings name no reader of our own: start `python -m kiosk companion`, or complete them"
        )
    with ended_by_signals(), ExitStack() as closing:
        tell_port = closing.enter_context(occupied(settings.home, glass, console))
        refuse_taken(glass, "--glass-port, or web.glass_port in the settings")
        refuse_taken(desk, "--desk-port, or web.desk_port in the settings")
        house = closing.enter_context(open_house(settings, console.clock, console.errors))
        listeners = bound(house, glass, desk)
        tell_port(int(listeners.glass.effective_port))
        facts = {"patient": listeners.patient_address, "desk": listeners.desk_address}
        console.tell(facts, f"patient screen {facts['patient']} · desk {facts['desk']}")
        listeners.run()
    return 0


def bound(house: House, glass_port: int, desk_port: int) -> Listeners:
    """Both sites of the house, bound and not yet running."""
    try:
        return bind(house, glass_port, desk_port)
    except CatalogueIncomplete as incomplete:
        raise Refused(f"the kiosk does not start with half a language: {incomplete}") from incomplete
