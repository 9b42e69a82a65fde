"""Any PC/SC program against a persona's card in a private service: the demo's card, whose counters and PINs stay."""

from __future__ import annotations

import argparse

from hardware_mocks.console import Console, Refused
from hardware_mocks.pcsc.with_card import with_card
from hardware_mocks.personas.model import persona
from hardware_mocks.world import WORLD, world

MEMORIES = "memory"
"""The folder in the world with what its cards remember."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("persona")
    parser.add_argument(
        "--fresh", action="store_true", help="with the counters and PINs that it was issued with"
    )
    parser.add_argument("program", nargs=argparse.REMAINDER, help="-- COMMAND …")


def run(chosen: argparse.Namespace, console: Console) -> int:
    """The program's own exit code; its output is its own."""
    command = chosen.program[1:] if chosen.program[:1] == ["--"] else chosen.program
    if not command:
        raise Refused("say what to run: with-card PERSONA -- COMMAND …")
    someone = persona(chosen.persona)
    made = world(WORLD, console.now())
    if someone.id not in made.cards:
        raise Refused(f"{someone.id} has no card")
    memory = made.folder / MEMORIES / f"{someone.id}.json"
    if chosen.fresh:
        memory.unlink(missing_ok=True)
    code = with_card(made.cards[someone.id], memory, command)
    if console.as_json:
        console.tell({"persona": chosen.persona, "command": command, "code": code})
    return code
