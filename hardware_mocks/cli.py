"""The commands of the world outside: personas, scripted visits, a card for any PC/SC program, the demo."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime

from hardware_mocks.pcsc_daemon import PcscUnavailable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 only on success."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except (PcscUnavailable, KeyError, ValueError) as error:
        sys.stderr.write(f"{error.args[0] if error.args else error}\n")
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m hardware_mocks", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    personas = commands.add_parser("personas", help="list the made-up people")
    personas.add_argument("--json", action="store_true")
    personas.set_defaults(run=_personas)
    visit = commands.add_parser("visit", help="whole visits through the real stack")
    visit.add_argument("persona", nargs="+", help="ids, or `all`")
    visit.add_argument("--method", choices=("face", "pin", "staff"))
    visit.add_argument("--repeat", type=int, default=1)
    visit.add_argument("--in-process", action="store_true", help="without PC/SC")
    visit.add_argument("--json", action="store_true")
    visit.set_defaults(run=_visit)
    with_card = commands.add_parser("with-card", help="run a PC/SC program against a persona's card")
    with_card.add_argument("persona")
    with_card.add_argument("program", nargs=argparse.REMAINDER, help="-- COMMAND …")
    with_card.set_defaults(run=_with_card)
    return parser


def _personas(_chosen: argparse.Namespace) -> int:
    from hardware_mocks.personas.model import all_personas

    for each in all_personas():
        expected = {"outcome": each.expected_outcome, "decision": each.expected_decision}
        print(json.dumps({"id": each.id, "case": each.case, "expected": expected}, ensure_ascii=False))
    return 0


def _with_card(chosen: argparse.Namespace) -> int:
    from hardware_mocks.heads.photographs import chip_photo
    from hardware_mocks.with_card import with_card
    from kiosk.clock import JAPAN

    command = chosen.program[1:] if chosen.program[:1] == ["--"] else chosen.program
    if not command:
        raise ValueError("say what to run: with-card PERSONA -- COMMAND …")
    return with_card(chosen.persona, command, datetime.now(JAPAN), chip_photo)


def _visit(chosen: argparse.Namespace) -> int:
    from hardware_mocks.personas.model import all_personas, persona
    from hardware_mocks.stage import Wishes, staged
    from hardware_mocks.visit import Journal, lines

    wanted = [each.id for each in all_personas()] if chosen.persona == ["all"] else chosen.persona
    people = [persona(each) for each in wanted]
    journal, agreed = Journal(), True
    with staged(Wishes(pcsc=not chosen.in_process, log_to=journal)) as stage:
        for someone in people * chosen.repeat:
            for line in lines(stage, journal, someone.id, chosen.method):
                print(json.dumps(line, ensure_ascii=False), flush=True)
                agreed &= line.get("as_expected", True) is True
    return 0 if agreed else 1
