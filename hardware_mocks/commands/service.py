"""The national service's mock alone, for a kiosk or client of your own."""

from __future__ import annotations

import argparse

from hardware_mocks.console import Console, until_told_to_end
from hardware_mocks.national.serve import NationalService
from hardware_mocks.world import INSTITUTION, WORLD, world


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, help="default: any free one")


def run(chosen: argparse.Namespace, console: Console) -> int:
    made = world(WORLD, console.now())
    registry = made.registry()
    with NationalService(registry, made.pki, console.now, port=chosen.port) as service:
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
