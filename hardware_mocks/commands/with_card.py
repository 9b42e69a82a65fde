"""Any PC/SC program against a persona's card in a private service."""

from __future__ import annotations

import argparse

from hardware_mocks.console import Console, Refused
from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.pcsc.with_card import with_card


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("persona")
    parser.add_argument("program", nargs=argparse.REMAINDER, help="-- COMMAND …")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """The program's own exit code; its output is its own."""
    command = chosen.program[1:] if chosen.program[:1] == ["--"] else chosen.program
    if not command:
        raise Refused("say what to run: with-card PERSONA -- COMMAND …")
    code = with_card(chosen.persona, command, console.now(), chip_photo)
    if console.as_json:
        console.tell({"persona": chosen.persona, "command": command, "code": code})
    return code
