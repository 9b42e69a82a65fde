"""The made-up people, a line each."""

from __future__ import annotations

import argparse

from hardware_mocks.console import Console
from hardware_mocks.personas.model import all_personas


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Takes nothing."""


def run(_chosen: argparse.Namespace, console: Console) -> int:
    for each in all_personas():
        expected = {"outcome": each.expected_outcome, "decision": each.expected_decision}
        console.tell({"id": each.id, "case": each.case, "expected": expected})
    return 0
