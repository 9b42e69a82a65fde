"""The whole house played: the demo, scripted visits, the exercise, and what is measured."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from hardware_mocks.pcsc.private import PcscUnavailable
from kiosk.clock import SystemClock
from kiosk.commands.console import Console
from kiosk.commands.table import Program, Refused, Row, run
from kiosk.settings import SettingsError
from kiosk.storage.faults import StorageFault
from rehearsal.visit import Stuck

PLAYED = (
    Row(("demo",), "rehearsal.commands.demo", "everything: reader, cameras, service, dev dock and kiosk"),
    Row(("visit",), "rehearsal.commands.visit", "whole visits through the real stack, without a browser"),
    Row(
        ("exercise",), "rehearsal.commands.exercise", "thirty prepared visits to be decided, and their score"
    ),
    Row(
        ("panel",),
        "rehearsal.commands.panel",
        "reader, cameras, service and dev dock for a kiosk of your own",
    ),
)
MEASURED = (
    Row(
        ("simulate",),
        "rehearsal.measure.commands.simulate",
        "a simulated population with mis-links: what is found",
    ),
    Row(("bench",), "rehearsal.measure.commands.bench", "figures beside the bare limit, in one run"),
    Row(
        ("dead-ends",),
        "rehearsal.measure.commands.dead_ends",
        "every combination at the door, and whether each ends",
    ),
    Row(
        ("claim-mutations",),
        "rehearsal.measure.commands.claim_mutations",
        "damaged claim files: what patch may change, and nothing else",
    ),
)
"""They need a checkout: what measures is not shipped."""
REMEDIES: dict[type[Exception], str] = {
    Refused: "",
    PcscUnavailable: "install pcscd and vsmartcard-vpcd, or use --in-process where there is one",
    SettingsError: "",
    StorageFault: "remove .world/kiosk to begin anew; nothing but the demo's records is in it",
    Stuck: "see the log",
    KeyError: "",
    ValueError: "",
    OSError: "",
}
PROGRAM = Program(
    "python -m rehearsal",
    __doc__ or "",
    PLAYED + (MEASURED if find_spec("rehearsal.measure") else ()),
    REMEDIES,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of this process's command line."""
    console = Console(sys.stdin, sys.stdout, sys.stderr, os.environ, SystemClock())
    return run(PROGRAM, sys.argv[1:] if arguments is None else arguments, console)
