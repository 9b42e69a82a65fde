"""Persons compared field by field: a JSON line in, a JSON line out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from kiosk.commands.console import Console
from kiosk.commands.patients.file import add_municipality
from kiosk.intake.model import LONGEST
from kiosk.matching.decide import compare
from kiosk.matching.names.site import Site
from kiosk.matching.people import KEYS, person_of
from kiosk.matching.report import MatchReport, Person
from kiosk.station.name_dictionary import open_readings

LANGUAGES = ("ja", "en")
LONGEST_ITEM = max(LONGEST.values())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    add_municipality(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    """1 when a line could not be compared; it still gets its line, so that both sides stay in step."""
    failures = 0
    site = Site(readings=open_readings(), municipality=chosen.municipality)
    for number, line in enumerate(console.lines_in, start=1):
        if not line.strip():
            continue
        try:
            displayed, held = read_pair(line)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            failures += 1
            console.complain(f"line {number}: {_why(error)}")
            console.tell({"decision": None, "reason": f"line {number}: {_why(error)}"})
            continue
        console.tell(as_table(compare(displayed, held, site=site), chosen.language))
    return 1 if failures else 0


def read_pair(line: str) -> tuple[Person, Person]:
    """Displayed and held person of one line. ValueError, TypeError, KeyError or RecursionError when it is not one."""
    table = json.loads(line)
    if not isinstance(table, dict):
        raise TypeError('a line is an object {"displayed": {…}, "held": {…}}')
    sides = [table["displayed"], table["held"]]
    if not all(isinstance(each, dict) for each in sides):
        raise TypeError("displayed and held are objects")
    for side in sides:
        _judge(side)
    return person_of(sides[0]), person_of(sides[1])


def _judge(side: Mapping[str, object]) -> None:
    """An unknown item would be left out of the comparison unsaid; what is longer than any item is none."""
    if unknown := sorted(map(str, set(side) - set(KEYS))):
        raise ValueError(
            f"unknown item {', '.join(each[:40] for each in unknown[:5])}; there are {', '.join(KEYS)}"
        )
    for name, value in side.items():
        if isinstance(value, str) and len(value) > LONGEST_ITEM:
            raise ValueError(f"{name} has {len(value)} characters, and no item has more than {LONGEST_ITEM}")


def _why(error: Exception) -> str:
    match error:
        case json.JSONDecodeError(msg=message, colno=column):
            return f"no JSON ({message} at column {column})"
        case KeyError():
            return f"{error.args[0]} is missing"
        case RecursionError():
            return "nested too deeply"
        case _:
            return str(error)


def as_table(report: MatchReport, language: str) -> dict[str, object]:
    return {
        "decision": report.decision.value,
        "rule": report.rule,
        "question": report.ask(language) or None,
        "fields": [
            {
                "field": each.field,
                "outcome": each.outcome.value,
                "rules": list(each.rules),
                "sentence": each.say(language),
            }
            for each in report.fields
        ],
    }
