"""A member of staff who has left: the account opens nothing any more, and its name is never given again."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND, kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.desk.staff.accounts import retire_account
from kiosk.storage.faults import NoSuchRecord


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    with kept_records(settings_of(chosen, console)) as storage:
        try:
            retire_account(storage, chosen.name, BY_COMMAND, console.clock.now())
        except NoSuchRecord as fault:
            raise Refused(f"{fault}: nothing was changed") from None
    console.tell({"account": chosen.name, "changed": "retired"}, f"{chosen.name} is retired")
    return 0
