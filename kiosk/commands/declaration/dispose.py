"""Dispose of every declaration whose claim is paid; what is not paid yet stays and is named."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND, kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.desk.papers.disposal import dispose_paid


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    with kept_records(settings_of(chosen, console)) as storage:
        gone, stays = dispose_paid(storage, BY_COMMAND, console.clock.now())
    for number in gone:
        console.tell({"visit": number, "disposed": True}, f"{number}: claim paid, declaration disposed of")
    for number in stays:
        console.tell({"visit": number, "disposed": False}, f"{number}: not paid yet, kept")
    return 0
