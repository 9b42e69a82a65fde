"""The records brought to this release, looked over, and the way back kept. Before the first start of a new release."""

from __future__ import annotations

import argparse

from kiosk.commands.console import Console
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.home import KEY_NAME, held
from kiosk.keeping.update import go_back, update
from kiosk.storage.opening import read_key


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("--back", action="store_true", help="to the database of before the last update")
    parser.add_argument(
        "--losing", type=int, default=0, metavar="ROWS", help="with --back: rows of the audit that go with it"
    )


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    key = read_key(settings.home / KEY_NAME)
    if key is None:
        raise Refused(f"{settings.home} holds no records yet: start the kiosk once, or name other settings")
    with held(settings.home, 0):
        if chosen.back:
            revision = go_back(settings, key, chosen.losing)
            console.tell(
                {"revision": revision, "back": True}, f"back at {revision}: start the release of before"
            )
            return 0
        done = update(settings, key)
    console.tell(
        {"before": done.before, "now": done.now, "rows": done.rows, "back": False},
        f"{done.before} → {done.now}; the audit of {done.rows} rows is whole. The way back: kiosk update --back",
    )
    return 0
