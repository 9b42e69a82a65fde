"""Reader, cameras, service and dev dock, without a kiosk: for one of your own, in another process."""

from __future__ import annotations

import argparse
import shlex
from contextlib import closing
from functools import partial

from hardware_mocks.console import until_told_to_end
from hardware_mocks.dock.panel import add_panel
from hardware_mocks.heads.everybody import drawn_meanwhile
from hardware_mocks.world import WORLD
from kiosk.commands.console import Console
from kiosk.commands.occupied import closed_to_others
from kiosk.commands.ports import refuse_taken
from kiosk.settings import load
from kiosk.storage.opening import open_storage
from kiosk.web.security import guard
from rehearsal.stage import Wishes, furnish, surroundings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8701, help="of the dock's page")
    parser.add_argument("--kiosk-port", type=int, default=8700, help="the glass's, for the kiosk's settings")
    parser.add_argument("--desk-port", type=int, default=8702, help="the desk's, for the kiosk's settings")


def run(chosen: argparse.Namespace, console: Console) -> int:
    refuse_taken(chosen.port, "--port")
    closed_to_others(WORLD / "kiosk", console)
    wishes = Wishes(
        home=WORLD / "kiosk",
        glass_port=chosen.kiosk_port,
        desk_port=chosen.desk_port,
        dock_port=chosen.port,
        clock=console.clock,
    )
    with drawn_meanwhile(), surroundings(wishes, partial(add_panel, guard=guard)) as around:
        with closing(open_storage(load(around.settings_file))) as storage:
            furnish(storage, console.clock)
        serve = f"python -m kiosk serve --settings {shlex.quote(str(around.settings_file))}"
        console.tell(
            {
                "dock": f"{around.dock_url}/",
                "settings": str(around.settings_file),
                "service": around.service.url,
            },
            f"dev dock: {around.dock_url}/\na kiosk for it: {serve}\n(Ctrl-C ends it)",
        )
        until_told_to_end()
    return 0
