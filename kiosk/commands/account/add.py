"""A new member of staff, with a role and a first password."""

from __future__ import annotations

import argparse

from kiosk.commands.account.password_typed import password_typed
from kiosk.commands.console import Console
from kiosk.commands.kept import BY_COMMAND, kept_records
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.desk.staff.accounts import make_account
from kiosk.storage.faults import RecordConflict
from kiosk.storage.staff.accounts import Role


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="1 to 32 of a-z, 0-9, dot, hyphen, underscore")
    parser.add_argument("--role", choices=[each.value for each in Role], default=Role.DESK.value)
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    with kept_records(settings_of(chosen, console)) as storage:
        try:
            password = password_typed(console)
            make_account(storage, chosen.name, Role(chosen.role), password, BY_COMMAND, console.clock.now())
        except RecordConflict:
            raise Refused(f"{chosen.name} is taken, if only by a retired account: choose another") from None
        except ValueError as wrong:
            raise Refused(str(wrong)) from None
    console.tell({"account": chosen.name, "role": chosen.role}, f"{chosen.name} may sign in as {chosen.role}")
    return 0
