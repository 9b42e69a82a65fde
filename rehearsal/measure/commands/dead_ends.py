"""Every combination of card, answer, outage, paper, patient and hour, followed until a claim can be made of it."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from rehearsal.measure.figures.dead_ends import walked


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Takes nothing."""


def run(_chosen: argparse.Namespace, console: Console) -> int:
    """A line a dead end, then the count; 1 when there is one."""
    found, _ = walked()
    dead = [each for each in found if each.ending is None]
    for each in dead:
        console.tell({"case": str(each.case), "dead": each.dead})
    console.tell({"cases": len(found), "dead_ends": len(dead)})
    return 1 if dead else 0
