"""The commands of the world outside: made-up people, a card for any PC/SC program, the national service, the payer."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Protocol

from hardware_mocks.commands import claim_file, payer, personas, service, with_card
from hardware_mocks.console import Console, Refused
from hardware_mocks.pcsc.private import PcscUnavailable

WRONG_USE = 2


class CommandModule(Protocol):
    """What every module of `hardware_mocks.commands` is."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, chosen: argparse.Namespace, console: Console) -> int: ...


COMMANDS: dict[str, tuple[CommandModule, str]] = {
    "personas": (personas, "list the made-up people"),
    "with-card": (with_card, "run a PC/SC program against a persona's card"),
    "service": (service, "the national service's mock alone"),
    "claim-file": (claim_file, "the demo clinic's claim file of a month"),
    "payer": (payer, "the payer's mock: claim files in, answers out"),
}
REHEARSED = ("demo", "visit", "exercise", "simulate", "panel")
"""Commands of release 0.1.0 that moved to `python -m rehearsal`; they start there until 0.3.0."""
REMEDIES: dict[type[Exception], str] = {
    PcscUnavailable: ": install pcscd and vsmartcard-vpcd",
    Refused: "",
    KeyError: "",
    ValueError: "",
    OSError: "",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of this process's command line: 2 when it could not do its work."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    console = Console(sys.stdout, sys.stderr)
    if words[:1] and words[0] in REHEARSED:
        console.complain(
            f"`python -m hardware_mocks {words[0]}` is now `python -m rehearsal {words[0]}`, started here"
        )
        os.execv(sys.executable, [sys.executable, "-m", "rehearsal", *words])  # noqa: S606 - our own program
    chosen = _parser().parse_args(words)
    module, _ = COMMANDS[chosen.command]
    try:
        return module.run(chosen, Console(sys.stdout, sys.stderr, as_json=chosen.json))
    except BrokenPipeError:
        raise
    except tuple(REMEDIES) as fault:
        said = str(fault.args[0]) if isinstance(fault, KeyError) and fault.args else str(fault)
        remedy = next(REMEDIES[kind] for kind in type(fault).__mro__ if kind in REMEDIES)
        console.complain(f"{said or type(fault).__name__}{remedy}")
        return WRONG_USE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m hardware_mocks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for word, (module, does) in COMMANDS.items():
        one = commands.add_parser(word, help=does, description=does)
        one.add_argument("--json", action="store_true", help="print JSON lines")
        module.add_arguments(one)
    return parser
