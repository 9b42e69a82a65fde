"""A new password for a member of staff; whoever waits after wrong ones may try again at once."""

from __future__ import annotations

import argparse

from kiosk.commands.account.password_typed import password_typed
from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND, kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.desk.staff.accounts import change_password
from kiosk.storage.faults import NoSuchRecord


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    with kept_records(settings_of(chosen, console)) as storage:
        try:
            change_password(storage, chosen.name, password_typed(console), BY_COMMAND, console.clock.now())
        except NoSuchRecord as fault:
            raise Refused(f"{fault}: see `account add`") from None
    console.tell({"account": chosen.name, "changed": "password"}, f"{chosen.name} has a new password")
    return 0
