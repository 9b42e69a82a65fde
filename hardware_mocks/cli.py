"""The commands of the world outside: made-up people, scripted visits, a card for any PC/SC program, the demo."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from hardware_mocks.pcsc_daemon import PcscUnavailable
from hardware_mocks.visit import Stuck
from kiosk.clock import SystemClock
from kiosk.commands.console import Console
from kiosk.commands.table import Program, Refused, Row, run
from kiosk.home import HomeRefused, HomeTaken
from kiosk.settings import SettingsError
from kiosk.storage.faults import StorageFault

ROWS = (
    Row(
        ("demo",), "hardware_mocks.commands.demo", "everything: reader, cameras, service, dev dock and kiosk"
    ),
    Row(("personas",), "hardware_mocks.commands.personas", "list the made-up people"),
    Row(
        ("visit",), "hardware_mocks.commands.visit", "whole visits through the real stack, without a browser"
    ),
    Row(("with-card",), "hardware_mocks.commands.with_card", "run a PC/SC program against a persona's card"),
    Row(
        ("exercise",),
        "hardware_mocks.commands.exercise",
        "thirty prepared visits to be decided, and their score",
    ),
    Row(
        ("simulate",),
        "hardware_mocks.commands.simulate",
        "a simulated population with mis-links: what is found",
    ),
    Row(("service",), "hardware_mocks.commands.service", "the national service's mock alone"),
    Row(("claim-file",), "hardware_mocks.commands.claim_file", "the demo clinic's claim file of a month"),
    Row(("payer", "take"), "hardware_mocks.commands.payer", "the payer's mock: claim files in, answers out"),
    Row(
        ("panel",),
        "hardware_mocks.commands.panel",
        "reader, cameras, service and dev dock for a kiosk of your own",
    ),
)
REMEDIES: dict[type[Exception], str] = {
    Refused: "",
    PcscUnavailable: "install pcscd and vsmartcard-vpcd, or use --in-process where there is one",
    SettingsError: "",
    HomeRefused: "",
    HomeTaken: "",
    StorageFault: "remove .world/kiosk to begin anew; nothing but the demo's records is in it",
    Stuck: "see the log",
    KeyError: "",
    ValueError: "",
    OSError: "",
}
PROGRAM = Program("python -m hardware_mocks", __doc__ or "", ROWS, REMEDIES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of this process's command line."""
    console = Console(sys.stdin, sys.stdout, sys.stderr, os.environ, SystemClock())
    return run(PROGRAM, sys.argv[1:] if arguments is None else arguments, console)
