"""The national service's mock alone, for a kiosk or client of your own."""

from __future__ import annotations

import argparse

from hardware_mocks.commands.until_told import until_told_to_end
from hardware_mocks.national.serve import NationalService
from hardware_mocks.stage import WORLD
from hardware_mocks.world import INSTITUTION, world
from kiosk.commands.console import Console
from kiosk.commands.ports import refuse_taken


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, help="default: any free one")


def run(chosen: argparse.Namespace, console: Console) -> int:
    refuse_taken(chosen.port, "--port")
    clock = console.clock
    made = world(WORLD, clock.now().wall)
    registry = made.registry()
    with NationalService(registry, made.pki, lambda: clock.now().wall, port=chosen.port) as service:
        facts = {
            "url": service.url,
            "institution": INSTITUTION,
            "authority": str(made.folder / "tls-ca.pem"),
            "client_certificate": str(made.folder / "clinic.pem"),
            "client_key": str(made.folder / "clinic.key"),
            "emulation": True,
        }
        lines = [f"{name:<20} {value}" for name, value in facts.items()]
        console.tell(facts, "\n".join(["The national service, a mock (Ctrl-C ends it):", *lines]))
        until_told_to_end()
    return 0
